package roompass

// Our own spelling is read by a short way. Whatever that way takes, the strict reader must take for the same: held for
// every text that differs from ours by one byte.

import (
	"fmt"
	"testing"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// eachNear gives the text itself, and with each byte in each place replaced, put in before, and left out.
func eachNear(text string, look func(near string)) {
	look(text)
	for at := 0; at <= len(text); at++ {
		before, after, rest := text[:at], text[at:], ""
		if after != "" {
			rest = after[1:]
		}
		for c := 0; c < 256; c++ {
			look(before + string([]byte{byte(c)}) + after)
			look(before + string([]byte{byte(c)}) + rest)
		}
		look(before + rest)
	}
}

func TestOwnSpellingOfClaimsMeansWhatTheStrictReaderSays(t *testing.T) {
	for _, claims := range []sealed.Claims{
		{AppID: 4294967295, UserID: "ada", Nonce: 2147483647, Issued: 1767225600, Expires: sealed.LastSecond, Payload: benchPayload},
		{AppID: 1, UserID: `a\b`, Nonce: 0, Issued: 1, Expires: 2},
		{AppID: 1, UserID: "ada", Nonce: 7, Issued: 1, Expires: 2, Payload: `ë "\" \`},
	} {
		taken := 0
		eachNear(string(claims.AppendJSON(nil)), func(near string) {
			scanned, ok := sealed.ScanClaims(near)
			if scanned.Own == nil {
				return
			}
			document, strict := jsontext.Scan(near, 1)
			read, err := readClaims(sealed.Scanned{Object: document.Object})
			if !ok || !strict || document.Spaced || document.Duplicate || err != nil || *read != *scanned.Own {
				t.Fatalf("%q is %+v, %v; but is read as %+v", near, read, err, scanned.Own)
			}
			taken++
		})
		if taken < 100 {
			t.Errorf("only %d near %+v", taken, claims)
		}
	}
}

func TestOwnSpellingOfClaimsThatMayNotBeIsLeftToTheStrictReader(t *testing.T) {
	for _, text := range []string{
		`{"app_id":0,"user_id":"ada","nonce":1,"ctime":1,"expire":2,"payload":""}`,
		`{"app_id":4294967296,"user_id":"ada","nonce":1,"ctime":1,"expire":2,"payload":""}`,
		`{"app_id":1,"user_id":"a b","nonce":1,"ctime":1,"expire":2,"payload":""}`,
		`{"app_id":1,"user_id":"ada","nonce":2147483648,"ctime":1,"expire":2,"payload":""}`,
		`{"app_id":1,"user_id":"ada","nonce":1,"ctime":0,"expire":2,"payload":""}`,
		`{"app_id":1,"user_id":"ada","nonce":1,"ctime":1,"expire":253402300800,"payload":""}`,
		`{"app_id":1,"user_id":"ada","nonce":01,"ctime":1,"expire":2,"payload":""}`,
	} {
		if scanned, _ := sealed.ScanClaims(text); scanned.Own != nil {
			t.Errorf("%s is taken for ours", text)
		}
	}
}

func TestOwnSpellingOfAPayloadMeansWhatTheStrictReaderSays(t *testing.T) {
	facts := func(payload string) string {
		facts, err := readPayload(payload, true, sealed.Own)
		return fmt.Sprintf("%+v %v", facts, err)
	}
	eachNear(`{"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null}`, func(near string) {
		if near == "" || near[len(near)-1] != '}' {
			return
		}
		// A key of an application is no fault, and takes the longer way.
		if got, want := facts(near), facts(near[:len(near)-1]+`,"x-a":1}`); got != want {
			t.Fatalf("%q is %s, not %s", near, got, want)
		}
	})
}

func TestOwnSpellingOfASuffixMeansWhatTheStrictReaderSays(t *testing.T) {
	sig := &signature{"a2517ef2", "1llMiCNLylFLXcm4e4bzo2szOUj3w5vw3jEW5YsRPM0"}
	for _, fields := range []suffixFields{
		{userID: "ada", roomID: "lobby", encodedName: "Zo%C3%AB", appID: testApp},
		{userID: "ada", encodedName: "Ada", appID: testApp, ext: String(`{"role":"host"}`)},
	} {
		taken := 0
		eachNear(string(writeSuffix(&fields, sig)), func(near string) {
			own, ok := readOwnSuffix(near)
			if !ok {
				return
			}
			read, err := readAnySuffix(near, true, sealed.Own)
			if err != nil || describe(read) != describe(own) {
				t.Fatalf("%q is %v; but is read as %s", near, err, describe(own))
			}
			taken++
		})
		if taken < 1000 {
			t.Errorf("only %d near %+v", taken, fields)
		}
	}
}

func describe(s *suffix) string {
	ext := "none"
	if s.ext != nil {
		ext = *s.ext
	}
	return fmt.Sprint(s.userID, " ", s.roomID, " ", s.encodedName, " ", s.userName, " ", s.appID, " ", ext, " ", s.signature)
}
