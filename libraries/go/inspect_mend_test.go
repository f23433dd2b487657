package roompass

import (
	"reflect"
	"strings"
	"testing"
)

func TestMendUndoesWhatHappensToTokensOnTheirWay(t *testing.T) {
	const token = "04AAA+/AA=#eyJ9"
	for text, damage := range map[string][]Code{
		token:                                nil,
		"\ufeff " + token + "\u3000\n":       {CodeSurroundingSpace},
		`"` + token + `"`:                    {CodeQuoted},
		"` " + token + " `":                  {CodeQuoted},
		"bEARER \t" + token:                  {CodeBearerPrefix},
		`{"code":0,"token":"` + token + `"}`: {CodeWrappedInJSON},
		`{"token":7,"data":"` + strings.Replace(token, "/", `\/`, 1) + `"}`: {CodeWrappedInJSON},
		"04AAA\r\n+/AA=#ey\nJ9":   {CodeLineBreaks},
		"04AAA%2b%2FAA%3D%23eyJ9": {CodePercentEncoded},
		"04AAA /AA=#eyJ9":         {CodePlusBecameSpace},
		"04AAA-_AA=#eyJ9":         {CodeBase64URLSpelling},
		"04AAA+/AA#eyJ9":          {CodePaddingMissing},
		"\n\"Bearer 04AAA-_AA%23eyJ9\"": {
			CodeSurroundingSpace, CodeQuoted, CodeBearerPrefix, CodePercentEncoded, CodeBase64URLSpelling, CodePaddingMissing,
		},
	} {
		if mended, found := mend(text); mended != token || !reflect.DeepEqual(found, damage) {
			t.Errorf("%q: %q, %v; want %v", text, mended, found, damage)
		}
	}
}

func TestMendLeavesAloneWhatItDoesNotKnow(t *testing.T) {
	for _, text := range []string{
		"", `"`, `"04'`, "bearer", "Bearer04AA", "04AA%2", "04AA%2B%zz", "04AA%2B%ff", "a b", "a-b_c", "04AAAAA", "04AA=#eyJ9=",
		"04b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b", `{"token":7}`, `{"token":"04AAAA"`, "04AA#eyJ9#eyJ9",
	} {
		if mended, damage := mend(text); mended != text || damage != nil {
			t.Errorf("%q became %q: %v", text, mended, damage)
		}
	}
}
