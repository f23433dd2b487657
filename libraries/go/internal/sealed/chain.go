package sealed

import "crypto/cipher"

// chain is CBC that goes on and on: making a new one for each token costs as much as using it. What the next block is
// chained to is known, and is exchanged for the IV.
type chain struct {
	mode cipher.BlockMode
	last [blockSize]byte
}

func (c *chain) encrypt(blocks, iv []byte) {
	c.exchange(blocks, iv)
	c.mode.CryptBlocks(blocks, blocks)
	copy(c.last[:], blocks[len(blocks)-blockSize:])
}

func (c *chain) decrypt(blocks, ciphertext, iv []byte) {
	c.mode.CryptBlocks(blocks, ciphertext)
	c.exchange(blocks, iv)
	copy(c.last[:], ciphertext[len(ciphertext)-blockSize:])
}

// exchange works on the first block of a plaintext, which CBC adds to what it is chained to.
func (c *chain) exchange(plaintext, iv []byte) {
	for i := range c.last {
		plaintext[i] ^= c.last[i] ^ iv[i]
	}
}
