package jsontext

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestSpellsTextAsECMAScriptDoes(t *testing.T) {
	for text, want := range map[string]string{
		"":                      `""`,
		"plain":                 `"plain"`,
		`a"b\c/`:                `"a\"b\\c/"`,
		"\b\t\n\f\r":            `"\b\t\n\f\r"`,
		"\x00\x1f\x0b":          `"\u0000\u001f\u000b"`,
		"<>&'\x7f":              "\"<>&'\x7f\"",
		"é张😀\u2028\u2029\u0085": "\"é张😀\u2028\u2029\u0085\"",
	} {
		if got := string(AppendString(nil, text)); got != want {
			t.Errorf("%q is spelled %s, want %s", text, got, want)
		}
	}
}

func TestReadsEscapes(t *testing.T) {
	for spelled, want := range map[string]string{
		`\"\\\/\b\f\n\r\t`:     "\"\\/\b\f\n\r\t",
		`\u0041\u00e9\u5F20`:   "Aé张",
		`\ud83d\ude00`:         "😀",
		`\uD83D\uDE00x`:        "😀x",
		`\ud83d`:               "\xed\xa0\xbd",
		`\ud83dx`:              "\xed\xa0\xbdx",
		`\ud83d\n`:             "\xed\xa0\xbd\n",
		`\ud83d\u0041`:         "\xed\xa0\xbdA",
		`\ud83d\ud83d\ude00`:   "\xed\xa0\xbd😀",
		`\ude00\ud83d`:         "\xed\xb8\x80\xed\xa0\xbd",
		`\u0000`:               "\x00",
		"raw 张 and \\u5f20":    "raw 张 and 张",
		"\x7f\u2028 stay":      "\x7f\u2028 stay",
		`\\u0041 is no escape`: `\u0041 is no escape`,
	} {
		document, ok := Scan(`{"k":"`+spelled+`"}`, 1)
		if got := document.Object.Get("k"); !ok || got.Kind != String || got.Text != want {
			t.Errorf("%s means %q, %t; want %q", spelled, got.Text, ok, want)
		}
	}
}

func TestTellsPlainIntegersFromOtherNumbers(t *testing.T) {
	for literal, want := range map[string]Value{
		"0":                    {Kind: Integer},
		"7":                    {Kind: Integer, Integer: 7},
		"-7":                   {Kind: Integer, Integer: -7},
		"9007199254740991":     {Kind: Integer, Integer: 9007199254740991},
		"-9007199254740991":    {Kind: Integer, Integer: -9007199254740991},
		"9007199254740992":     {Kind: OddNumber},
		"-9007199254740992":    {Kind: OddNumber},
		"18446744073709551617": {Kind: OddNumber},
		"-0":                   {Kind: OddNumber},
		"1.0":                  {Kind: OddNumber},
		"1e3":                  {Kind: OddNumber},
		"0.5":                  {Kind: OddNumber},
		"1E+3":                 {Kind: OddNumber},
		"1.5e-3":               {Kind: OddNumber},
		"0e0":                  {Kind: OddNumber},
	} {
		document, ok := Scan(`{"k":`+literal+`}`, 1)
		got := document.Object.Get("k")
		if !ok || got.Kind != want.Kind || got.Integer != want.Integer {
			t.Errorf("%s is %+v, %t; want %+v", literal, got, ok, want)
		}
	}
}

