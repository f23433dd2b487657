package roompass

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// expectArgument sees that a call was refused by the name of the argument, and that the message shows no secret.
func expectArgument(t *testing.T, what string, err error, argument string) {
	t.Helper()
	var wrong *ArgumentError
	if !errors.As(err, &wrong) || wrong.Argument != argument {
		t.Errorf("%s: got %v, want %s", what, err, argument)
		return
	}
	if text := err.Error(); !strings.Contains(text, argument) || strings.Contains(text, "Kk7!") {
		t.Errorf("%s: the message is %s", what, text)
	}
}

func streams(n, bytes int) *Grant {
	grant := &Grant{}
	for i := 0; i < n; i++ {
		grant.StreamIDs = append(grant.StreamIDs, strings.Repeat("s", bytes))
	}
	return grant
}

func TestMintRefusesAndNamesTheArgument(t *testing.T) {
	keys := keyring(t)
	for _, test := range []struct {
		what     string
		change   func(*MintInput)
		options  *MintOptions
		argument string
	}{
		{"a user ID outside the set", func(i *MintInput) { i.UserID = "Ada L" }, minting, "MintInput.UserID"},
		{"a user ID of another script", func(i *MintInput) { i.UserID = "アダ" }, minting, "MintInput.UserID"},
		{"an empty user ID", func(i *MintInput) { i.UserID = "" }, minting, "MintInput.UserID"},
		{"a user ID of 65 characters", func(i *MintInput) { i.UserID = strings.Repeat("a", 65) }, minting, "MintInput.UserID"},
		{"no room ID", func(i *MintInput) { i.RoomID = "" }, minting, "MintInput.RoomID"},
		{"a room ID with a space", func(i *MintInput) { i.RoomID = "my room" }, minting, "MintInput.RoomID"},
		{"a room ID with a hash", func(i *MintInput) { i.RoomID = "a#b" }, minting, "MintInput.RoomID"},
		{"a room ID of 129 characters", func(i *MintInput) { i.RoomID = strings.Repeat("r", 129) }, minting, "MintInput.RoomID"},
		{"a name above 256 bytes", func(i *MintInput) { i.UserName = strings.Repeat("é", 129) }, minting, "MintInput.UserName"},
		{"a name with a line break", func(i *MintInput) { i.UserName = "Ada\nL" }, minting, "MintInput.UserName"},
		{"a name with a C1 control", func(i *MintInput) { i.UserName = "Ada\u0085" }, minting, "MintInput.UserName"},
		{"a name that turns direction", func(i *MintInput) { i.UserName = "Ada\u202e" }, minting, "MintInput.UserName"},
		{"a name that is no UTF-8", func(i *MintInput) { i.UserName = "Ada\xff" }, minting, "MintInput.UserName"},
		{"no lifetime", func(i *MintInput) { i.ExpiresIn = 0 }, minting, "MintInput.ExpiresIn"},
		{"a negative lifetime", func(i *MintInput) { i.ExpiresIn = -time.Second }, minting, "MintInput.ExpiresIn"},
		{"a fraction of a second", func(i *MintInput) { i.ExpiresIn = 1500 * time.Millisecond }, minting, "MintInput.ExpiresIn"},
		{"a lifetime above 24 hours", func(i *MintInput) { i.ExpiresIn = 24*time.Hour + time.Second }, minting, "MintInput.ExpiresIn"},
		{"a lifetime above the longest", func(i *MintInput) {}, &MintOptions{MaxLifetime: time.Minute}, "MintInput.ExpiresIn"},
		{"a longest lifetime that is none", func(i *MintInput) {}, &MintOptions{MaxLifetime: -1}, "MintOptions.MaxLifetime"},
		{"a clock before 1970", func(i *MintInput) {}, &MintOptions{Now: at(0)}, "MintOptions.Now"},
		{"a clock in milliseconds", func(i *MintInput) {}, &MintOptions{Now: at(1767225600000)}, "MintOptions.Now"},
		{"an unknown format", func(i *MintInput) { i.Format = "ecb" }, minting, "MintInput.Format"},
		{"an app that has no key", func(i *MintInput) { i.AppID = 5 }, minting, "MintInput.AppID"},
		{"a stream ID above 256 bytes", func(i *MintInput) { i.Grant = streams(1, 257) }, minting, "MintInput.Grant.StreamIDs"},
		{"more than 100 streams", func(i *MintInput) { i.Grant = streams(101, 1) }, minting, "MintInput.Grant.StreamIDs"},
		{"a payload above 1024 bytes", func(i *MintInput) { i.Grant = streams(5, 250) }, minting, "MintInput.Grant.StreamIDs"},
		{"a stream ID that is no UTF-8", func(i *MintInput) { i.Grant = &Grant{StreamIDs: []string{"\xff"}} }, minting, "MintInput.Grant.StreamIDs"},
		{"an extension of another script", func(i *MintInput) { i.Ext = String("é") }, minting, "MintInput.Ext"},
		{"an extension above 512 bytes", func(i *MintInput) { i.Ext = String(strings.Repeat("x", 513)) }, minting, "MintInput.Ext"},
		{"an extension that the suffix cannot hold", func(i *MintInput) {
			i.UserID, i.RoomID = strings.Repeat(`\`, 64), strings.Repeat("r", 128)
			i.UserName, i.Ext = strings.Repeat("張", 85), String(strings.Repeat(`"`, 512))
		}, minting, "MintInput.Ext"},
	} {
		input := person()
		test.change(&input)
		_, err := Mint(input, keys, test.options)
		expectArgument(t, test.what, err, test.argument)
	}
}

func TestMintToken04RefusesAndNamesTheArgument(t *testing.T) {
	keys := keyring(t)
	for _, test := range []struct {
		what     string
		input    Token04Input
		argument string
	}{
		{"no user", Token04Input{}, "Token04Input.UserID"},
		{"a room outside the set", Token04Input{RoomID: "a b", Grant: &Grant{}}, "Token04Input.RoomID"},
		{"a room without a grant", Token04Input{RoomID: "lobby"}, "Token04Input.RoomID"},
		{"a payload beside a grant", Token04Input{Payload: "{}", Grant: &Grant{}}, "Token04Input.Payload"},
		{"a payload beside a room", Token04Input{Payload: "{}", RoomID: "lobby"}, "Token04Input.Payload"},
		{"a payload that is no JSON", Token04Input{Payload: "hello"}, "Token04Input.Payload"},
		{"a payload that is no UTF-8", Token04Input{Payload: "{\"x-a\":\"\xff\"}"}, "Token04Input.Payload"},
		{"a payload above 1024 bytes", Token04Input{Payload: `{"x-a":"` + strings.Repeat("a", 1024) + `"}`}, "Token04Input.Payload"},
		{"a room that nobody can enter", Token04Input{Payload: `{"room_id":"a b"}`}, "Token04Input.Payload"},
		{"too many streams", Token04Input{Grant: streams(101, 1)}, "Token04Input.Grant.StreamIDs"},
		{"another app", Token04Input{AppID: 5}, "Token04Input.AppID"},
	} {
		test.input.ExpiresIn = time.Minute
		_, err := MintToken04(test.input, keys, minting)
		expectArgument(t, test.what, err, test.argument)
	}
}

func TestMintRefusesKeysThatCannotMint(t *testing.T) {
	several := keyring(t, Key{AppID: 1, ServerSecret: testSecret}, Key{AppID: 2, ServerSecret: otherSecret})
	verifies := keyring(t, Key{AppID: testApp, ServerSecret: testSecret, State: Previous})
	_, err := Mint(person(), several, minting)
	expectArgument(t, "several apps", err, "MintInput.AppID")
	_, err = Mint(person(), verifies, minting)
	expectArgument(t, "a key that only verifies", err, "MintInput.AppID")
	_, err = Mint(person(), nil, minting)
	expectArgument(t, "no keyring", err, "keys")
	input := person()
	input.Format = GCM
	_, err = Mint(input, keyring(t, Key{AppID: testApp, ServerSecret: testSecret, GCM: GCMRefuse}), minting)
	expectArgument(t, "a key that refuses GCM", err, "MintInput.Format")
}
