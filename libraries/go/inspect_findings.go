package roompass

// finding is a code, with a sentence about this token in particular or "".
type finding struct {
	code   Code
	detail string
}

// findings are what is collected on the walk through a token.
type findings []finding

// add takes no notice of a finding without a code: there was nothing to find.
func (f *findings) add(found finding) {
	if found.code != "" {
		*f = append(*f, found)
	}
}

func (f *findings) note(codes ...Code) {
	for _, code := range codes {
		f.add(finding{code: code})
	}
}

// refused adds the reason of a refusal, if there was one.
func (f *findings) refused(err error) {
	if refusal, ok := err.(*KitTokenError); ok {
		f.add(finding{refusal.Code, about(refusal.Claim)})
	}
}

func about(claim string) string {
	if claim == "" {
		return ""
	}
	return "It is about " + claim + "."
}

// list gives each code once, where it was found first, with the first detail that was found.
func (f findings) list() []Problem {
	var problems []Problem
	places := map[Code]int{}
	detailed := map[Code]bool{}
	for _, found := range f {
		place, known := places[found.code]
		if !known {
			place = len(problems)
			places[found.code] = place
			code := found.code
			problems = append(problems, Problem{code, code.Message(), code.Fix(), code.Zegocloud()})
		}
		if found.detail != "" && !detailed[found.code] {
			detailed[found.code] = true
			problems[place].Message += " " + found.detail
		}
	}
	return problems
}
