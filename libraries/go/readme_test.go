package roompass

import (
	"io/ioutil"
	"strings"
	"testing"
)

// The examples compile and run; what the README shows is taken from them.
func TestEveryLineOfCodeInTheReadmeStandsInAnExample(t *testing.T) {
	examples := map[string]bool{}
	for _, line := range strings.Split(read(t, "example_test.go"), "\n") {
		examples[code(line)] = true
	}
	blocks := strings.Split(read(t, "README.md"), "```go\n")[1:]
	if len(blocks) < 3 {
		t.Errorf("the README has %d blocks of code", len(blocks))
	}
	for _, block := range blocks {
		for _, line := range strings.Split(strings.Split(block, "```")[0], "\n") {
			if !examples[code(line)] {
				t.Errorf("no example has the line %q", line)
			}
		}
	}
}

// code is a line without what has no meaning in it.
func code(line string) string {
	line = strings.Split(line, " // ")[0]
	return strings.TrimPrefix(strings.TrimSpace(line), "import ")
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := ioutil.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
