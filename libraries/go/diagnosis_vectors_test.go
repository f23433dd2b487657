package roompass

import (
	"reflect"
	"sort"
	"testing"
)

type diagnosis struct {
	asked
	Text       string
	Expect     Kind
	Kind       Kind
	Primary    Code
	Problems   []Code
	Warnings   []Code
	Absent     []Code
	Generators []Generator
	Keyless    Code
}

func TestDiagnosisVectors(t *testing.T) {
	var file struct {
		NumberOfTests int
		Tests         []diagnosis
	}
	readVectors(t, "diagnosis", &file)
	checkNumber(t, len(file.Tests), file.NumberOfTests)
	for _, test := range file.Tests {
		test := test
		if test.isNotText() {
			continue // The compiler refuses it.
		}
		t.Run(test.ID, test.run)
	}
}

func (d *diagnosis) run(t *testing.T) {
	keys, options := d.keys(t), &InspectOptions{VerifyOptions: *d.options(d.Options.Accept), Expect: d.Expect}
	report := mustInspect(t, d.Text, keys, options)
	if report.Kind != d.Kind || report.Primary != d.Primary || report.OK != (d.Primary == "") {
		t.Errorf("%s: got %s, %q, %t; want %s, %q", d.Comment, report.Kind, report.Primary, report.OK, d.Kind, d.Primary)
	}
	expectCodes(t, "problems", report.Problems, d.Problems)
	expectCodes(t, "warnings", report.Warnings, d.Warnings)
	d.expectAbsent(t, report)
	if d.Generators != nil && !reflect.DeepEqual(sorted(report.Layers.Generators), sorted(d.Generators)) {
		t.Errorf("%s: made by %v, want %v", d.Comment, report.Layers.Generators, d.Generators)
	}
	keyless := mustInspect(t, d.Text, nil, options)
	if keyless.Kind != d.Kind || keyless.Primary != d.Keyless {
		t.Errorf("%s: without keys %s, %q; want %q", d.Comment, keyless.Kind, keyless.Primary, d.Keyless)
	}
	d.expectAbsent(t, keyless)
}

// expectAbsent looks for codes that would mislead.
func (d *diagnosis) expectAbsent(t *testing.T, report *Report) {
	t.Helper()
	for _, found := range append(codesOf(report.Problems), codesOf(report.Warnings)...) {
		for _, code := range d.Absent {
			if found == code {
				t.Errorf("%s: %s misleads", d.Comment, code)
			}
		}
	}
}

// expectCodes looks for the codes among the problems, of which each must stand there once.
func expectCodes(t *testing.T, what string, problems []Problem, wanted []Code) {
	t.Helper()
	found := map[Code]bool{}
	for _, problem := range problems {
		if found[problem.Code] {
			t.Errorf("%s: %s stands twice", what, problem.Code)
		}
		found[problem.Code] = true
	}
	for _, code := range wanted {
		if !found[code] {
			t.Errorf("%s: %v, without %s", what, codesOf(problems), code)
		}
	}
}

func sorted(generators []Generator) []Generator {
	sort.Slice(generators, func(i, j int) bool { return generators[i] < generators[j] })
	return generators
}
