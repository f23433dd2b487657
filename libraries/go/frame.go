package roompass

// The outermost text: how a Kit Token falls into Token04 and suffix, and how a Token04 becomes bytes (R1 to R4).
// Nobody else splits at "#" or puts it there.

import (
	"encoding/base64"
	"strings"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

const separator = "#"

func joinKitToken(raw, suffixJSON []byte) string {
	end := sealed.TextLen(len(raw))
	text := make([]byte, end+len(separator)+base64.StdEncoding.EncodedLen(len(suffixJSON)))
	sealed.PutText(text, raw)
	copy(text[end:], separator)
	base64.StdEncoding.Encode(text[end+len(separator):], suffixJSON)
	return string(text)
}

// splitKitToken is R1 and R2.
func splitKitToken(kitToken string, reading *sealed.Reading) (token04, suffix string, err error) {
	// The length comes first: nothing is done with a text of any size.
	if !reading.KitToken.Holds(len(kitToken)) || !isVisible(kitToken) || strings.Count(kitToken, separator) != 1 {
		return "", "", refuse(CodeTokenMalformed, "")
	}
	at := strings.Index(kitToken, separator)
	return kitToken[:at], kitToken[at+1:], nil
}

// decodeToken04 gives the bytes of a Token04, R1 to R4.
func decodeToken04(token04 string, reading *sealed.Reading) ([]byte, error) {
	if !reading.Token04.Holds(len(token04)) {
		return nil, refuse(CodeTokenMalformed, "")
	}
	if strings.HasPrefix(token04, sealed.Prefix) {
		if raw, ok := sealed.DecodeBase64(token04[len(sealed.Prefix):]); ok {
			return raw, nil
		}
	}
	return nil, refuse(faultOf(token04), "")
}

// faultOf says which rule is broken by a text that is no Token04. What can be decoded keeps them all.
func faultOf(token04 string) Code {
	switch {
	case !isVisible(token04) || strings.Contains(token04, separator):
		return CodeTokenMalformed
	case !strings.HasPrefix(token04, sealed.Prefix):
		return CodeTokenVersion
	}
	return CodeTokenEncoding
}

// isVisible tells whether all characters are 0x21 to 0x7E.
func isVisible(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i]-'!' > '~'-'!' {
			return false
		}
	}
	return true
}
