package roompass

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestKeyringShowsItsAppsAndNeverItsSecrets(t *testing.T) {
	entries := []Key{{AppID: testApp, ServerSecret: testSecret}, {AppID: 7, ServerSecret: otherSecret}}
	keys := keyring(t, entries...)
	if apps := keys.AppIDs(); !reflect.DeepEqual(apps, []uint32{testApp, 7}) {
		t.Errorf("the apps are %v", apps)
	}
	inJSON, err := json.Marshal([]interface{}{keys, entries, &entries[0]})
	if err != nil {
		t.Fatal(err)
	}
	shown := string(inJSON)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		shown += fmt.Sprintf(verb, keys) + fmt.Sprintf(verb, *keys) + fmt.Sprintf(verb, entries) + fmt.Sprintf(verb, entries[0])
	}
	for _, secret := range []string{testSecret, otherSecret, fmt.Sprintf("%x", testSecret)} {
		if strings.Contains(shown, secret) {
			t.Errorf("a secret is shown: %s", shown)
		}
	}
	if !strings.Contains(keys.String(), keys.Keys()[1].KID) {
		t.Errorf("the keyring prints as %v", keys)
	}
}

func TestKeyringTriesNextBeforeActiveBeforePrevious(t *testing.T) {
	keys := keyring(t,
		Key{AppID: testApp, ServerSecret: strings.Repeat("r", 32), State: Retired},
		Key{AppID: testApp, ServerSecret: testSecret, State: Previous},
		Key{AppID: testApp, ServerSecret: otherSecret},
		Key{AppID: testApp, ServerSecret: strings.Repeat("x", 32), State: Next})
	var states []KeyState
	for _, info := range keys.Keys() {
		states = append(states, info.State)
	}
	if want := []KeyState{Next, Active, Previous, Retired}; !reflect.DeepEqual(states, want) {
		t.Errorf("the order is %v", states)
	}
}

func TestRetiredKeysVerifyNothing(t *testing.T) {
	retired := keyring(t, Key{AppID: testApp, ServerSecret: testSecret, State: Retired})
	_, err := Verify(mustMint(t, person(), keyring(t)), retired, verifying)
	_, errToken04 := VerifyToken04(mustMintToken04(t, keyring(t)), retired, verifying)
	if codeOf(t, err) != CodeKeyUnknown || codeOf(t, errToken04) != CodeKeyUnknown {
		t.Errorf("got %v and %v", err, errToken04)
	}
}

func TestKeyringKnowsHowWeakASecretIs(t *testing.T) {
	for secret, weak := range map[string]bool{
		"0123456789abcdef" + "0123456789abcdef": true,
		"aabbaabbaabbaabbaabbaabbaabbaabb":      true,
		testSecret:                              false,
	} {
		info := keyring(t, Key{AppID: testApp, ServerSecret: secret}).Keys()[0]
		if info.Weak != weak || info.State != Active || info.AppID != testApp || len(info.KID) != 8 {
			t.Errorf("got %+v", info)
		}
	}
}

func TestNewKeyringRefusesAndNamesTheKey(t *testing.T) {
	good := Key{AppID: testApp, ServerSecret: testSecret}
	previous := func(c string) Key {
		return Key{AppID: testApp, ServerSecret: strings.Repeat(c, 32), State: Previous}
	}
	for _, test := range []struct {
		what     string
		keys     []Key
		argument string
	}{
		{"nothing", nil, "keys"},
		{"no AppID", []Key{{ServerSecret: testSecret}}, "keys[0].AppID"},
		{"a secret of 31 bytes", []Key{{AppID: 1, ServerSecret: testSecret[1:]}}, "keys[0].ServerSecret"},
		{"a secret of 32 bytes that are no ASCII", []Key{{AppID: 1, ServerSecret: strings.Repeat("é", 16)}}, "keys[0].ServerSecret"},
		{"a secret with a line break", []Key{{AppID: 1, ServerSecret: testSecret[1:] + "\n"}}, "keys[0].ServerSecret"},
		{"an AppSign", []Key{good, {AppID: 2, ServerSecret: strings.Repeat("a", 64)}}, "keys[1].ServerSecret"},
		{"an unknown state", []Key{{AppID: 1, ServerSecret: testSecret, State: "revoked"}}, "keys[0].State"},
		{"an unknown wish for GCM", []Key{{AppID: 1, ServerSecret: testSecret, GCM: "yes"}}, "keys[0].GCM"},
		{"one secret twice", []Key{good, {AppID: testApp, ServerSecret: testSecret, State: Previous}}, "keys[1].ServerSecret"},
		{"two active keys", []Key{good, {AppID: testApp, ServerSecret: otherSecret}}, "keys[1].State"},
		{"a fifth key", []Key{good, previous("a"), previous("b"), previous("c"), previous("d")}, "keys[4]"},
	} {
		_, err := NewKeyring(test.keys...)
		expectArgument(t, test.what, err, test.argument)
	}
}
