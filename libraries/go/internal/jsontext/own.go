package jsontext

import "strings"

// maxOwnDigits is how many digits numbers have at most: those of the last time that may be.
const maxOwnDigits = 12

// Own reads a text in the one spelling that is minted here, from its beginning to its end, and makes no value for each
// member. What is spelled otherwise is no fault: Scan, which takes longer, reads it then and knows what is wrong. After
// the first step that finds something else all others find nothing, and Done is false.
type Own struct {
	rest  string
	other bool
}

// NewOwn begins to read.
func NewOwn(text string) *Own { return &Own{rest: text} }

// Done tells whether all steps found what they wanted, and nothing is left.
func (o *Own) Done() bool { return !o.other && o.rest == "" }

// Take wants these characters.
func (o *Own) Take(wanted string) { o.other = !o.Takes(wanted) || o.other }

// Takes is Take for what may be absent: it tells whether they were there.
func (o *Own) Takes(wanted string) bool {
	if !strings.HasPrefix(o.rest, wanted) {
		return false
	}
	o.rest = o.rest[len(wanted):]
	return true
}

// Number wants a number of at most 12 digits, without a sign and zeros before it.
func (o *Own) Number() (number int64) {
	digits := 0
	for digits < len(o.rest) && digits < maxOwnDigits && isDigit(o.rest[digits]) {
		number = 10*number + int64(o.rest[digits]-'0')
		digits++
	}
	if digits == 0 || digits > 1 && o.rest[0] == '0' {
		o.other = true
	}
	o.rest = o.rest[digits:]
	return number
}

// Bit wants 0 or 1.
func (o *Own) Bit() bool {
	if o.Takes("1") {
		return true
	}
	o.Take("0")
	return false
}

// Text wants the inside of a string and the quotation mark after it, in which nothing but that mark and the backslash
// is escaped.
func (o *Own) Text() string {
	end := plainEnd(o.rest, 0)
	text := o.rest[:end]
	if end < len(o.rest) && o.rest[end] == '\\' {
		text, end = o.unescape(end)
	}
	o.rest = o.rest[end:]
	o.Take(`"`)
	return text
}

// unescape gives the whole text of a string whose first backslash stands there, and where it ends.
func (o *Own) unescape(at int) (string, int) {
	text := append(make([]byte, 0, len(o.rest)), o.rest[:at]...)
	for at+1 < len(o.rest) && o.rest[at] == '\\' {
		if escaped := o.rest[at+1]; escaped != '"' && escaped != '\\' {
			break
		}
		end := plainEnd(o.rest, at+2)
		// What is escaped stands for itself, and what is plain follows it.
		text = append(text, o.rest[at+1:end]...)
		at = end
	}
	return string(text), at
}

func plainEnd(text string, at int) int {
	for at < len(text) && text[at] >= ' ' && text[at] != '"' && text[at] != '\\' {
		at++
	}
	return at
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
