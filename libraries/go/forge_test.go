package roompass

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"fmt"
)

// forgery is a token that minting would never make: of an official generator, or broken. Zero fields have plausible values.
type forgery struct {
	plaintext string
	// secret may have 16 bytes.
	secret string
	// iv is of 16 bytes that look like no generator's.
	iv     string
	expire int64
}

// claimsOf spells the claims of an official generator, with some instead of others.
func claimsOf(issued, expires int64, payload string) string {
	return fmt.Sprintf(`{"app_id":%d,"user_id":"ada","nonce":7,"ctime":%d,"expire":%d,"payload":%q}`,
		testApp, issued, expires, payload)
}

func (f forgery) token() string {
	now := testNow.Unix()
	if f.expire == 0 {
		f.expire = now + 3600
	}
	if f.plaintext == "" {
		f.plaintext = claimsOf(now, f.expire, "")
	}
	if f.secret == "" {
		f.secret = testSecret
	}
	if f.iv == "" {
		f.iv = "\x00 like none of\xff\xff"
	}
	block, err := aes.NewCipher([]byte(f.secret))
	if err != nil {
		panic(err)
	}
	k := aes.BlockSize - len(f.plaintext)%aes.BlockSize
	blocks := append([]byte(f.plaintext), bytes.Repeat([]byte{byte(k)}, k)...)
	cipher.NewCBCEncrypter(block, []byte(f.iv)).CryptBlocks(blocks, blocks)
	return tokenAround(f.expire, f.iv, blocks)
}

// tokenAround writes lengths modulo 65536, as generators do.
func tokenAround(expire int64, iv string, ciphertext []byte) string {
	raw := make([]byte, 12+len(iv), 12+len(iv)+len(ciphertext))
	binary.BigEndian.PutUint64(raw, uint64(expire))
	binary.BigEndian.PutUint16(raw[8:], uint16(len(iv)))
	copy(raw[10:], iv)
	binary.BigEndian.PutUint16(raw[10+len(iv):], uint16(len(ciphertext)))
	return "04" + base64.StdEncoding.EncodeToString(append(raw, ciphertext...))
}
