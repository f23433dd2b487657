package roompass

import (
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// kitOf puts an unsigned suffix around a Token04, as the official client does.
func kitOf(token04, suffixJSON string) string {
	return token04 + "#" + base64.StdEncoding.EncodeToString([]byte(suffixJSON))
}

const adasSuffix = `{"userID":"ada","roomID":"lobby","userName":"Ada%20L","appID":1234567890}`

func mustMintToken04(t testing.TB, keys *Keyring) string {
	t.Helper()
	token, err := MintToken04(Token04Input{UserID: "ada", ExpiresIn: time.Hour}, keys, minting)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestWhatEachKindOfTokenProves(t *testing.T) {
	keys := keyring(t)
	unsigned := kitOf(mustMintToken04(t, keys), adasSuffix)
	if pass := mustVerify(t, mustMint(t, person(), keys), keys, verifying); pass.Trust != Signed || pass.RoomID != "lobby" {
		t.Errorf("a signed one: %+v", pass)
	}
	pass := mustVerify(t, unsigned, keys, verifying)
	if pass.Trust != Sealed || pass.RoomID != "" || pass.UserName != "" || pass.Ext != nil {
		t.Errorf("a sealed one: %+v", pass)
	}
	if want := (&Claimed{"lobby", "Ada L"}); !reflect.DeepEqual(pass.Claimed, want) {
		t.Errorf("it claims %+v", pass.Claimed)
	}
}

func TestAKeyOfAnotherAppSignsNothing(t *testing.T) {
	both := keyring(t, Key{AppID: testApp, ServerSecret: testSecret}, Key{AppID: 2, ServerSecret: otherSecret})
	// The holder of app 2 signs for the other one.
	key := both.rings[2].active
	claims := &sealed.Claims{UserID: "ada", Issued: testNow.Unix(), Expires: testNow.Unix() + 60}
	raw, _ := key.Mint(claims, sealed.CBC, sealed.MaxPlaintext)
	fields := &suffixFields{userID: "ada", roomID: "lobby", appID: testApp}
	_, err := Verify(joinKitToken(raw, writeSuffix(fields, sign(key.Key, fields, raw))), both, verifying)
	if code := codeOf(t, err); code != CodeKeyUnknown {
		t.Errorf("got %v", err)
	}
}

func TestOfSeveralKeysThatOpenTheOneThatSealsWins(t *testing.T) {
	both := keyring(t, Key{AppID: 1, ServerSecret: testSecret}, Key{AppID: 2, ServerSecret: testSecret})
	token, err := MintToken04(Token04Input{AppID: 2, UserID: "ada", ExpiresIn: time.Hour}, both, minting)
	if err != nil {
		t.Fatal(err)
	}
	pass, err := VerifyToken04(token, both, verifying)
	if err != nil || pass.AppID != 2 || pass.Trust != Sealed {
		t.Errorf("got %+v, %v", pass, err)
	}
}

func TestAnAppIDInDigitsHasNoLeadingZeros(t *testing.T) {
	keys := keyring(t, Key{AppID: 7, ServerSecret: testSecret})
	token := mustMintToken04(t, keys)
	for digits, code := range map[string]Code{`"7"`: "", `"07"`: CodeSuffixMalformed, `" 7"`: CodeSuffixMalformed, `""`: CodeSuffixMalformed} {
		_, err := Verify(kitOf(token, `{"userID":"ada","userName":"Ada Lovelace","appID":`+digits+`}`), keys, verifying)
		if got := codeOf(t, err); got != code {
			t.Errorf("%s: got %v, want %q", digits, err, code)
		}
	}
}

func TestTheRoomOfAnUnsignedSuffixIsNotProven(t *testing.T) {
	keys := keyring(t)
	options := &VerifyOptions{Now: stopped, RoomID: String("lobby")}
	_, err := Verify(kitOf(mustMintToken04(t, keys), adasSuffix), keys, options)
	if code := codeOf(t, err); code != CodeRoomMismatch {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyIDThatIsAskedForIsNotAnyID(t *testing.T) {
	keys := keyring(t)
	withRoom, without := mustMint(t, person(), keys), kitOf(mustMintToken04(t, keys), adasSuffix)
	for _, test := range []struct {
		token   string
		options VerifyOptions
		code    Code
	}{
		{withRoom, VerifyOptions{RoomID: String("")}, CodeRoomMismatch},
		{without, VerifyOptions{RoomID: String("")}, CodeRoomMismatch},
		{withRoom, VerifyOptions{UserID: String("")}, CodeUserMismatch},
	} {
		test.options.Now = stopped
		_, err := Verify(test.token, keys, &test.options)
		if code := codeOf(t, err); code != test.code {
			t.Errorf("got %v, want %s", err, test.code)
		}
	}
}

func TestTimesAreComparedToTheFractionOfASecond(t *testing.T) {
	keys := keyring(t)
	input := person()
	input.ExpiresIn = time.Second
	token := mustMint(t, input, keys)
	for _, test := range []struct {
		after, tolerance time.Duration
		code             Code
	}{
		{time.Second - 1, 0, ""},
		{time.Second, 0, CodeTokenExpired},
		{1400 * time.Millisecond, 500 * time.Millisecond, ""},
		{1500 * time.Millisecond, 500 * time.Millisecond, CodeTokenExpired},
		{-60 * time.Second, 0, ""},
		{-60*time.Second - 1, 0, CodeNotYetValid},
	} {
		now := testNow.Add(test.after)
		_, err := Verify(token, keys, &VerifyOptions{Now: func() time.Time { return now }, ClockTolerance: test.tolerance})
		if code := codeOf(t, err); code != test.code {
			t.Errorf("after %v with a tolerance of %v: got %v, want %q", test.after, test.tolerance, err, test.code)
		}
	}
}

func TestALifetimeCanBeWithoutLimit(t *testing.T) {
	keys := keyring(t)
	input := person()
	input.ExpiresIn = 200 * 365 * 24 * time.Hour
	token, err := Mint(input, keys, &MintOptions{Now: stopped, MaxLifetime: AnyLifetime})
	if err != nil {
		t.Fatal(err)
	}
	mustVerify(t, token, keys, &VerifyOptions{Now: stopped, MaxLifetime: AnyLifetime})
	_, err = Verify(token, keys, &VerifyOptions{Now: stopped, MaxLifetime: input.ExpiresIn - time.Second})
	if code := codeOf(t, err); code != CodeLifetimeTooLong {
		t.Errorf("got %v", err)
	}
}

func TestVerifyingNamesTheWrongArgument(t *testing.T) {
	keys := keyring(t)
	for _, test := range []struct {
		keys     *Keyring
		options  VerifyOptions
		argument string
	}{
		{nil, VerifyOptions{}, "keys"},
		{keys, VerifyOptions{Accept: "any"}, "VerifyOptions.Accept"},
		{keys, VerifyOptions{ClockTolerance: -1}, "VerifyOptions.ClockTolerance"},
		{keys, VerifyOptions{ClockTolerance: 301 * time.Second}, "VerifyOptions.ClockTolerance"},
		{keys, VerifyOptions{MaxLifetime: -1}, "VerifyOptions.MaxLifetime"},
	} {
		_, err := Verify("", test.keys, &test.options)
		expectArgument(t, "a Kit Token", err, test.argument)
		_, err = VerifyToken04("", test.keys, &test.options)
		expectArgument(t, "a Token04", err, test.argument)
		if test.keys != nil {
			_, err = Inspect("", test.keys, &InspectOptions{VerifyOptions: test.options})
			expectArgument(t, "inspecting", err, test.argument)
		}
	}
}

func TestRefusalsHoldNoPartOfTheToken(t *testing.T) {
	var file struct {
		Tests []asked
	}
	readVectors(t, "hostile", &file)
	for _, test := range file.Tests {
		if test.isNotText() {
			continue
		}
		token := test.token(t)
		_, err := Verify(token, test.keys(t), test.options(Bare))
		if err == nil {
			continue
		}
		text := fmt.Sprintf("%v %+v %#v", err, err, err)
		for from := 0; from+12 <= len(token); from += 4 {
			if strings.Contains(text, token[from:from+12]) {
				t.Fatalf("%s: a part of the token is in %s", test.ID, text)
			}
		}
	}
}
