package roompass

// What happens to tokens on their way through URLs, JSON, terminals and mail: each damage recognised, named and undone,
// one at a time.

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// mends stand in the order in which damage is undone: what came last on the way comes first.
var mends = []struct {
	code Code
	undo func(text string) string
}{
	{CodeSurroundingSpace, trim},
	{CodeWrappedInJSON, fieldOfAnswer},
	{CodeQuoted, unquote},
	{CodeBearerPrefix, func(text string) string { return bearer.ReplaceAllString(text, "") }},
	{CodeLineBreaks, strings.NewReplacer("\r", "", "\n", "").Replace},
	{CodePercentEncoded, undoPercent},
	{CodePlusBecameSpace, ofToken(strings.NewReplacer(" ", "+"))},
	{CodeBase64URLSpelling, ofToken(strings.NewReplacer("-", "+", "_", "/"))},
	{CodePaddingMissing, padParts},
}

var (
	bearer  = regexp.MustCompile(`^(?i:bearer)\s+`)
	percent = regexp.MustCompile(`^04[^#]*%(?i:2B|2F|3D|23)`)
	// unpadded also matches what needs no padding.
	unpadded = regexp.MustCompile(`^04[A-Za-z0-9+/]+=*(?:#[A-Za-z0-9+/]*=*)?$`)
	hexText  = regexp.MustCompile(`^[0-9A-Fa-f]+$`)
)

// mend undoes what it can and names the damage.
func mend(text string) (mended string, damage []Code) {
	for _, m := range mends {
		better := m.undo(text)
		if better != text {
			damage = append(damage, m.code)
		}
		text = better
	}
	return text, damage
}

func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
}

// fieldOfAnswer gives the token in {"token":"04…"}, {"data":{"token":"04…"}} and their like (spec kit-token.md 5.5.1).
func fieldOfAnswer(text string) string {
	document, _ := jsontext.Scan(text, maxScannedDepth)
	for answer := document.Object; answer.Kind == jsontext.Object; answer = answer.Get("data") {
		for _, key := range []string{"kitToken", "kit_token", "token", "data"} {
			if value := answer.Get(key); value.Kind == jsontext.String {
				return value.Text
			}
		}
	}
	return text
}

func unquote(text string) string {
	last := len(text) - 1
	if last < 1 || text[0] != text[last] || strings.IndexByte("\"'`", text[0]) < 0 {
		return text
	}
	return trim(text[1:last])
}

func undoPercent(text string) string {
	if percent.MatchString(text) {
		if decoded, ok := names.DecodePercent(text); ok {
			return decoded
		}
	}
	return text
}

// ofToken is a replacement in what begins as a token.
func ofToken(replacer *strings.Replacer) func(string) string {
	return func(text string) string {
		if !strings.HasPrefix(text, sealed.Prefix) {
			return text
		}
		return replacer.Replace(text)
	}
}

// padParts gives each base64 part of a token the padding that its length asks for.
func padParts(text string) string {
	// What is all hex is a secret or an AppSign that begins with 04 by chance.
	if !unpadded.MatchString(text) || hexText.MatchString(text) {
		return text
	}
	parts := strings.Split(text[len(sealed.Prefix):], separator)
	for i, part := range parts {
		parts[i] = padded(part)
	}
	return sealed.Prefix + strings.Join(parts, separator)
}

// padded leaves alone what has padding already, and a length that no base64 has.
func padded(part string) string {
	missing := (4 - len(part)%4) % 4
	if missing == 3 || strings.HasSuffix(part, "=") {
		return part
	}
	return part + "=="[:missing]
}
