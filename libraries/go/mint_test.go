package roompass

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

const (
	testApp     = 1234567890
	testSecret  = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"
	otherSecret = "another secret of thirty-two chr"
)

// testNow is 2026-01-01T00:00:00Z.
var testNow = time.Unix(1767225600, 0)

func stopped() time.Time { return testNow }

var (
	minting   = &MintOptions{Now: stopped}
	verifying = &VerifyOptions{Now: stopped}
	// inspecting is on the same terms.
	inspecting = &InspectOptions{VerifyOptions: *verifying}
)

func keyring(t testing.TB, keys ...Key) *Keyring {
	t.Helper()
	if len(keys) == 0 {
		keys = []Key{{AppID: testApp, ServerSecret: testSecret}}
	}
	k, err := NewKeyring(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func person() MintInput {
	return MintInput{UserID: "ada", RoomID: "lobby", UserName: "Ada 👩‍👩‍👧", ExpiresIn: 10 * time.Minute}
}

func mustMint(t testing.TB, input MintInput, keys *Keyring) string {
	t.Helper()
	token, err := Mint(input, keys, minting)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func mustVerify(t testing.TB, token string, keys *Keyring, options *VerifyOptions) *Pass {
	t.Helper()
	pass, err := Verify(token, keys, options)
	if err != nil {
		t.Fatal(err)
	}
	return pass
}

func TestMintedTokensVerifyToWhatWasAskedFor(t *testing.T) {
	keys := keyring(t)
	for _, format := range []Format{CBC, GCM} {
		input := person()
		input.Format, input.Ext = format, String(`{"role":"host"}`)
		input.Grant = &Grant{Join: true, Publish: true, StreamIDs: []string{"lobby_ada_main", "ström"}}
		options := &VerifyOptions{Now: stopped, Accept: Signed, RoomID: String("lobby"), UserID: String("ada")}
		pass := mustVerify(t, mustMint(t, input, keys), keys, options)
		if pass.Trust != Signed || pass.Format != format || pass.AppID != testApp || pass.UserName != input.UserName {
			t.Errorf("%s: got %+v", format, pass)
		}
		if !reflect.DeepEqual(&pass.Grant, input.Grant) || pass.RoomID != "lobby" || *pass.Ext != *input.Ext {
			t.Errorf("%s: got %+v", format, pass)
		}
		if !pass.IssuedAt.Equal(testNow) || pass.ExpiresAt.Sub(pass.IssuedAt) != input.ExpiresIn {
			t.Errorf("%s: from %v to %v", format, pass.IssuedAt, pass.ExpiresAt)
		}
	}
}

func TestTwoTokensOfOneSecondDifferInAllTheirBytes(t *testing.T) {
	keys, starts := keyring(t), map[string]bool{}
	for i := 0; i < 50; i++ {
		starts[mustMint(t, person(), keys)[:60]] = true
	}
	if len(starts) != 50 {
		t.Errorf("50 tokens start in %d ways", len(starts))
	}
}

func TestMintsByTheClockOfTheMachine(t *testing.T) {
	keys := keyring(t)
	before := time.Now().Truncate(time.Second)
	token, err := Mint(person(), keys, nil)
	if err != nil {
		t.Fatal(err)
	}
	if pass := mustVerify(t, token, keys, nil); pass.IssuedAt.Before(before) || pass.IssuedAt.After(time.Now()) {
		t.Errorf("minted at %v", pass.IssuedAt)
	}
}

func TestMintsWithTheActiveKey(t *testing.T) {
	rotating := keyring(t,
		Key{AppID: testApp, ServerSecret: otherSecret, State: Next},
		Key{AppID: testApp, ServerSecret: testSecret, State: Active})
	mustVerify(t, mustMint(t, person(), rotating), keyring(t), verifying)
}

func TestMintsForOneOfSeveralApps(t *testing.T) {
	several := keyring(t, Key{AppID: 1, ServerSecret: testSecret}, Key{AppID: 2, ServerSecret: otherSecret})
	input := person()
	input.AppID = 2
	if pass := mustVerify(t, mustMint(t, input, several), several, verifying); pass.AppID != 2 {
		t.Errorf("minted for app %d", pass.AppID)
	}
}

func TestToken04SealsTheRoomAndTheRights(t *testing.T) {
	keys := keyring(t)
	own := `{"room_id":"lobby","privilege":{"1":1},"x-seat":{"row":3}}`
	for _, test := range []struct {
		input   Token04Input
		payload string
		room    string
		grant   Grant
	}{
		{Token04Input{}, "", "", Grant{Join: true, Publish: true}},
		{Token04Input{Payload: own}, own, "lobby", Grant{Join: true}},
		{
			Token04Input{Grant: &Grant{Publish: true}},
			`{"room_id":"","privilege":{"1":0,"2":1},"stream_id_list":null}`, "", Grant{Publish: true},
		},
		{
			Token04Input{RoomID: "lobby", Grant: &Grant{Join: true}},
			`{"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null}`, "lobby", Grant{Join: true},
		},
	} {
		test.input.UserID, test.input.ExpiresIn = "ada", time.Minute
		token, err := MintToken04(test.input, keys, minting)
		if err != nil {
			t.Fatal(err)
		}
		pass, err := VerifyToken04(token, keys, verifying)
		if err != nil {
			t.Fatal(err)
		}
		if pass.Payload != test.payload || pass.RoomID != test.room || !reflect.DeepEqual(pass.Grant, test.grant) {
			t.Errorf("got %+v", pass)
		}
	}
}

func TestMintingSaysWhenTheGeneratorFails(t *testing.T) {
	_, err := Mint(person(), keyring(t), &MintOptions{Now: stopped, Random: bytes.NewReader([]byte{1, 2, 3})})
	var argument *ArgumentError
	if err == nil || errors.As(err, &argument) || !strings.Contains(err.Error(), "MintOptions.Random") {
		t.Errorf("got %v", err)
	}
}
