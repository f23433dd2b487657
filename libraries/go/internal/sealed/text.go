package sealed

import "encoding/base64"

// Prefix is how every Token04 begins.
const Prefix = "04"

// TextLen is how many characters a Token04 of so many bytes has.
func TextLen(raw int) int { return len(Prefix) + base64.StdEncoding.EncodedLen(raw) }

// PutText writes the text of a Token04 to dst, which has TextLen bytes for it.
func PutText(dst, raw []byte) { base64.StdEncoding.Encode(dst[copy(dst, Prefix):], raw) }

// EncodeText gives the text of a Token04.
func EncodeText(raw []byte) string {
	text := make([]byte, TextLen(len(raw)))
	PutText(text, raw)
	return string(text)
}

var canonical = base64.StdEncoding.Strict()

// DecodeBase64 is false for every spelling but the one that encoding gives (R4, R8).
func DecodeBase64(text string) ([]byte, bool) {
	decoded, err := canonical.DecodeString(text)
	// The decoder skips line breaks, and then the text is longer.
	return decoded, err == nil && len(text) == base64.StdEncoding.EncodedLen(len(decoded))
}
