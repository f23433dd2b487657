package main

import roompass "github.com/roompass/roompass/libraries/go"

// report is one as conformance/languages asks for it, in codes alone.
type report struct {
	Kind     roompass.Kind   `json:"kind"`
	OK       bool            `json:"ok"`
	Primary  *roompass.Code  `json:"primary"`
	Problems []roompass.Code `json:"problems"`
	Warnings []roompass.Code `json:"warnings"`
}

func reportOf(r *roompass.Report) *report {
	spelled := &report{Kind: r.Kind, OK: r.OK, Problems: codesOf(r.Problems), Warnings: codesOf(r.Warnings)}
	if !r.OK {
		spelled.Primary = &r.Primary
	}
	return spelled
}

func codesOf(problems []roompass.Problem) []roompass.Code {
	codes := make([]roompass.Code, len(problems))
	for i, problem := range problems {
		codes[i] = problem.Code
	}
	return codes
}
