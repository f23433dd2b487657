package names

import (
	"net/url"
	"strings"
	"testing"
)

func TestKnowsWhatNamesMayBe(t *testing.T) {
	for _, test := range []struct {
		is   func(string) bool
		good []string
		bad  []string
	}{
		{
			IsUserID,
			[]string{"a", "Zz09", "~!@#$%^&*()_+=-`;',.<>/\\", strings.Repeat("a", 64)},
			[]string{"", strings.Repeat("a", 65), "a b", "a\n", `"`, "?", ":", "[", "{", "|", "é", "\x7f", "\x80", "a\x00"},
		},
		{
			IsRoomID,
			[]string{"a", "!$%&'()*+,-./:;<=>?@[]^_`{|}~", strings.Repeat("r", 128)},
			[]string{"", strings.Repeat("r", 129), "a b", `"`, "#", `\`, "é", "\x7f", "\x1f"},
		},
		{
			IsUserName,
			[]string{"", "Zoë 张", "\u00a0", "\u200d👩‍👩‍👧", strings.Repeat("é", 128), "\"#\\<>\u2028\u202f\u2065\u206a\u2010"},
			[]string{
				strings.Repeat("é", 128) + "a", "\n", "\x00", "\x7f", "\u0080", "\u009f", "\u061c", "\u200e", "\u200f",
				"\u202a", "\u202e", "\u2066", "\u2069", "\xff", "\xed\xa0\x80",
			},
		},
		{
			IsServerSecret,
			[]string{strings.Repeat(" ", 32), strings.Repeat("~", 32)},
			[]string{"", strings.Repeat("a", 31), strings.Repeat("a", 33), strings.Repeat("é", 16), strings.Repeat("\n", 32)},
		},
	} {
		for _, text := range test.good {
			if !test.is(text) {
				t.Errorf("%q is refused", text)
			}
		}
		for _, text := range test.bad {
			if test.is(text) {
				t.Errorf("%q is taken", text)
			}
		}
	}
}

func TestPercentEncodesAsECMAScriptDoes(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"aZ09-_.!~*'()":      "aZ09-_.!~*'()",
		"a b+c/d?e&f=g#h%i":  "a%20b%2Bc%2Fd%3Fe%26f%3Dg%23h%25i",
		"Zoë 张 😀":            "Zo%C3%AB%20%E5%BC%A0%20%F0%9F%98%80",
		"\x00\x7f\"\\[]{}|^": "%00%7F%22%5C%5B%5D%7B%7D%7C%5E",
	} {
		encoded := EncodePercent(text)
		decoded, ok := DecodePercent(encoded)
		if encoded != want || decoded != text || !ok {
			t.Errorf("%q is encoded as %s, want %s, and decoded as %q, %t", text, encoded, want, decoded, ok)
		}
		if other, err := url.PathUnescape(encoded); err != nil || other != text {
			t.Errorf("%s: net/url reads %q, %v", encoded, other, err)
		}
	}
}

func TestDecodesWhatStandsForItself(t *testing.T) {
	for encoded, want := range map[string]string{"张 %e5%bc%A0": "张 张", "+": "+", "é%20é": "é é"} {
		if got, ok := DecodePercent(encoded); !ok || got != want {
			t.Errorf("%q is decoded as %q, %t", encoded, got, ok)
		}
	}
	for _, encoded := range []string{
		"%", "%2", "%zz", "%2x", "a%", "%%20", "%u5f20", "%C3", "%C3x", "%C3%C3", "%A9", "é%A9", "%C0%80", "%ED%A0%80", "%F4%90%80%80",
		"%FF", "\xff", "\xed\xa0\x80", "%C3\xa9x\xff",
	} {
		if got, ok := DecodePercent(encoded); ok {
			t.Errorf("%q is decoded as %q", encoded, got)
		}
	}
}
