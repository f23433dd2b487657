package roompass

// What a text is by its looks, before anything is decoded.

import (
	"regexp"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// looks are tried in their order.
var looks = []struct {
	kind    Kind
	pattern *regexp.Regexp
	// code is "" for what is a token.
	code Code
}{
	{KindEmpty, regexp.MustCompile(`^$`), CodeEmpty},
	{KindUnknown, regexp.MustCompile(`^(?:undefined|null|NaN|\[object \w+\])$`), CodePlaceholder},
	{KindKitToken, regexp.MustCompile(`^(?:undefined|null)?#`), CodeTokenMissing},
	// Every token of these centuries begins so.
	{KindKitToken, regexp.MustCompile(`(?s)^04[^#]*#.*04AAAAA`), CodeTwoTokens},
	{KindToken04, regexp.MustCompile(`(?s)^04.+04AAAAA`), CodeTwoTokens},
	{KindKitToken, regexp.MustCompile(`^04[^#]*#[^#]*#`), CodeKitTokenTwice},
	{KindKitToken, regexp.MustCompile(`^04[^#]*#`), ""},
	// Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
	{KindAppSign, regexp.MustCompile(`^[0-9A-Fa-f]{64}$`), CodeAppSignGiven},
	{KindServerSecretLike, regexp.MustCompile(`^[0-9A-Fa-f]{32}$`), CodeServerSecretGiven},
	{KindJWT, regexp.MustCompile(`^eyJ[\w-]+\.[\w-]+\.[\w-]*$`), CodeJWTGiven},
	{KindToken03, regexp.MustCompile(`^03[A-Za-z0-9+/=]{40,}$`), CodeToken03Given},
	{KindToken04, regexp.MustCompile(`^04`), ""},
}

// kindOf gives the kind of a text and, where it is not as it should be, a code.
func kindOf(text string) (Kind, Code) {
	for _, look := range looks {
		if look.pattern.MatchString(text) {
			return look.kind, look.code
		}
	}
	if looksLikeSuffix(text) {
		return KindUnknown, CodeSuffixGiven
	}
	return KindUnknown, CodeNotAKitToken
}

// looksLikeSuffix tells whether a text is a suffix without its token.
func looksLikeSuffix(text string) bool {
	json, ok := sealed.DecodeBase64(text)
	document, _ := jsontext.Scan(string(json), 1)
	object := document.Object
	return ok && object.Get("userID").Kind != jsontext.Absent && object.Get("roomID").Kind != jsontext.Absent
}
