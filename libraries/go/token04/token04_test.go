package token04

import (
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	roompass "github.com/roompass/roompass/libraries/go"
	"github.com/roompass/roompass/libraries/go/errors"
)

const (
	appID  = 1234567890
	secret = "Kk7!vQ2@zR9#mW4$tY6%uI8^oP0&aS1*"
)

func verify(t *testing.T, token string, options *roompass.VerifyOptions) (*roompass.Pass, error) {
	t.Helper()
	keys, err := roompass.NewKeyring(roompass.Key{AppID: appID, ServerSecret: secret})
	if err != nil {
		t.Fatal(err)
	}
	return roompass.VerifyToken04(token, keys, options)
}

func TestGeneratesSealedTokens(t *testing.T) {
	payload := `{"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null}`
	before := time.Now().Truncate(time.Second)
	token, err := GenerateToken04(appID, "ada", secret, 3600, payload)
	if err != nil {
		t.Fatal(err)
	}
	pass, err := verify(t, token, nil)
	if err != nil {
		t.Fatal(err)
	}
	if pass.Trust != roompass.Sealed || pass.UserID != "ada" || pass.RoomID != "lobby" || pass.Payload != payload {
		t.Errorf("got %+v", pass)
	}
	if pass.Grant.Publish || !pass.Grant.Join {
		t.Errorf("got the grant %+v", pass.Grant)
	}
	if pass.IssuedAt.Before(before) || pass.ExpiresAt.Sub(pass.IssuedAt) != time.Hour {
		t.Errorf("minted at %v until %v, a moment after %v", pass.IssuedAt, pass.ExpiresAt, before)
	}
}

func TestSealsAnyPayloadThatTheFormatHolds(t *testing.T) {
	for payload, grants := range map[string]bool{
		"": true, "no JSON": false, `{"demoPayload": ""}`: true, "张 <&> \u2028": false, strings.Repeat("p", 32600): false,
	} {
		token, err := GenerateToken04(appID, "ada", secret, 3600, payload)
		if err != nil {
			t.Fatal(err)
		}
		pass, err := verify(t, token, &roompass.VerifyOptions{Accept: roompass.Bare})
		if err != nil {
			t.Fatalf("%.20q: %v", payload, err)
		}
		if pass.Trust != roompass.Sealed || pass.Payload != payload || pass.Grant.Join != grants {
			t.Errorf("%.20q: got %+v", payload, pass)
		}
	}
}

func TestRefusesInTheOfficialOrderAndWords(t *testing.T) {
	for _, test := range []struct {
		name    string
		appID   uint32
		userID  string
		secret  string
		seconds int64
		payload string
		message string
	}{
		{"everything wrong", 0, "", "", 0, "\xff", "appId Invalid"},
		{"all but the app", appID, "", "", 0, "\xff", "userId Invalid"},
		{"a user of another script", appID, "アダ", "", 0, "\xff", "userId Invalid"},
		{"a user of 65 characters", appID, strings.Repeat("a", 65), secret, 1, "", "userId Invalid"},
		{"no secret", appID, "ada", "", 0, "\xff", "secret Invalid"},
		{"an AppSign", appID, "ada", secret + secret, 1, "", "secret Invalid"},
		{"16 characters that are 32 bytes", appID, "ada", strings.Repeat("é", 16), 1, "", "secret Invalid"},
		{"no time", appID, "ada", secret, 0, "\xff", "effectiveTimeInSeconds Invalid"},
		{"a time before", appID, "ada", secret, -1, "", "effectiveTimeInSeconds Invalid"},
		{"a time that overflows", appID, "ada", secret, math.MaxInt64, "", "effectiveTimeInSeconds Invalid"},
		{"a payload that is no text", appID, "ada", secret, 1, "\xff", "payload Invalid"},
		{"a payload that overflows", appID, "ada", secret, 1, strings.Repeat("p", 32752), "payload Invalid"},
	} {
		token, err := GenerateToken04(test.appID, test.userID, test.secret, test.seconds, test.payload)
		refusal, ok := err.(*errors.ZegoSDKError)
		if !ok || token != "" {
			t.Fatalf("%s: got %q, %v", test.name, token, err)
		}
		if refusal.GetCode() != errors.InvalidParamErrorCode || refusal.GetMessage() != test.message {
			t.Errorf("%s: got %v, want %s", test.name, err, test.message)
		}
		if want := "[ZegoSDKError] Code=SDK.InvalidParam, Message=" + test.message; err.Error() != want {
			t.Errorf("%s: got %v, want %s", test.name, err, want)
		}
	}
}

func TestRemembersOnlyTheRightKey(t *testing.T) {
	var all sync.WaitGroup
	for i := 0; i < 8; i++ {
		own := uint32(appID + i%2)
		ownSecret := secret
		if i%4 >= 2 {
			ownSecret = strings.ToUpper(secret)
		}
		all.Add(1)
		go func() {
			defer all.Done()
			keys, err := roompass.NewKeyring(roompass.Key{AppID: own, ServerSecret: ownSecret})
			for n := 0; n < 200 && err == nil; n++ {
				var token string
				if token, err = GenerateToken04(own, "ada", ownSecret, 60, ""); err == nil {
					_, err = roompass.VerifyToken04(token, keys, nil)
				}
			}
			if err != nil {
				t.Error(err)
			}
		}()
	}
	all.Wait()
}
