package roompass

import "fmt"

// InspectOptions says what a text should be, and what its token must prove.
type InspectOptions struct {
	VerifyOptions
	// Expect is KindKitToken or KindToken04, which of the two belongs where the text was found. Default: what it looks
	// like.
	Expect Kind
}

// maxInspected is more than any generator makes: some have made tokens of 96 thousand characters, which shall still be
// explained. Nothing longer is looked at.
const maxInspected = 262144

// Inspect explains any text that may be a token: what it is, what every layer holds, everything that is wrong with it,
// and what mends it. It is for people who help and for tools; whether someone may come in is Verify's answer alone.
// With keys the sealed part is opened and shown, so do not give the report to someone who may not see it; without them,
// nil, only the outside is looked at. Options may be nil. Only wrong ones are an error.
func Inspect(text string, keys *Keyring, options *InspectOptions) (*Report, error) {
	if options == nil {
		options = &InspectOptions{}
	}
	t, err := readTerms(&options.VerifyOptions)
	if err != nil {
		return nil, err
	}
	if options.Expect != "" && !isToken(options.Expect) {
		return nil, wrong("InspectOptions.Expect", "must be KindKitToken or KindToken04")
	}
	w := &walk{keys: keys, evidence: evidence{terms: t}}
	if len(text) > maxInspected {
		w.problems.add(finding{CodeTokenMalformed, fmt.Sprintf("It has %d bytes.", len(text))})
		return w.report(KindUnknown), nil
	}
	mended, damage := mend(text)
	kind, fault := kindOf(mended)
	w.problems.note(damage...)
	w.problems.note(fault)
	if !isToken(kind) {
		return w.report(kind), nil
	}
	expected := kind
	if options.Expect != "" && options.Expect != kind {
		expected = options.Expect
		w.problems.note(givenInPlaceOf[expected])
	}
	w.through(mended)
	if keys != nil {
		// Whatever was guessed: the last word is Verify's, on the text as it came.
		w.problems.refused(refusalOf(text, expected, keys, t))
	}
	return w.report(kind), nil
}

func isToken(kind Kind) bool { return kind == KindKitToken || kind == KindToken04 }

// givenInPlaceOf says what stands where a token of the other kind belongs.
var givenInPlaceOf = map[Kind]Code{KindKitToken: CodeToken04Given, KindToken04: CodeKitTokenGiven}

func refusalOf(text string, kind Kind, keys *Keyring, t terms) error {
	verify := verifyToken04
	if kind == KindKitToken {
		verify = verifyKitToken
	}
	_, err := verify(text, keys, t)
	return err
}

func (w *walk) report(kind Kind) *Report {
	report := &Report{Kind: kind, Problems: w.problems.list(), Warnings: w.warnings.list(), Layers: w.layers}
	if report.OK = len(report.Problems) == 0; !report.OK {
		report.Primary = report.Problems[0].Code
	}
	return report
}
