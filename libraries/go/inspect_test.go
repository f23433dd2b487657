package roompass

import (
	"strings"
	"testing"
	"time"
)

func mustInspect(t *testing.T, text string, keys *Keyring, options *VerifyOptions) *Report {
	t.Helper()
	report, err := Inspect(text, keys, options)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestInspectShowsEveryLayer(t *testing.T) {
	keys := keyring(t)
	input := person()
	input.Ext = String("x")
	token := mustMint(t, input, keys)
	report := mustInspect(t, token, keys, verifying)
	layers := report.Layers
	if !report.OK || report.Kind != KindKitToken || len(report.Problems) != 0 || layers.Trust != Signed {
		t.Errorf("got %+v", report)
	}
	if frame := *layers.Frame; frame != (FrameLayer{len(token), "04", 1}) {
		t.Errorf("the frame is %+v", frame)
	}
	end := testNow.Add(input.ExpiresIn).UTC()
	if envelope := *layers.Envelope; envelope != (EnvelopeLayer{CBC, end, 112}) {
		t.Errorf("the envelope is %+v", envelope)
	}
	kid := keys.Keys()[0].KID
	suffix := *layers.Suffix
	if suffix.UserName != input.UserName || suffix.RoomID != "lobby" || suffix.SignedWith != kid || *suffix.Ext != "x" {
		t.Errorf("the suffix is %+v", suffix)
	}
	if key := *layers.Key; key != (KeyInfo{testApp, kid, Active, false}) {
		t.Errorf("the key is %+v", key)
	}
	claims := *layers.Claims
	if claims.AppID != testApp || claims.UserID != "ada" || !claims.IssuedAt.Equal(testNow) || claims.ExpiresAt != end {
		t.Errorf("the claims are %+v", claims)
	}
}

func TestInspectWithoutKeysLooksAtTheOutside(t *testing.T) {
	token := mustMint(t, person(), keyring(t))
	report := mustInspect(t, token, nil, verifying)
	if !report.OK || report.Layers.Suffix == nil || report.Layers.Claims != nil || report.Layers.Trust != "" {
		t.Errorf("got %+v", report)
	}
	late := &VerifyOptions{Now: func() time.Time { return testNow.Add(time.Hour) }}
	if report := mustInspect(t, token, nil, late); report.OK || report.Problems[0].Code != CodeTokenExpired {
		t.Errorf("got %+v", report.Problems)
	}
}

func TestInspectFindsEverythingThatIsWrong(t *testing.T) {
	keys := keyring(t)
	token := mustMintToken04(t, keys)
	options := &VerifyOptions{
		Now: func() time.Time { return testNow.Add(2 * time.Hour) }, UserID: String("bob"), RoomID: String("vault"),
		Accept: Signed, MaxLifetime: time.Minute,
	}
	suffix := strings.Replace(adasSuffix, "ada", "eve", 1)
	want := []Code{CodeTokenExpired, CodeUserMismatch, CodeLifetimeTooLong, CodeRoomMismatch, CodeTrustTooLow}
	report := mustInspect(t, kitOf(token, suffix), keys, options)
	if got := codesOf(report); len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i, problem := range report.Problems {
		if problem.Code != want[i] || problem.Message != want[i].Message() || problem.Fix != want[i].Fix() {
			t.Errorf("problem %d is %+v, want %s", i, problem, want[i])
		}
	}
}

func codesOf(report *Report) []Code {
	var codes []Code
	for _, problem := range report.Problems {
		codes = append(codes, problem.Code)
	}
	return codes
}

func TestInspectOpensWhatWasChangedAfterSigning(t *testing.T) {
	keys := keyring(t)
	token := mustMint(t, person(), keys)
	at := strings.Index(token, "#")
	json := suffixJSON(t, token)
	changed := kitOf(token[:at], strings.Replace(json, "lobby", "vault", 1))
	report := mustInspect(t, changed, keys, verifying)
	if codes := codesOf(report); len(codes) != 1 || codes[0] != CodeSignatureInvalid {
		t.Errorf("got %v", codes)
	}
	if report.Layers.Claims == nil || report.Layers.Trust != Sealed {
		t.Errorf("got %+v", report.Layers)
	}
}

func TestInspectTakesAnyText(t *testing.T) {
	keys := keyring(t)
	for text, code := range map[string]Code{
		"":                         CodeTokenMalformed,
		"#":                        CodeTokenMalformed,
		"\x00\xff":                 CodeTokenMalformed,
		strings.Repeat("0", 120):   CodeTokenVersion,
		"04" + adasSuffix:          CodeTokenMalformed,
		strings.Repeat("04", 61):   CodeTokenEnvelope,
		strings.Repeat("04", 1e5):  CodeTokenMalformed,
		strings.Repeat("#", 1e5):   CodeTokenMalformed,
		kitOf("04AA", adasSuffix):  CodeTokenMalformed,
		kitOf("undefined", "null"): CodeTokenMalformed,
	} {
		if report := mustInspect(t, text, keys, nil); report.OK || report.Problems[0].Code != code {
			t.Errorf("%.20q: got %v, want %s", text, codesOf(report), code)
		}
	}
}

func TestInspectStopsWhereNoKeyMayBeTried(t *testing.T) {
	token := mustMint(t, person(), keyring(t))
	report := mustInspect(t, token, keyring(t, Key{AppID: 5, ServerSecret: testSecret}), verifying)
	if codes := codesOf(report); len(codes) != 1 || codes[0] != CodeKeyUnknown || report.Layers.Suffix == nil {
		t.Errorf("got %v", codes)
	}
	changed := strings.Replace(token, "#", "#AAAA", 1)
	report = mustInspect(t, changed, keyring(t), verifying)
	if codes := codesOf(report); len(codes) != 1 || codes[0] != CodeSuffixMalformed || report.Layers.Key != nil {
		t.Errorf("got %v", codes)
	}
}
