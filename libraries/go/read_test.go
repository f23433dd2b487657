package roompass

import (
	"encoding/base64"
	"strings"
	"testing"
)

// suffixJSON is the readable part of a token.
func suffixJSON(t testing.TB, kitToken string) string {
	t.Helper()
	json, err := base64.StdEncoding.DecodeString(kitToken[strings.Index(kitToken, "#")+1:])
	if err != nil {
		t.Fatal(err)
	}
	return string(json)
}

func TestReadShowsWhatNeedsNoKey(t *testing.T) {
	input := person()
	shown, err := Read(mustMint(t, input, keyring(t)))
	if err != nil {
		t.Fatal(err)
	}
	want := Shown{testApp, "ada", "lobby", input.UserName, testNow.Add(input.ExpiresIn).UTC()}
	if *shown != want {
		t.Errorf("got %+v, want %+v", *shown, want)
	}
}

func TestReadRefusesWhatIsNoKitToken(t *testing.T) {
	token := mustMint(t, person(), keyring(t))
	at := strings.Index(token, "#")
	for text, code := range map[string]Code{
		token[:at]:                            CodeTokenMalformed,
		token + "#":                           CodeTokenMalformed,
		"03" + token[2:]:                      CodeTokenVersion,
		token[:at-1] + "." + token[at:]:       CodeTokenEncoding,
		"04" + "B" + token[3:]:                CodeTokenEnvelope,
		token[:at+1]:                          CodeSuffixMalformed,
		kitOf(token[:at], adasSuffix+" junk"): CodeSuffixMalformed,
	} {
		shown, err := Read(text)
		if got := codeOf(t, err); got != code || shown != nil {
			t.Errorf("%.20q…: got %v, want %s", text, err, code)
		}
	}
}
