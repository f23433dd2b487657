package roompass

// What the files in spec/vectors expect. Each test is named by the id of its vector.

import (
	"encoding/json"
	"errors"
	"io/ioutil"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// asked is what a verification is given, in the words of the vectors.
type asked struct {
	ID      string
	Comment string
	Flags   []string
	Kind    Kind
	Keyring []struct {
		AppID        uint32
		ServerSecret string
		State        KeyState
		GCM          GCMPolicy
	}
	Options struct {
		Accept         Trust
		RoomID         *string
		UserID         *string
		AppID          uint32
		Now            int64
		ClockTolerance int64
		MaxLifetime    int64
	}
	Token json.RawMessage
}

// outcome is a pass or a code.
type outcome struct {
	Pass *expectedPass
	Code Code
}

// expectedPass has pointers where the vectors tell null from "".
type expectedPass struct {
	Trust     Trust
	AppID     uint32
	UserID    string
	RoomID    *string
	UserName  *string
	Grant     Grant
	IssuedAt  int64
	ExpiresAt int64
	TID       string
	KID       string
	Format    Format
	Payload   string
	Ext       *string
	Claimed   *struct {
		RoomID   *string
		UserName string
	}
}

func readVectors(t testing.TB, name string, into interface{}) {
	t.Helper()
	text, err := ioutil.ReadFile(filepath.Join("..", "..", "spec", "vectors", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func checkNumber(t *testing.T, tests, said int) {
	t.Helper()
	if tests != said || said == 0 {
		t.Fatalf("the file has %d tests and says %d", tests, said)
	}
}

func TestVerifyVectors(t *testing.T) {
	var file struct {
		NumberOfTests int
		Tests         []struct {
			asked
			Expected outcome
		}
	}
	readVectors(t, "verify", &file)
	checkNumber(t, len(file.Tests), file.NumberOfTests)
	for _, test := range file.Tests {
		test := test
		t.Run(test.ID, func(t *testing.T) { test.expect(t, test.Options.Accept, test.Expected) })
	}
}

func TestHostileVectors(t *testing.T) {
	var file struct {
		NumberOfTests int
		Tests         []struct {
			asked
			Code Code
		}
	}
	readVectors(t, "hostile", &file)
	checkNumber(t, len(file.Tests), file.NumberOfTests)
	for _, test := range file.Tests {
		test := test
		if test.isNotText() {
			continue // The compiler refuses it.
		}
		t.Run(test.ID, func(t *testing.T) { test.expect(t, test.Options.Accept, outcome{Code: test.Code}) })
	}
}

func TestDialectVectors(t *testing.T) {
	var file struct {
		NumberOfTests int
		Tests         []struct {
			asked
			Bare    outcome
			Default outcome
		}
	}
	readVectors(t, "dialects", &file)
	checkNumber(t, len(file.Tests), file.NumberOfTests)
	for _, test := range file.Tests {
		test := test
		t.Run(test.ID, func(t *testing.T) {
			test.expect(t, Bare, test.Bare)
			test.expect(t, "", test.Default)
		})
	}
}

func (a *asked) isNotText() bool { return a.hasFlag("NotText") }

func (a *asked) hasFlag(wanted string) bool {
	for _, flag := range a.Flags {
		if flag == wanted {
			return true
		}
	}
	return false
}

func (a *asked) token(t testing.TB) string {
	t.Helper()
	var token string
	if err := json.Unmarshal(a.Token, &token); err != nil {
		t.Fatal(err)
	}
	return token
}

func (a *asked) keys(t testing.TB) *Keyring {
	t.Helper()
	var keys []Key
	for _, key := range a.Keyring {
		keys = append(keys, Key(key))
	}
	keyring, err := NewKeyring(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return keyring
}

func (a *asked) options(accept Trust) *VerifyOptions {
	o := a.Options
	max := AnyLifetime
	if o.MaxLifetime <= int64(AnyLifetime/time.Second) {
		max = time.Duration(o.MaxLifetime) * time.Second
	}
	return &VerifyOptions{
		Accept: accept, RoomID: o.RoomID, UserID: o.UserID, AppID: o.AppID, Now: at(o.Now),
		ClockTolerance: time.Duration(o.ClockTolerance) * time.Second, MaxLifetime: max,
	}
}

func at(second int64) func() time.Time { return func() time.Time { return time.Unix(second, 0) } }

// expect verifies and inspects: on the same terms both must say the same.
func (a *asked) expect(t *testing.T, accept Trust, expected outcome) {
	t.Helper()
	token, keys, options := a.token(t), a.keys(t), a.options(accept)
	verify := VerifyToken04
	if a.Kind == KindKitToken {
		verify = Verify
	}
	pass, err := verify(token, keys, options)
	if code := codeOf(t, err); code != expected.Code {
		t.Fatalf("%s: got %q, want %q", a.Comment, code, expected.Code)
	}
	if expected.Pass != nil {
		if got, want := inVectors(pass), expected.Pass; !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: got %+v, want %+v", a.Comment, got, want)
		}
	}
	a.expectReport(t, accept, expected)
}

// codeOf is "" for no error; any error but a refusal fails the test.
func codeOf(t testing.TB, err error) Code {
	t.Helper()
	var refusal *KitTokenError
	if err != nil && !errors.As(err, &refusal) {
		t.Fatal(err)
	}
	if refusal == nil {
		return ""
	}
	return refusal.Code
}

func (a *asked) expectReport(t *testing.T, accept Trust, expected outcome) {
	t.Helper()
	options := &InspectOptions{VerifyOptions: *a.options(accept), Expect: a.Kind}
	report := mustInspect(t, a.token(t), a.keys(t), options)
	if report.OK != (expected.Pass != nil) {
		t.Fatalf("%s: inspect says %v, want %q", a.Comment, codesOf(report.Problems), expected.Code)
	}
	// What looks like no token at all is not asked further.
	if !report.OK && isToken(report.Kind) {
		expectCodes(t, "problems", report.Problems, []Code{expected.Code})
	}
}

func inVectors(pass *Pass) *expectedPass {
	in := &expectedPass{
		Trust: pass.Trust, AppID: pass.AppID, UserID: pass.UserID, RoomID: orNull(pass.RoomID), Grant: pass.Grant,
		IssuedAt: pass.IssuedAt.Unix(), ExpiresAt: pass.ExpiresAt.Unix(), TID: pass.TID, KID: pass.KID,
		Format: pass.Format, Payload: pass.Payload, Ext: pass.Ext,
	}
	if pass.Trust == Signed {
		in.UserName = &pass.UserName
	}
	if pass.Claimed != nil {
		in.Claimed = &struct {
			RoomID   *string
			UserName string
		}{orNull(pass.Claimed.RoomID), pass.Claimed.UserName}
	}
	return in
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
