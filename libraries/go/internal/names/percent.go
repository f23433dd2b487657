package names

import (
	"strings"
	"unicode/utf8"
)

// unescaped stand for themselves in encodeURIComponent. What net/url leaves alone is another set.
var unescaped = setOf(alphanumeric + "-_.!~*'()")

const upperHex = "0123456789ABCDEF"

// EncodePercent encodes a text as ECMAScript's encodeURIComponent does (spec/kit-token.md 2.2).
func EncodePercent(text string) string {
	if unescaped.holds(text) {
		return text
	}
	encoded := make([]byte, 0, 3*len(text))
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < utf8.RuneSelf && unescaped[c] {
			encoded = append(encoded, c)
		} else {
			encoded = append(encoded, '%', upperHex[c>>4], upperHex[c&15])
		}
	}
	return string(encoded)
}

// DecodePercent undoes percent-encoding. It is false when a % is not followed by two hex digits, or when what comes out
// is not UTF-8. Characters that are not encoded stand for themselves.
func DecodePercent(encoded string) (string, bool) {
	if strings.IndexByte(encoded, '%') < 0 {
		return encoded, utf8.ValidString(encoded)
	}
	decoded := make([]byte, 0, len(encoded))
	for i := 0; i < len(encoded); i++ {
		if encoded[i] != '%' {
			decoded = append(decoded, encoded[i])
			continue
		}
		if i+2 >= len(encoded) {
			return "", false
		}
		high, ok := hexDigit(encoded[i+1])
		low, okToo := hexDigit(encoded[i+2])
		if !ok || !okToo {
			return "", false
		}
		decoded = append(decoded, high<<4|low)
		i += 2
	}
	return string(decoded), utf8.Valid(decoded)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}
