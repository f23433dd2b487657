package roompass

// Who most likely made a token: official generators differ in the order of their claims, in their escapes and in what
// their IVs are made of. A guess for people; nothing is decided by it.

import (
	"regexp"
	"strings"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// Generator is a maker of tokens: this library, an official generator by its language, or the one in ZEGOCLOUD's web
// kit.
type Generator string

// The generators that are known.
const (
	GeneratorRoompass Generator = "roompass"
	GeneratorGo       Generator = "go"
	GeneratorCPP      Generator = "cpp"
	GeneratorJava     Generator = "java"
	GeneratorPython   Generator = "python"
	GeneratorPHP      Generator = "php"
	GeneratorDotNet   Generator = "dotnet"
	GeneratorNode     Generator = "node"
	GeneratorWebKit   Generator = "web-kit"
)

// generatorNames are for people.
var generatorNames = map[Generator]string{
	GeneratorRoompass: "Roompass",
	GeneratorGo:       "Go",
	GeneratorCPP:      "C++",
	GeneratorJava:     "Java",
	GeneratorPython:   "Python",
	GeneratorPHP:      "PHP",
	GeneratorDotNet:   ".NET",
	GeneratorNode:     "Node.js",
	GeneratorWebKit:   "the web kit (generateKitTokenForTest)",
}

func namesOf(generators []Generator) string {
	var known []string
	for _, generator := range generators {
		known = append(known, generatorNames[generator])
	}
	return strings.Join(known, " or ")
}

// IVLooks is what the bytes of an IV or nonce are.
type IVLooks string

// What IVs look like. Digits, hex digits and lowercase letters come from weak sources of randomness.
const (
	IVDigits       IVLooks = "digits"
	IVHex          IVLooks = "hex"
	IVAlphanumeric IVLooks = "alphanumeric"
	// IVBase64URL is what our seal looks like.
	IVBase64URL IVLooks = "base64url"
	IVBytes     IVLooks = "bytes"
)

// weak tells whether the next IV can be computed from others, or there are few of them.
func (l IVLooks) weak() bool { return l == IVDigits || l == IVHex || l == IVAlphanumeric }

func ivLooksOf(iv []byte) IVLooks {
	switch text := string(iv); {
	// The web kit takes the digits of Math.random(), which may be written with an exponent.
	case consistsOf(text, "0123456789.e-"):
		return IVDigits
	case consistsOf(text, lowerHex):
		return IVHex
	case consistsOf(text, ivAlphabet):
		return IVAlphanumeric
	case consistsOf(text, base64URL):
		return IVBase64URL
	}
	return IVBytes
}

var (
	weakGCM = []Generator{GeneratorCPP, GeneratorPHP, GeneratorPython}
	goodGCM = []Generator{GeneratorRoompass, GeneratorGo, GeneratorJava, GeneratorDotNet, GeneratorNode}
	byIV    = map[sealed.Format]map[IVLooks][]Generator{
		sealed.CBC: {
			IVDigits:       {GeneratorWebKit},
			IVHex:          {GeneratorPython},
			IVAlphanumeric: {GeneratorGo, GeneratorCPP, GeneratorPHP, GeneratorDotNet, GeneratorNode},
			IVBase64URL:    {GeneratorRoompass},
			IVBytes:        {GeneratorJava},
		},
		sealed.GCM: {
			IVDigits: weakGCM, IVHex: weakGCM, IVAlphanumeric: weakGCM, IVBase64URL: goodGCM, IVBytes: goodGCM,
		},
	}
)

// generatorsByIV guesses by the IV alone, which anyone can see.
func generatorsByIV(envelope sealed.Envelope) []Generator {
	return append([]Generator(nil), byIV[envelope.Format][ivLooksOf(envelope.IV)]...)
}

// escapes are slashes and letters of other scripts with a backslash.
var escapes = regexp.MustCompile(`\\/|\\u[0-9a-f]{4}`)

// escaping are those that write them. Java does too, and is known by its order.
var escaping = []Generator{GeneratorPHP, GeneratorGo}

// generatorsOf guesses by the plaintext and the IV of a token that is not sealed, and therefore not ours.
func generatorsOf(claims jsontext.Value, plaintext string, envelope sealed.Envelope) []Generator {
	candidates := generatorsByOrder(claims)
	if contains(candidates, GeneratorCPP) && hasIVOfItsSecond(claims, envelope.IV) {
		return []Generator{GeneratorCPP}
	}
	escaped := escapes.MatchString(plaintext)
	alike := generatorsByIV(envelope)
	var likely []Generator
	for _, generator := range candidates {
		if contains(alike, generator) && (!escaped || contains(escaping, generator)) {
			likely = append(likely, generator)
		}
	}
	if likely == nil {
		return candidates
	}
	return likely
}

func generatorsByOrder(claims jsontext.Value) []Generator {
	var keys []string
	for _, member := range claims.Members {
		keys = append(keys, member.Key)
	}
	order := strings.Join(keys, " ")
	switch {
	case strings.HasPrefix(order, "user_id"):
		return []Generator{GeneratorJava}
	case strings.HasPrefix(order, "app_id user_id payload"):
		return []Generator{GeneratorDotNet}
	case strings.HasPrefix(order, "app_id user_id ctime"):
		return []Generator{GeneratorGo, GeneratorPHP}
	case strings.HasSuffix(order, "expire"):
		return []Generator{GeneratorWebKit}
	}
	return []Generator{GeneratorNode, GeneratorPHP, GeneratorPython, GeneratorCPP}
}

func contains(generators []Generator, wanted Generator) bool {
	for _, generator := range generators {
		if generator == wanted {
			return true
		}
	}
	return false
}
