// Package jsontext spells JSON in one way and reads it strictly: it keeps what encoding/json forgets, which is keys
// that stand twice, how a number was spelled, spaces and depth. It knows no schema.
package jsontext

// Kind says what a Value is.
type Kind uint8

// Absent is the kind of the zero Value: a key that is not there.
const (
	Absent Kind = iota
	Null
	Bool
	// Integer is a number without sign of zero, fraction and exponent, from -(2^53-1) to 2^53-1.
	Integer
	// OddNumber is every other number: 1.0, 1e3, -0, 9007199254740993.
	OddNumber
	String
	Array
	Object
)

// Value is one JSON value. What its Kind does not use is zero.
type Value struct {
	Kind Kind
	Bool bool
	// Integer is the number of an Integer.
	Integer int64
	// Text is a String with its escapes undone. A surrogate that stands alone is three bytes that are no UTF-8, so
	// utf8.ValidString tells whether the text is well-formed.
	Text string
	// Members are those of an Object, in their order, or the items of an Array, without keys.
	Members []Member
}

// Member is a value in an object or an array.
type Member struct {
	Key   string
	Value Value
}

// Get gives the value of a key, the last one if it stands twice, and one that is Absent if there is none.
func (v Value) Get(key string) Value {
	for i := len(v.Members) - 1; i >= 0; i-- {
		if v.Members[i].Key == key {
			return v.Members[i].Value
		}
	}
	return Value{}
}
