// Command testee answers for this library in conformance/languages: JSON lines on stdin and stdout, as its README says.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
)

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// serve answers each request before it reads on.
func serve(in io.Reader, out io.Writer) error {
	requests, answers := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var asked request
		if err := requests.Decode(&asked); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := answers.Encode(asked.answer()); err != nil {
			return err
		}
	}
}

type answer struct {
	ID     int64       `json:"id"`
	OK     bool        `json:"ok"`
	Result interface{} `json:"result,omitempty"`
	Code   string      `json:"code,omitempty"`
}

func (r *request) answer() answer {
	result, err := r.do()
	if err != nil {
		return answer{ID: r.ID, Code: codeOf(err)}
	}
	return answer{ID: r.ID, OK: true, Result: result}
}

func (r *request) do() (interface{}, error) {
	switch r.Op {
	case "about":
		return map[string]string{"language": "go", "version": runtime.Version()}, nil
	case "mint":
		return r.mint()
	case "mintToken04":
		return r.mintToken04()
	case "verify":
		return r.verify()
	case "inspect":
		return r.inspect()
	}
	return nil, fmt.Errorf("no such op: %s", r.Op)
}