func TestRefusesWhatIsNotJSON(t *testing.T) {
	for _, text := range []string{
		"", " ", "{", "}", "{}{}", "{} x", "[]", `"text"`, "7", "null", "\ufeff{}", "{}\x00", "\v{}",
		`{"a"}`, `{"a":}`, `{"a":1,}`, `{,"a":1}`, `{"a":1 "b":2}`, `{a:1}`, `{'a':1}`, `{"a":1;}`, `{"a" 1}`, `{null:1}`,
		`{"a":[}`, `{"a":[1,]}`, `{"a":[,1]}`, `{"a":[1 2]}`, `{"a":[1}`, `{"a":[1]`,
		`{"a":nul}`, `{"a":nullx}`, `{"a":NULL}`, `{"a":True}`, `{"a":tru`, `{"a":undefined}`, `{"a":NaN}`, `{"a":Infinity}`,
		`{"a":01}`, `{"a":+1}`, `{"a":.5}`, `{"a":1.}`, `{"a":1e}`, `{"a":1e+}`, `{"a":-}`, `{"a":--1}`, `{"a":0x1}`, `{"a":1_0}`,
		`{"a":"`, `{"a":"\`, `{"a":"\"}`, `{"a":"\u12"}`, `{"a":"\u12g4"}`, `{"a":"\U0041"}`, `{"a":"\x41"}`, `{"a":"\'"}`,
		`{"a":"\u`, `{"a":"\ud83d\u`, `{"a":"\ud83d\u12"}`, `{"a":"\é"}`,
		"{\"a\":\"\n\"}", "{\"a\":\"\x00\"}", "{\"a\":\"\\n\x1f\"}", "{\"a\":\"\\\n\"}", `{"a":1/**/}`, `{"a":1}//`,
	} {
		if document, ok := Scan(text, 9); ok {
			t.Errorf("%q was read as %+v", text, document)
		}
	}
}

func TestKeepsWhatOthersForget(t *testing.T) {
	for _, test := range []struct {
		text              string
		duplicate, spaced bool
	}{
		{`{"a":1,"b":2}`, false, false},
		{`{"a":1,"a":1}`, true, false},
		{`{"a":1,"\u0061":1}`, true, false},
		{`{"😀":1,"\ud83d\ude00":1}`, true, false},
		{`{"x":{"a":1,"a":1}}`, true, false},
		{`{"x":[{"a":1,"a":1}]}`, true, false},
		{`{"x":{"a":1},"a":1}`, false, false},
		{`{"a":" "}`, false, false},
		{` {}`, false, true},
		{"{}\n", false, true},
		{"{\t}", false, true},
		{"{\"a\"\r:1}", false, true},
		{`{"a": 1}`, false, true},
		{`{"a":[ ]}`, false, true},
		{`{"a":[1 ,2]}`, false, true},
	} {
		document, ok := Scan(test.text, 3)
		if !ok || document.Duplicate != test.duplicate || document.Spaced != test.spaced {
			t.Errorf("%s: got %+v, %t", test.text, document, ok)
		}
	}
}

func TestCountsDepth(t *testing.T) {
	for text, depth := range map[string]int{
		`{}`: 1, `{"a":1}`: 1, `{"a":{}}`: 2, `{"a":[]}`: 2, `{"a":[[]]}`: 3, `{"a":{"b":{"c":1}}}`: 3, `{"a":[{"b":[]}]}`: 4,
	} {
		if _, ok := Scan(text, depth); !ok {
			t.Errorf("%s was refused at depth %d", text, depth)
		}
		if _, ok := Scan(text, depth-1); ok {
			t.Errorf("%s was read at depth %d", text, depth-1)
		}
	}
	if _, ok := Scan(strings.Repeat(`{"a":`, 1e6), 3); ok {
		t.Error("a million braces were read")
	}
}

func TestFindsDuplicatesAmongManyKeys(t *testing.T) {
	for _, n := range []int{fewKeys - 1, fewKeys, fewKeys + 1, 5000} {
		var text strings.Builder
		text.WriteString("{")
		for i := 0; i < n; i++ {
			fmt.Fprintf(&text, `"%d":%d,`, i, i)
		}
		fresh, again := text.String()+`"x":1}`, fmt.Sprintf(`%s"%d":1}`, text.String(), n-1)
		if document, ok := Scan(fresh, 1); !ok || document.Duplicate || document.Object.Get("x").Integer != 1 {
			t.Errorf("%d keys: %t, duplicate %t", n, ok, document.Duplicate)
		}
		if document, ok := Scan(again, 1); !ok || !document.Duplicate {
			t.Errorf("%d keys and the last again: %t, duplicate %t", n, ok, document.Duplicate)
		}
	}
}

// same compares with what encoding/json makes of the same text: it knows no lone surrogates, and the last of two keys wins.
func same(value Value, other interface{}) bool {
	switch value.Kind {
	case Null:
		return other == nil
	case Bool:
		return other == value.Bool
	case Integer:
		return other == json.Number(fmt.Sprint(value.Integer))
	case OddNumber:
		_, ok := other.(json.Number)
		return ok
	case String:
		return other == replaceSurrogates(value.Text)
	case Array:
		items, ok := other.([]interface{})
		for i, item := range value.Members {
			ok = ok && i < len(items) && same(item.Value, items[i])
		}
		return ok && len(items) == len(value.Members)
	}
	members, ok := other.(map[string]interface{})
	found := map[string]bool{}
	for _, member := range value.Members {
		key := replaceSurrogates(member.Key)
		found[key] = true
		ok = ok && (len(members) < len(value.Members) || same(member.Value, members[key]))
	}
	return ok && len(found) == len(members)
}

func replaceSurrogates(text string) string {
	var replaced strings.Builder
	for len(text) > 0 {
		if text[0] == 0xed && text[1] >= 0xa0 {
			replaced.WriteString("\ufffd")
			text = text[3:]
			continue
		}
		replaced.WriteByte(text[0])
		text = text[1:]
	}
	return replaced.String()
}
