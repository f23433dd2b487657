// Package sealed makes and opens the sealed part of a token, as spec/token04.md says: its claims, bytes, keys and seal.
// What stands around a Token04, and whether what it says is so, is not known here.
package sealed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"sync"
)

// Key is what one ServerSecret computes for one app. Several goroutines may use it at once.
type Key struct {
	AppID uint32
	// ID names the key without telling it: 8 hex digits.
	ID  string
	aes *aesKey
	// misread is of the secret decoded from hex, a mistake that is often made; nil where the secret is no hex.
	misread   *aesKey
	cbcSeal   *mac
	gcmSeal   *mac
	signature *mac
}

// NewKey derives the keys of an app. The secret has 32 bytes, which are the AES key as they are.
func NewKey(appID uint32, serverSecret string) *Key {
	var misread *aesKey
	if bytes, err := hex.DecodeString(serverSecret); err == nil {
		misread = newAESKey(bytes)
	}
	sealKey := Derive(appID, serverSecret, "token04-seal", sha256.Size)
	return &Key{
		AppID:     appID,
		ID:        hex.EncodeToString(Derive(appID, serverSecret, "kid", 4)),
		aes:       newAESKey([]byte(serverSecret)),
		misread:   misread,
		cbcSeal:   newMAC(sealKey, labelled("roompass-seal/v1", appID)),
		gcmSeal:   newMAC(sealKey, labelled("roompass-gcm-seal/v1", appID)),
		signature: newMAC(Derive(appID, serverSecret, "kit-token-signature", sha256.Size), nil),
	}
}

// Sign gives the tag of a message, in as many parts as it has, under the key of signatures.
func (k *Key) Sign(message ...[]byte) Tag { return k.signature.sum(message...) }

// Derive is HKDF-SHA256 as spec/token04.md section 5 has it, for up to 32 bytes.
func Derive(appID uint32, serverSecret, label string, length int) []byte {
	extract := hmac.New(sha256.New, []byte("roompass/v1"))
	extract.Write([]byte(serverSecret))
	expand := hmac.New(sha256.New, extract.Sum(nil))
	expand.Write(append(labelled(label, appID), 1))
	return expand.Sum(nil)[:length]
}

// labelled sets one use of a key apart from others.
func labelled(label string, appID uint32) []byte {
	text := append([]byte(label), 0, 0, 0, 0, 0)
	binary.BigEndian.PutUint32(text[len(label)+1:], appID)
	return text
}

// Tag is what HMAC-SHA256 gives.
type Tag [sha256.Size]byte

// mac is HMAC-SHA256 over messages that begin alike. It keeps the hashes that it is done with, whose key is set.
type mac struct {
	prefix []byte
	hashes sync.Pool
}

type keyedHash struct {
	hash.Hash
	tag Tag
}

func newMAC(key, prefix []byte) *mac {
	return &mac{prefix, sync.Pool{New: func() interface{} { return &keyedHash{Hash: hmac.New(sha256.New, key)} }}}
}

func (m *mac) sum(message ...[]byte) Tag {
	h := m.hashes.Get().(*keyedHash)
	h.Reset()
	h.Write(m.prefix)
	for _, part := range message {
		h.Write(part)
	}
	h.Sum(h.tag[:0])
	tag := h.tag
	m.hashes.Put(h)
	return tag
}
