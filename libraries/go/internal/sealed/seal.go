package sealed

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"
)

// ivSource is how many bytes of a tag the IV of CBC spells in base64url: 16 characters, 96 bits.
const ivSource = 12

// cbcIV is the seal of the CBC form (spec/token04.md 6.1).
func (k *Key) cbcIV(plaintext []byte) (iv [blockSize]byte) {
	tag := k.cbcSeal.sum(plaintext)
	base64.RawURLEncoding.Encode(iv[:], tag[:ivSource])
	return iv
}

// gcmNonce is the seal of the GCM form (spec/token04.md 6.2).
func (k *Key) gcmNonce(plaintext []byte) (nonce [nonceSize]byte) {
	tag := k.gcmSeal.sum(plaintext)
	copy(nonce[:], tag[:])
	return nonce
}

// Seal encrypts a plaintext of any content under an IV that only holders of the secret can derive. It gives the bytes
// of a Token04.
func (k *Key) Seal(format Format, expire int64, plaintext []byte) []byte {
	if format == GCM {
		nonce := k.gcmNonce(plaintext)
		return k.aes.sealGCM(expire, nonce[:], plaintext)
	}
	iv := k.cbcIV(plaintext)
	return k.aes.sealCBC(expire, iv[:], plaintext)
}

// Opened is a plaintext of the right form.
type Opened struct {
	Claims Scanned
	// Plaintext is what the claims were read from.
	Plaintext string
	// Sealed tells that only a holder of the secret can have made it: by the signature, or by an IV or nonce that
	// nobody else could derive.
	Sealed bool
}

// Open is false when a token does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart (R16,
// R18, R19), so each failure does the work of a success. A signature that was right covers every byte already, and the
// seal could prove nothing more.
func (k *Key) Open(envelope Envelope, signed bool) (Opened, bool) {
	plaintext, right := k.aes.decrypt(envelope)
	isText, text := utf8.Valid(plaintext), string(plaintext)
	claims, isClaims := ScanClaims(text)
	if !right || !isText || !isClaims {
		claims, _ = ScanClaims(unreadable)
	}
	sealed := signed || k.isSealed(envelope, plaintext)
	return Opened{claims, text, sealed}, right && isText && isClaims
}

// Plaintext gives what is inside, claims or not, and is false when the key does not fit. It is for explaining alone: it
// tells more than a refusal may.
func (k *Key) Plaintext(envelope Envelope) (string, bool) { return k.aes.text(envelope) }

// FitsMisread tells whether a token opens with the secret decoded from hex.
func (k *Key) FitsMisread(envelope Envelope) bool {
	if k.misread == nil {
		return false
	}
	_, fits := k.misread.text(envelope)
	return fits
}

func (k *Key) isSealed(envelope Envelope, plaintext []byte) bool {
	if envelope.Format == GCM {
		nonce := k.gcmNonce(plaintext)
		return subtle.ConstantTimeCompare(nonce[:], envelope.IV) == 1
	}
	iv := k.cbcIV(plaintext)
	return subtle.ConstantTimeCompare(iv[:], envelope.IV) == 1
}

// TokenID names a Token04 in audit and revocation (spec/token04.md section 7).
func TokenID(raw []byte) string {
	h := sha256.New()
	h.Write([]byte("roompass-tid/v1\x00"))
	h.Write(raw)
	var sum Tag
	var digits [2 * len(sum)]byte
	hex.Encode(digits[:], h.Sum(sum[:0]))
	return string(digits[:])
}
