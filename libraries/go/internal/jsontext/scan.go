package jsontext

import "strings"

// Document is the object that a text spells, and how.
type Document struct {
	Object Value
	// Duplicate tells whether an object in it has a key twice, by meaning: "a" and "\u0061" are one key.
	Duplicate bool
	// Spaced tells whether there is white space between tokens.
	Spaced bool
}

// Scan reads an object. It is false when the text is not JSON, not an object, or nested deeper than maxDepth; an object
// of scalars has depth 1. The text must be UTF-8: what is beyond ASCII is not looked at.
func Scan(text string, maxDepth int) (Document, bool) {
	s := scanner{text: text, maxDepth: maxDepth}
	s.skipSpace()
	value := s.value(0)
	s.skipSpace()
	if s.broken || s.at != len(s.text) || value.Kind != Object {
		return Document{}, false
	}
	return Document{Object: value, Duplicate: s.duplicate, Spaced: s.spaced}, true
}

type scanner struct {
	text      string
	at        int
	maxDepth  int
	broken    bool
	duplicate bool
	spaced    bool
}

// fail goes to the end of the text, where nothing can be taken.
func (s *scanner) fail() Value {
	s.broken = true
	s.at = len(s.text)
	return Value{}
}

// next is the byte that comes, or zero at the end: no JSON has a zero byte.
func (s *scanner) next() byte {
	if s.at == len(s.text) {
		return 0
	}
	return s.text[s.at]
}

func (s *scanner) take(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

func (s *scanner) skipSpace() {
	for {
		switch s.next() {
		case ' ', '\t', '\n', '\r':
			s.spaced = true
			s.at++
		default:
			return
		}
	}
}

func (s *scanner) value(depth int) Value {
	switch s.next() {
	case '"':
		return Value{Kind: String, Text: s.string()}
	case '{', '[':
		if depth == s.maxDepth {
			return s.fail()
		}
		if s.next() == '{' {
			return s.object(depth + 1)
		}
		return s.array(depth + 1)
	case 'n':
		return s.word("null", Value{Kind: Null})
	case 't':
		return s.word("true", Value{Kind: Bool, Bool: true})
	case 'f':
		return s.word("false", Value{Kind: Bool})
	}
	return s.number()
}

func (s *scanner) word(word string, meant Value) Value {
	if !strings.HasPrefix(s.text[s.at:], word) {
		return s.fail()
	}
	s.at += len(word)
	return meant
}

func (s *scanner) object(depth int) Value {
	s.at++
	s.skipSpace()
	if s.take('}') {
		return Value{Kind: Object}
	}
	// Claims and suffixes have six; what is inside of something has fewer.
	members := make([]Member, 0, 6/depth)
	var keys keySet
	for {
		s.skipSpace()
		if s.next() != '"' {
			return s.fail()
		}
		key := s.string()
		s.skipSpace()
		if !s.take(':') {
			return s.fail()
		}
		s.skipSpace()
		if !keys.add(key, members) {
			s.duplicate = true
		}
		members = append(members, Member{key, s.value(depth)})
		s.skipSpace()
		if !s.take(',') {
			break
		}
	}
	if !s.take('}') {
		return s.fail()
	}
	return Value{Kind: Object, Members: members}
}

func (s *scanner) array(depth int) Value {
	s.at++
	s.skipSpace()
	if s.take(']') {
		return Value{Kind: Array}
	}
	var items []Member
	for {
		s.skipSpace()
		items = append(items, Member{Value: s.value(depth)})
		s.skipSpace()
		if !s.take(',') {
			break
		}
	}
	if !s.take(']') {
		return s.fail()
	}
	return Value{Kind: Array, Members: items}
}

// fewKeys are compared one by one. With more of them that would cost the square of their number.
const fewKeys = 16

type keySet map[string]bool

// add is false when the key is among the members already.
func (set *keySet) add(key string, members []Member) bool {
	if len(members) < fewKeys {
		return Value{Members: members}.Get(key).Kind == Absent
	}
	if *set == nil {
		*set = make(keySet, 2*fewKeys)
		for _, member := range members {
			(*set)[member.Key] = true
		}
	}
	if (*set)[key] {
		return false
	}
	(*set)[key] = true
	return true
}
