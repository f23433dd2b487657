package roompass

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"time"
)

func mustInspect(t *testing.T, text string, keys *Keyring, options *InspectOptions) *Report {
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
	report := mustInspect(t, token, keys, inspecting)
	layers := report.Layers
	if !report.OK || report.Kind != KindKitToken || len(report.Problems) != 0 || layers.Trust != Signed {
		t.Errorf("got %+v", report)
	}
	if frame := *layers.Frame; frame != (FrameLayer{len(token), "04", 1}) {
		t.Errorf("the frame is %+v", frame)
	}
	end := testNow.Add(input.ExpiresIn).UTC()
	if envelope := *layers.Envelope; envelope != (EnvelopeLayer{CBC, end, 112, envelope.IVLooks}) {
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
	report := mustInspect(t, token, nil, inspecting)
	if !report.OK || report.Layers.Suffix == nil || report.Layers.Claims != nil || report.Layers.Trust != "" {
		t.Errorf("got %+v", report)
	}
	late := &InspectOptions{VerifyOptions: VerifyOptions{Now: func() time.Time { return testNow.Add(time.Hour) }}}
	if report := mustInspect(t, token, nil, late); report.OK || report.Problems[0].Code != CodeTokenExpired {
		t.Errorf("got %+v", report.Problems)
	}
}

func TestInspectFindsEverythingThatIsWrong(t *testing.T) {
	keys := keyring(t)
	token := mustMintToken04(t, keys)
	options := &InspectOptions{VerifyOptions: VerifyOptions{
		Now: func() time.Time { return testNow.Add(2 * time.Hour) }, UserID: String("bob"), RoomID: String("vault"),
		Accept: Signed, MaxLifetime: time.Minute,
	}}
	suffix := strings.Replace(adasSuffix, "ada", "eve", 1)
	want := []Code{CodeTokenExpired, CodeUserMismatch, CodeLifetimeTooLong, CodeRoomMismatch, CodeTrustTooLow}
	report := mustInspect(t, kitOf(token, suffix), keys, options)
	if got := codesOf(report.Problems); !reflect.DeepEqual(got, want) || report.Primary != want[0] || report.OK {
		t.Fatalf("got %v, want %v", got, want)
	}
	for _, problem := range report.Problems {
		code := problem.Code
		explained := strings.HasPrefix(problem.Message, code.Message()) && problem.Fix == code.Fix()
		if !explained || !reflect.DeepEqual(problem.Zegocloud, code.Zegocloud()) {
			t.Errorf("got %+v", problem)
		}
	}
}

func codesOf(problems []Problem) []Code {
	codes := []Code{}
	for _, problem := range problems {
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
	report := mustInspect(t, changed, keys, inspecting)
	if codes := codesOf(report.Problems); len(codes) != 1 || codes[0] != CodeSignatureInvalid {
		t.Errorf("got %v", codes)
	}
	if report.Layers.Claims == nil || report.Layers.Trust != Sealed {
		t.Errorf("got %+v", report.Layers)
	}
}

func TestInspectTakesAnyText(t *testing.T) {
	keys := keyring(t)
	for text, code := range map[string]Code{
		"":                          CodeEmpty,
		"#":                         CodeTokenMissing,
		"\x00\xff":                  CodeNotAKitToken,
		strings.Repeat("0", 120):    CodeNotAKitToken,
		"04" + adasSuffix:           CodeTokenMalformed,
		strings.Repeat("04", 61):    CodeTokenEnvelope,
		strings.Repeat("04", 1e5):   CodeTokenMalformed,
		strings.Repeat("#", 1e5):    CodeTokenMissing,
		kitOf("04AAAA", adasSuffix): CodeTruncated,
		kitOf("undefined", "null"):  CodeTokenMissing,
	} {
		if report := mustInspect(t, text, keys, nil); report.OK || report.Primary != code {
			t.Errorf("%.20q: got %v, want %s", text, codesOf(report.Problems), code)
		}
	}
}

func TestInspectStopsWhereNoKeyMayBeTried(t *testing.T) {
	token := mustMint(t, person(), keyring(t))
	report := mustInspect(t, token, keyring(t, Key{AppID: 5, ServerSecret: testSecret}), inspecting)
	if codes := codesOf(report.Problems); len(codes) != 1 || codes[0] != CodeKeyUnknown || report.Layers.Suffix == nil {
		t.Errorf("got %v", codes)
	}
	changed := strings.Replace(token, "#", "#AAAA", 1)
	report = mustInspect(t, changed, keyring(t), inspecting)
	if codes := codesOf(report.Problems); len(codes) != 1 || codes[0] != CodeSuffixMalformed || report.Layers.Key != nil {
		t.Errorf("got %v", codes)
	}
}

func TestInspectTellsHowFarItIsOff(t *testing.T) {
	const retired = "retired since the spring of 2025"
	keys := keyring(t,
		Key{AppID: testApp, ServerSecret: testSecret},
		Key{AppID: testApp, ServerSecret: retired, State: Retired},
		Key{AppID: 7, ServerSecret: otherSecret})
	now, token := testNow.Unix(), mustMint(t, person(), keyring(t))
	ahead := forgery{plaintext: claimsOf(now+95, now+3600, "")}.token()
	late := int64(1<<32 + 5)
	for _, test := range []struct {
		what, text string
		after      time.Duration
		code       Code
		end        string
	}{
		{"seconds", token, 10*time.Minute + 42*time.Second, CodeTokenExpired, "It did so 42 seconds ago."},
		{"minutes", token, 20 * time.Minute, CodeTokenExpired, "It did so 10 minutes ago."},
		{"hours", token, 3*time.Hour + 40*time.Minute, CodeTokenExpired, "It did so 4 hours ago."},
		{"days", token, 240 * time.Hour, CodeTokenExpired, "It did so 10 days ago."},
		{"a clock", ahead, 0, CodeClockAhead, "It is so by 95 seconds."},
		{"a clock, as verify says it", ahead, 0, CodeNotYetValid, "It is so by 95 seconds."},
		{"a lifetime", forgery{plaintext: claimsOf(now, now+864000, ""), expire: now + 864000}.token(), 0, CodeLifetimeTooLong, "It lives for 10 days; 24 hours are allowed."},
		{"two expiries", forgery{plaintext: claimsOf(now, now+60, "")}.token(), 0, CodeExpiryMismatch, "Outside it is 1767229200, inside 1767225660."},
		{"an expiry cut off", forgery{plaintext: claimsOf(late-60, late, ""), expire: 5}.token(), 0, CodeExpiryMismatch, "Outside it is 5, cut to 32 bits as the web kit does, inside 4294967301."},
		{"an expiry before its minting", forgery{plaintext: claimsOf(now+3601, now+3600, "")}.token(), 0, CodeExpiryMismatch, "Minted at 1767229201, it expires at 1767229200."},
		{"an overflow", tokenAround(now+60, strings.Repeat("x", 16), make([]byte, 70112)), 0, CodeLengthOverflow, "It has 70112 bytes of claims."},
		{"a cut", tokenAround(now+60, strings.Repeat("x", 16), make([]byte, 96))[:118], 0, CodeTruncated, "It says 96 bytes of claims and has 59."},
		{"a retired key", forgery{secret: retired}.token(), 0, CodeKeyRetired, "It is the key " + keys.Keys()[1].KID + "."},
		{"another app", kitOf(forgery{secret: otherSecret}.token(), adasSuffix), 0, CodeKeyOfAnotherApp, "It is app 7."},
		{"a length", strings.Repeat("x", 300000), 0, CodeTokenMalformed, "It has 300000 bytes."},
		{"a field", kitOf(token[:strings.Index(token, "#")], `{"appID":1}`), 0, CodeSuffixMalformed, "It is about userID."},
	} {
		options := &InspectOptions{VerifyOptions: VerifyOptions{Now: func() time.Time { return testNow.Add(test.after) }}}
		found := ""
		for _, problem := range mustInspect(t, test.text, keys, options).Problems {
			if problem.Code == test.code {
				found = problem.Message
			}
		}
		if want := test.code.Message() + " " + test.end; found != want {
			t.Errorf("%s: got %q, want %q", test.what, found, want)
		}
	}
}

func TestInspectFindsASecretThatWasDecodedFromHex(t *testing.T) {
	const secret, decoded = "5d41402abc4b2a76B9719D911017C592", "\x5d\x41\x40\x2a\xbc\x4b\x2a\x76\xb9\x71\x9d\x91\x10\x17\xc5\x92"
	keys := keyring(t, Key{AppID: testApp, ServerSecret: secret})
	report := mustInspect(t, forgery{secret: decoded}.token(), keys, inspecting)
	if codes := codesOf(report.Problems); !reflect.DeepEqual(codes, []Code{CodeSecretHexDecoded, CodeTokenUndecryptable}) {
		t.Errorf("got %v", codes)
	}
}

func TestInspectWarnsOfWhatIsNoFault(t *testing.T) {
	keys, now := keyring(t), testNow.Unix()
	published := keyring(t, Key{AppID: testApp, ServerSecret: "0123456789abcdef" + "0123456789abcdef"})
	strange := claimsOf(now, now+3600, `{"demoPayload":""}`)
	for _, test := range []struct {
		text   string
		keys   *Keyring
		accept Trust
		want   []Code
	}{
		{mustMint(t, person(), keys), keys, Sealed, []Code{}},
		{kitOf(mustMintToken04(t, keys), adasSuffix), keys, Sealed, []Code{CodeSuffixUnproven}},
		{forgery{iv: "3654997620112513"}.token(), keys, Bare, []Code{CodeIVWeak}},
		{forgery{iv: "3654997620112513"}.token(), nil, Bare, []Code{CodeIVWeak}},
		{forgery{plaintext: strange}.token(), keys, Bare, []Code{CodePayloadInvalid}},
		{mustMint(t, person(), published), published, Sealed, []Code{CodeSecretWeak}},
	} {
		options := &InspectOptions{VerifyOptions: VerifyOptions{Now: stopped, Accept: test.accept}}
		report := mustInspect(t, test.text, test.keys, options)
		if codes := codesOf(report.Warnings); !report.OK || !reflect.DeepEqual(codes, test.want) {
			t.Errorf("%.20s: got %v and %v, want %v", test.text, codesOf(report.Problems), codes, test.want)
		}
	}
}

func TestInspectSaysWhichOfTheTwoBelongsHere(t *testing.T) {
	keys := keyring(t)
	kitToken, token04 := mustMint(t, person(), keys), mustMintToken04(t, keys)
	for _, test := range []struct {
		text   string
		expect Kind
		code   Code
	}{
		{kitToken, KindToken04, CodeKitTokenGiven},
		{token04, KindKitToken, CodeToken04Given},
		{kitToken, KindKitToken, ""},
		{token04, KindToken04, ""},
	} {
		options := *inspecting
		options.Expect = test.expect
		report := mustInspect(t, test.text, keys, &options)
		if report.Primary != test.code || report.Layers.Claims == nil {
			t.Errorf("%s expected: got %v", test.expect, codesOf(report.Problems))
		}
	}
	_, err := Inspect(kitToken, keys, &InspectOptions{Expect: KindJWT})
	expectArgument(t, "what cannot be expected", err, "InspectOptions.Expect")
}

func TestInspectIsNotSlowedDownByTextsThatAreMadeForIt(t *testing.T) {
	keys, start := keyring(t), time.Now()
	for _, part := range []string{"#", "04", "04 ", "04#", `"`, "04%2", "eyJ.", `{"a":`, `\`, "04AAAAA", "=", " ", "\n"} {
		mustInspect(t, strings.Repeat(part, maxInspected/2/len(part)), keys, nil)
		huge := strings.Repeat(part, 10<<20/len(part))
		for turn := 0; turn < 100; turn++ {
			mustInspect(t, huge, keys, nil)
			if took := time.Since(start); took > 30*time.Second {
				t.Fatalf("%q: it took %v", part, took)
			}
		}
	}
}

// Whatever was done to a token: Inspect is content exactly when Verify is, and has its reason among its own.
func TestInspectAgreesWithVerifyWhateverTheTextIs(t *testing.T) {
	keys := keyring(t)
	texts := []string{
		mustMint(t, person(), keys), mustMintToken04(t, keys), kitOf(mustMintToken04(t, keys), adasSuffix),
		forgery{}.token(), kitOf(forgery{}.token(), adasSuffix),
	}
	const edits = "04#=+/ \n%\"-_{}aA9\x00\xc3"
	random := rand.New(rand.NewSource(1))
	for turn := 0; turn < 3000; turn++ {
		text := []byte(texts[random.Intn(len(texts))])
		for n := random.Intn(3); n > 0; n-- {
			at := random.Intn(len(text))
			text[at] = edits[random.Intn(len(edits))]
			if random.Intn(2) == 0 {
				text = text[:1+random.Intn(len(text))]
			}
		}
		expectAgreement(t, string(text), keys, []Trust{Bare, Sealed, Signed}[turn%3])
	}
}

func expectAgreement(t *testing.T, text string, keys *Keyring, accept Trust) {
	t.Helper()
	options := VerifyOptions{Now: stopped, Accept: accept}
	report := mustInspect(t, text, keys, &InspectOptions{VerifyOptions: options})
	verify := VerifyToken04
	if report.Kind == KindKitToken {
		verify = Verify
	}
	_, err := verify(text, keys, &options)
	if report.OK != (err == nil) {
		t.Fatalf("%q: verified %v, inspected %v", text, err, codesOf(report.Problems))
	}
	if err != nil && isToken(report.Kind) {
		expectCodes(t, text, report.Problems, []Code{codeOf(t, err)})
	}
}
