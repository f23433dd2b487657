//go:build go1.18
// +build go1.18

package roompass

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// seedTokens adds the tokens of the vectors.
func seedTokens(f *testing.F, add func(token string)) {
	for _, name := range []string{"verify", "hostile", "dialects"} {
		var file struct{ Tests []asked }
		readVectors(f, name, &file)
		for _, test := range file.Tests {
			if !test.isNotText() {
				add(test.token(f))
			}
		}
	}
}

// vectorKeys are those under which most vectors were made.
func vectorKeys(f *testing.F) *Keyring {
	return keyring(f,
		Key{AppID: 1234567890, ServerSecret: "0123456789abcdef" + "0123456789abcdef"},
		Key{AppID: 1, ServerSecret: "fa94dd0f974cf2e2" + "93728a526b028271"})
}

// FuzzVerify: no text makes a panic or an error of another kind; what is taken as sealed is taken as bare with the same
// pass; and Inspect says the same.
func FuzzVerify(f *testing.F) {
	seedTokens(f, func(token string) { f.Add(token) })
	keys := vectorKeys(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, verify := range []func(string, *Keyring, *VerifyOptions) (*Pass, error){Verify, VerifyToken04} {
			strict, err := verify(text, keys, &VerifyOptions{Now: stopped})
			loose, looseErr := verify(text, keys, &VerifyOptions{Now: stopped, Accept: Bare})
			codeOf(t, err)
			codeOf(t, looseErr)
			if strict != nil && !reflect.DeepEqual(strict, loose) {
				t.Fatalf("%q proves %+v, and %+v when less is asked", text, strict, loose)
			}
		}
		for _, accept := range []Trust{Bare, Sealed, Signed} {
			expectAgreement(t, text, keys, accept)
		}
	})
}

// FuzzSuffix: what the own reading takes the official one takes as well, and encoding/json reads the same user.
func FuzzSuffix(f *testing.F) {
	seedTokens(f, func(token string) {
		if _, suffix, err := splitKitToken(token, sealed.Official); err == nil {
			if bytes, ok := sealed.DecodeBase64(suffix); ok {
				f.Add(bytes)
			}
		}
	})
	f.Fuzz(func(t *testing.T, bytes []byte) {
		text := base64.StdEncoding.EncodeToString(bytes)
		own, err := readSuffix(text, sealed.Own)
		official, officialErr := readSuffix(text, sealed.Official)
		codeOf(t, err)
		codeOf(t, officialErr)
		if err == nil && !reflect.DeepEqual(own, official) {
			t.Fatalf("%q: own %+v, official %+v", bytes, own, official)
		}
		if officialErr != nil {
			return
		}
		latin1, _ := fromLatin1(bytes)
		var other map[string]interface{}
		if err := json.Unmarshal([]byte(latin1), &other); err != nil || other["userID"] != official.userID {
			t.Fatalf("%q: %q, and %v in encoding/json, %v", bytes, official.userID, other["userID"], err)
		}
	})
}

// FuzzPayload: what is understood of a proven payload is understood of a bare one, and it is JSON. What is not understood
// grants nothing.
func FuzzPayload(f *testing.F) {
	for _, seed := range []string{
		"", `{"room_id":"r","privilege":{"1":1,"2":0},"stream_id_list":["s"]}`, ` {"privilege" : {} , "x-a": [[1]]}`,
		`{"room_id":null,"privilege":{"3":2},"stream_id_list":null}`, `{"demoPayload": ""}`, `{"1":1}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		proven, err := readPayload(payload, true, sealed.Own)
		bare, bareErr := readPayload(payload, false, sealed.Own)
		codeOf(t, err)
		if (bareErr == nil) != utf8.ValidString(payload) {
			t.Fatalf("%q: bare %v", payload, bareErr)
		}
		if err == nil && (!reflect.DeepEqual(proven, bare) || payload != "" && !json.Valid([]byte(payload))) {
			t.Fatalf("%q: proven %+v, bare %+v", payload, proven, bare)
		}
	})
}

// FuzzClaims seals any plaintext, which proves that a holder of the secret wrote it, and no more.
func FuzzClaims(f *testing.F) {
	claims := sealed.Claims{AppID: testApp, UserID: "ada", Nonce: 7, Issued: testNow.Unix(), Expires: testNow.Unix() + 60}
	f.Add(claims.AppendJSON(nil), claims.Expires)
	f.Add([]byte(`{"user_id":"ada","payload":null,"expire":1767225660,"ctime":1767225600,"app_id":1234567890,"nonce":-7}`), claims.Expires)
	keys := keyring(f)
	f.Fuzz(func(t *testing.T, plaintext []byte, expire int64) {
		if len(plaintext) > sealed.MaxPlaintext {
			return
		}
		raw := keys.all.active.Seal(sealed.CBC, expire, plaintext)
		pass, err := VerifyToken04(sealed.EncodeText(raw), keys, verifying)
		if codeOf(t, err) != "" {
			return
		}
		var other struct {
			AppID  uint32 `json:"app_id"`
			UserID string `json:"user_id"`
			Expire int64
		}
		if err := json.Unmarshal(plaintext, &other); err != nil {
			t.Fatalf("%q: %v", plaintext, err)
		}
		same := other.AppID == pass.AppID && other.Expire == pass.ExpiresAt.Unix() && other.Expire == expire
		if !same || pass.Trust != Sealed {
			t.Fatalf("%q became %+v", plaintext, pass)
		}
	})
}

// FuzzMint: what can be minted verifies as signed to what was asked for; what cannot is the caller's mistake.
func FuzzMint(f *testing.F) {
	f.Add("ada", "lobby", "Ada 张", "x", "stream", int64(60), true)
	f.Add("~\\", "!", "\u2028<&>", "", "\"\\\x01", int64(86400), false)
	keys := keyring(f)
	f.Fuzz(func(t *testing.T, userID, roomID, userName, ext, stream string, seconds int64, gcm bool) {
		if seconds > 86400 {
			seconds %= 86400
		}
		input := MintInput{UserID: userID, RoomID: roomID, UserName: userName, Ext: &ext, ExpiresIn: time.Duration(seconds) * time.Second}
		if input.Grant = (&Grant{Publish: gcm, StreamIDs: []string{stream}}); gcm {
			input.Format = GCM
		}
		token, err := Mint(input, keys, minting)
		var argument *ArgumentError
		if errors.As(err, &argument) {
			return
		}
		pass, err := Verify(token, keys, &VerifyOptions{Now: stopped, Accept: Signed, RoomID: &roomID, UserID: &userID})
		if err != nil {
			t.Fatalf("%+v: %v", input, err)
		}
		gotExt := ""
		if pass.Ext != nil {
			gotExt = *pass.Ext
		}
		if pass.UserName != userName || gotExt != ext || !reflect.DeepEqual(&pass.Grant, input.Grant) {
			t.Fatalf("%+v became %+v", input, pass)
		}
	})
}
