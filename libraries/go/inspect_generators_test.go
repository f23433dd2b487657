package roompass

import (
	"reflect"
	"strings"
	"testing"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

func TestTheMakerOfARealTokenIsAmongTheGuesses(t *testing.T) {
	var file struct {
		Tests []struct {
			asked
			Generator Generator
		}
	}
	readVectors(t, "dialects", &file)
	known := map[Generator]bool{}
	for _, test := range file.Tests {
		if !test.hasFlag("Real") || test.Kind != KindToken04 {
			continue
		}
		known[test.Generator] = true
		options := &InspectOptions{VerifyOptions: *test.options(Bare)}
		opened := mustInspect(t, test.token(t), test.keys(t), options).Layers.Generators
		if !contains(opened, test.Generator) || contains(opened, GeneratorRoompass) || len(opened) > 4 {
			t.Errorf("%s: %s is taken for %v", test.ID, test.Generator, opened)
		}
		outside := mustInspect(t, test.token(t), nil, options).Layers.Generators
		if !contains(outside, test.Generator) || len(outside) > 5 {
			t.Errorf("%s: %s is taken for %v by its IV", test.ID, test.Generator, outside)
		}
	}
	if len(known) < 7 {
		t.Errorf("there are tokens of %v alone", known)
	}
}

func TestIVsAreKnownByTheirLooks(t *testing.T) {
	for iv, want := range map[string]IVLooks{
		"3654997620112513":       IVDigits,
		"17976931348623e-":       IVDigits,
		"ef4ad99b14c84dfe":       IVHex,
		"thn6r3vny2jpuvml":       IVAlphanumeric,
		"x5rffb1_Mdu-Vq4v":       IVBase64URL,
		"\xd4\x80abcdefgh123456": IVBytes,
	} {
		looks := ivLooksOf([]byte(iv))
		if isWeak := want == IVDigits || want == IVHex || want == IVAlphanumeric; looks != want || looks.weak() != isWeak {
			t.Errorf("%q looks like %s", iv, looks)
		}
	}
}

// One in ten thousand of our IVs looks like one of a weak source.
func TestOurOwnIVIsNeverCalledWeak(t *testing.T) {
	keys := keyring(t)
	key := keys.all.active
	for nonce := int32(0); nonce < 500000; nonce++ {
		claims := &sealed.Claims{UserID: "ada", Nonce: nonce, Issued: testNow.Unix(), Expires: testNow.Unix() + 60}
		raw, _ := key.Mint(claims, sealed.CBC, sealed.MaxPlaintext)
		envelope, _ := sealed.ParseEnvelope(raw, sealed.Own)
		if !ivLooksOf(envelope.IV).weak() {
			continue
		}
		report := mustInspect(t, sealed.EncodeText(raw), keys, inspecting)
		if !reflect.DeepEqual(report.Layers.Generators, []Generator{GeneratorRoompass}) || len(report.Warnings) > 0 {
			t.Fatalf("%q: got %v and %v", envelope.IV, report.Layers.Generators, codesOf(report.Warnings))
		}
		return
	}
	t.Error("none of our IVs looks weak")
}

func TestAMakerIsGuessedByTheSpellingWhereTheIVFitsNone(t *testing.T) {
	token := forgery{iv: "3654997620112513"}.token()
	report := mustInspect(t, token, keyring(t), inspecting)
	want := []Generator{GeneratorNode, GeneratorPHP, GeneratorPython, GeneratorCPP}
	if got := report.Layers.Generators; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	message := mustInspect(t, token, nil, inspecting).Warnings[0].Message
	if want := CodeIVWeak.Message() + " It looks like one of the web kit (generateKitTokenForTest)."; message != want {
		t.Errorf("got %q", message)
	}
}

func TestEscapesTellPHPFromOthers(t *testing.T) {
	now := testNow.Unix()
	plain := claimsOf(now, now+3600, "a/b")
	for plaintext, want := range map[string][]Generator{
		plain:                                    {GeneratorNode, GeneratorPHP, GeneratorCPP},
		strings.Replace(plain, "/", `\/`, 1):     {GeneratorPHP},
		strings.Replace(plain, "/", `\u5f20`, 1): {GeneratorPHP},
	} {
		token := forgery{plaintext: plaintext, iv: "thn6r3vny2jpuvml"}.token()
		if got := mustInspect(t, token, keyring(t), inspecting).Layers.Generators; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", plaintext, got, want)
		}
	}
}

func TestNoncesOfGCMComeInTwoKinds(t *testing.T) {
	for nonce, want := range map[string][]Generator{"ef4ad99b14c8": weakGCM, "\xd4\x80abcdefgh12": goodGCM} {
		envelope := sealed.Envelope{Format: sealed.GCM, IV: []byte(nonce)}
		if got := generatorsByIV(envelope); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %v", nonce, got)
		}
	}
}

// The numbers are those that a program in C prints with glibc.
func TestGlibcRandomIsThatOfGlibc(t *testing.T) {
	for seed, want := range map[uint32][3]uint32{
		0:          {1804289383, 846930886, 1681692777},
		1:          {1804289383, 846930886, 1681692777},
		1767225600: {575639922, 140812144, 1200143584},
		3000000000: {2058147116, 854483408, 922419988},
		4294967295: {254925627, 1205188300, 366127624},
	} {
		random := newGlibcRandom(seed)
		if got := [3]uint32{random.next(), random.next(), random.next()}; got != want {
			t.Errorf("%d: got %v, want %v", seed, got, want)
		}
	}
}
