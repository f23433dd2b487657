package roompass

// Why a part of a token is not as it should be, where that can be told. Each gives a finding without a code where not.

import (
	"bytes"
	"crypto/aes"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// maxScannedDepth is enough for what people put into each other.
const maxScannedDepth = 8

// envelopeFault says why bytes do not have the lengths of a Token04.
func envelopeFault(raw []byte) finding {
	m, ok := sealed.Measure(raw)
	switch {
	case !ok:
		return finding{code: CodeTruncated}
	case m.Expire > 1e12 && m.Expire < 1e13:
		return finding{code: CodeExpiryInMilliseconds}
	case m.Said > m.Found:
		return finding{CodeTruncated, fmt.Sprintf("It says %d bytes of claims and has %d.", m.Said, m.Found)}
	// Generators that write more than a length can say lose its upper bits.
	case m.Found > math.MaxInt16 && m.Found%(math.MaxUint16+1) == m.Said:
		return finding{CodeLengthOverflow, fmt.Sprintf("It has %d bytes of claims.", m.Found)}
	case m.Format == sealed.CBC && m.Said == aes.BlockSize && m.Found == aes.BlockSize:
		return finding{code: CodePlaintextEmpty}
	}
	return finding{}
}

// suffixFault says why a text is not the suffix of a Kit Token.
func suffixFault(text string) finding {
	json, ok := sealed.DecodeBase64(text)
	if !ok {
		return finding{code: CodeSuffixNotBase64}
	}
	if bytes.IndexFunc(json, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		return finding{code: CodeSuffixNotASCII}
	}
	if document, ok := jsontext.Scan(string(json), maxScannedDepth); ok {
		if _, err := readAppID(document.Object.Get("appID"), false); err != nil {
			return finding{code: CodeSuffixAppMissing}
		}
	}
	return finding{}
}

// keyFault says why none of the usual keys opens a token: it tries everything else that the keyring knows. Only for
// whoever has the keys.
func keyFault(envelope sealed.Envelope, usual []*appKey, all *ring) finding {
	// Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
	for _, key := range usual {
		if plaintext, fits := key.Plaintext(envelope); fits {
			return finding{code: plaintextFault(plaintext)}
		}
	}
	for _, key := range usual {
		if key.FitsMisread(envelope) {
			return finding{code: CodeSecretHexDecoded}
		}
	}
	fits := func(key *appKey) bool {
		_, fits := key.Plaintext(envelope)
		return fits
	}
	if retired := retiredFault(all, fits); retired.code != "" {
		return retired
	}
	// The usual ones among them were tried, and did not fit.
	for _, key := range all.verifying {
		if fits(key) {
			return finding{CodeKeyOfAnotherApp, fmt.Sprintf("It is app %d.", key.AppID)}
		}
	}
	return finding{code: CodeWrongSecret}
}

// retiredFault names the retired key that is meant.
func retiredFault(all *ring, isMeant func(*appKey) bool) finding {
	for _, key := range all.retired {
		if isMeant(key) {
			return finding{CodeKeyRetired, "It is the key " + key.ID + "."}
		}
	}
	return finding{}
}

func plaintextFault(plaintext string) Code {
	document, ok := jsontext.Scan(plaintext, maxScannedDepth)
	switch {
	case !ok:
		return CodeClaimsUnreadable
	case document.Spaced:
		return CodeClaimsSpaced
	}
	return CodeClaimsNested
}
