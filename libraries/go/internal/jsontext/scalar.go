package jsontext

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string and undoes its escapes; it stands at the opening quote.
func (s *scanner) string() string {
	s.at++
	from := s.at
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return s.text[from : s.at-1]
		case c == '\\':
			return s.escaped(append(make([]byte, 0, s.restOfString()+s.at-from), s.text[from:s.at]...))
		case c < ' ':
			s.fail()
			return ""
		}
		s.at++
	}
	s.fail()
	return ""
}

// restOfString is how many bytes stand before the closing quote, with all escapes.
func (s *scanner) restOfString() int {
	for at := s.at; at < len(s.text); at++ {
		switch s.text[at] {
		case '\\':
			at++
		case '"':
			return at - s.at
		}
	}
	return 0
}

// escaped reads on from the first backslash of a string.
func (s *scanner) escaped(text []byte) string {
	for s.at < len(s.text) {
		c := s.text[s.at]
		switch {
		case c == '"':
			s.at++
			return string(text)
		case c == '\\':
			text = s.escape(text)
		case c < ' ':
			s.fail()
		default:
			text = append(text, c)
			s.at++
		}
	}
	s.fail()
	return ""
}

func (s *scanner) escape(text []byte) []byte {
	s.at++
	letter := s.next()
	if letter == 'u' {
		return s.unicodeEscape(text)
	}
	meant := letter
	switch letter {
	case '"', '\\', '/':
	case 'b':
		meant = '\b'
	case 'f':
		meant = '\f'
	case 'n':
		meant = '\n'
	case 'r':
		meant = '\r'
	case 't':
		meant = '\t'
	default:
		s.fail()
		return text
	}
	s.at++
	return append(text, meant)
}

// unicodeEscape reads \uXXXX, and two of them where they are a pair of surrogates; it stands at the u.
func (s *scanner) unicodeEscape(text []byte) []byte {
	unit, ok := s.unit(s.at + 1)
	if !ok {
		s.fail()
		return text
	}
	s.at += 5
	point := unit
	if utf16.IsSurrogate(unit) && s.next() == '\\' && s.at+1 < len(s.text) && s.text[s.at+1] == 'u' {
		if low, ok := s.unit(s.at + 2); ok && utf16.DecodeRune(unit, low) != utf8.RuneError {
			point = utf16.DecodeRune(unit, low)
			s.at += 6
		}
	}
	if utf16.IsSurrogate(point) {
		// Spelled as UTF-8 would spell it if it allowed to: whoever checks the text sees that it is none.
		return append(text, 0xe0|byte(point>>12), 0x80|byte(point>>6)&0x3f, 0x80|byte(point)&0x3f)
	}
	return append(text, string(point)...)
}

// unit reads four hex digits.
func (s *scanner) unit(at int) (rune, bool) {
	if at+4 > len(s.text) {
		return 0, false
	}
	var unit rune
	for _, c := range []byte(s.text[at : at+4]) {
		switch {
		case c >= '0' && c <= '9':
			unit = unit<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			unit = unit<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return unit, true
}

// maxSafeInteger is what a float64 can hold without leaving any integer below it out.
const maxSafeInteger = 1<<53 - 1

func (s *scanner) number() Value {
	from := s.at
	s.take('-')
	if !s.take('0') && !s.digits() {
		return s.fail()
	}
	plain := s.at
	if s.take('.') && !s.digits() {
		return s.fail()
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		if !s.digits() {
			return s.fail()
		}
	}
	literal := s.text[from:s.at]
	integer, err := strconv.ParseInt(literal, 10, 64)
	if s.at != plain || err != nil || literal == "-0" || integer > maxSafeInteger || integer < -maxSafeInteger {
		return Value{Kind: OddNumber}
	}
	return Value{Kind: Integer, Integer: integer}
}

// digits takes as many as there are, and is false when there is none.
func (s *scanner) digits() bool {
	from := s.at
	for c := s.next(); c >= '0' && c <= '9'; c = s.next() {
		s.at++
	}
	return s.at > from
}
