package roompass

import (
	"crypto/subtle"
	"encoding/base64"
	"strconv"
	"strings"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// signature is that of a Kit Token (spec/kit-token.md section 3): over the bytes of the Token04 and every field of the
// suffix.
type signature struct {
	kid string
	// tag is 32 bytes in base64url.
	tag string
}

const (
	signatureVersion = "1."
	kidSize          = 8
	tagSize          = 43
	lowerHex         = "0123456789abcdef"
	base64URL        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	// noSpareBits are the characters with which 43 of them can end when they spell 32 bytes.
	noSpareBits = "AEIMQUYcgkosw048"
)

func (s *signature) String() string { return signatureVersion + s.kid + "." + s.tag }

// parseSignature is R12 and R15: another version is refused, not taken for an unsigned token.
func parseSignature(value jsontext.Value) (*signature, error) {
	sig, ok := signatureOf(value.Text)
	if !ok {
		return nil, refuse(CodeSignatureMalformed, "sig")
	}
	return sig, nil
}

// signatureOf is false for a text that is no signature of the first version.
func signatureOf(text string) (*signature, bool) {
	const kid, tag = len(signatureVersion), len(signatureVersion) + kidSize + 1
	if len(text) != tag+tagSize || text[:kid] != signatureVersion || text[tag-1] != '.' {
		return nil, false
	}
	last := text[len(text)-1:]
	if !consistsOf(text[kid:tag-1], lowerHex) || !consistsOf(text[tag:], base64URL) || !consistsOf(last, noSpareBits) {
		return nil, false
	}
	return &signature{text[kid : tag-1], text[tag:]}, true
}

func consistsOf(text, alphabet string) bool {
	for i := 0; i < len(text); i++ {
		if strings.IndexByte(alphabet, text[i]) < 0 {
			return false
		}
	}
	return true
}

func sign(key *sealed.Key, fields *suffixFields, raw []byte) *signature {
	tag := tagOf(key, fields, raw)
	return &signature{key.ID, string(tag[:])}
}

// signedBy is R13: computed anew and compared in constant time.
func (s *signature) signedBy(key *sealed.Key, fields *suffixFields, raw []byte) bool {
	tag := tagOf(key, fields, raw)
	return subtle.ConstantTimeCompare(tag[:], []byte(s.tag)) == 1
}

func tagOf(key *sealed.Key, fields *suffixFields, raw []byte) (tag [tagSize]byte) {
	room := make([]byte, 0, 192+len(fields.encodedName))
	sum := key.Sign(appendSigned(room, key.ID, fields, len(raw)), raw)
	base64.RawURLEncoding.Encode(tag[:], sum[:])
	return tag
}

// appendSigned gives what is signed before the bytes of the Token04: each part with its length before it, so that no
// two tokens give the same bytes.
func appendSigned(dst []byte, kid string, fields *suffixFields, rawLength int) []byte {
	ext := ""
	if fields.ext != nil {
		ext = *fields.ext
	}
	appID := strconv.FormatUint(uint64(fields.appID), 10)
	dst = append(dst, "roompass-signature/v1\x00\x07"...)
	for _, part := range [...]string{kid, appID, fields.userID, fields.roomID, fields.encodedName, ext} {
		dst = append(appendLength(dst, len(part)), part...)
	}
	return appendLength(dst, rawLength)
}

func appendLength(dst []byte, length int) []byte {
	return append(dst, byte(length>>24), byte(length>>16), byte(length>>8), byte(length))
}
