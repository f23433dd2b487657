package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"sync"
	"unicode/utf8"
)

// aesKey encrypts and decrypts in both forms. It knows neither seals nor claims.
type aesKey struct {
	gcm                      cipher.AEAD
	encryptions, decryptions sync.Pool
}

func newAESKey(key []byte) *aesKey {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic("sealed: a secret that was not checked")
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		panic("sealed: AES has no GCM here")
	}
	k := &aesKey{gcm: gcm}
	k.encryptions.New = func() interface{} { return &chain{mode: cipher.NewCBCEncrypter(block, make([]byte, blockSize))} }
	k.decryptions.New = func() interface{} { return &chain{mode: cipher.NewCBCDecrypter(block, make([]byte, blockSize))} }
	return k
}

// sealCBC gives the bytes of a Token04.
func (k *aesKey) sealCBC(expire int64, iv, plaintext []byte) []byte {
	raw := newEnvelope(cbcForm, expire, iv, len(plaintext)+blockSize-len(plaintext)%blockSize)
	header := len(raw)
	raw = appendPadding(append(raw, plaintext...), len(plaintext))
	c := k.encryptions.Get().(*chain)
	c.encrypt(raw[header:], iv)
	k.encryptions.Put(c)
	return raw
}

func (k *aesKey) sealGCM(expire int64, nonce, plaintext []byte) []byte {
	raw := newEnvelope(gcmForm, expire, nonce, len(plaintext)+tagSize)
	return append(k.gcm.Seal(raw, nonce, plaintext, nil), gcmMode)
}

// decrypt gives a plaintext also where the padding or the tag is wrong: the work goes on with it.
func (k *aesKey) decrypt(envelope Envelope) (plaintext []byte, right bool) {
	if envelope.Format == GCM {
		plaintext, err := k.gcm.Open(nil, envelope.IV, envelope.Ciphertext, nil)
		if err != nil {
			return []byte(unreadable), false
		}
		return plaintext, true
	}
	blocks := make([]byte, len(envelope.Ciphertext))
	c := k.decryptions.Get().(*chain)
	c.decrypt(blocks, envelope.Ciphertext, envelope.IV)
	k.decryptions.Put(c)
	end, right := unpad(blocks)
	return blocks[:end], right
}

// text is false for what is no UTF-8 as well: of wrong keys, one in 256 gives a right padding.
func (k *aesKey) text(envelope Envelope) (string, bool) {
	plaintext, right := k.decrypt(envelope)
	return string(plaintext), right && utf8.Valid(plaintext)
}
