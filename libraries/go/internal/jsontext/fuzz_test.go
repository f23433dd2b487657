//go:build go1.18
// +build go1.18

package jsontext

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzScan holds the scanner to encoding/json: it takes the same objects and reads the same values.
func FuzzScan(f *testing.F) {
	for _, seed := range []string{`{}`, ` {"a" : [1, -0.5e3, null, true, "\ud83d\ude00\n"], "b":{"a":"张"}} `, `{"a":1,"\u0061":2}`, `{"":"\ud800"}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const deep = 1000
		if !utf8.ValidString(text) || strings.Count(text, "{")+strings.Count(text, "[") > deep {
			return
		}
		document, ok := Scan(text, deep)
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		var object map[string]interface{}
		isJSON := json.Valid([]byte(text)) && decoder.Decode(&object) == nil && object != nil
		if ok != isJSON {
			t.Fatalf("%q: read %t, encoding/json %t", text, ok, isJSON)
		}
		if ok && !same(document.Object, object) {
			t.Fatalf("%q: read %+v, encoding/json %v", text, document.Object, object)
		}
	})
}

// FuzzString spells a text and reads it again, here and in encoding/json.
func FuzzString(f *testing.F) {
	for _, seed := range []string{"", "plain", "\"\\/\b\f\n\r\t\x00\x7f", "<>&\u2028张😀"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		spelled := string(AppendString([]byte(`{"k":`), text)) + "}"
		document, ok := Scan(spelled, 1)
		if !ok || document.Object.Get("k").Text != text {
			t.Fatalf("%q: read back %+v", spelled, document)
		}
		var other struct{ K string }
		if err := json.Unmarshal([]byte(spelled), &other); err != nil || other.K != text {
			t.Fatalf("%q: encoding/json read %q, %v", spelled, other.K, err)
		}
	})
}
