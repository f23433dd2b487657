package roompass

import (
	"encoding/json"
	"io/ioutil"
	"path/filepath"
	"reflect"
	"testing"
)

func TestEveryCodeSaysWhatEveryLanguageSays(t *testing.T) {
	text, err := ioutil.ReadFile(filepath.Join("..", "..", "spec", "reasons.json"))
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		Message   string
		Fix       string
		Zegocloud ZegocloudCodes
	}
	var file struct{ Refusals, Explanations map[Code]said }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		want  map[Code]said
		table map[Code]reason
	}{
		{file.Refusals, refusals},
		{file.Explanations, explanations},
	} {
		if len(test.want) == 0 || len(test.table) != len(test.want) {
			t.Errorf("there are %d codes here, and %d everywhere", len(test.table), len(test.want))
		}
		for code, want := range test.want {
			if got := (said{code.Message(), code.Fix(), code.Zegocloud()}); !reflect.DeepEqual(got, want) {
				t.Errorf("%s says\n%+v, want\n%+v", code, got, want)
			}
			if _, ok := test.table[code]; !ok {
				t.Errorf("%s is in the other table", code)
			}
		}
	}
}

func TestNobodyCanChangeTheNumbersOfACode(t *testing.T) {
	CodeTokenExpired.Zegocloud().Web[0] = 7
	if got := CodeTokenExpired.Zegocloud().Web[0]; got != 1102018 {
		t.Errorf("the number is now %d", got)
	}
}

func TestARefusalSaysItsCodeItsClaimAndASentence(t *testing.T) {
	err := refuse(CodeClaimsInvalid, "nonce")
	if want := "roompass: claims_invalid (nonce): " + CodeClaimsInvalid.Message(); err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}
