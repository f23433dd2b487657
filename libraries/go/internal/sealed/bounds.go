package sealed

// Range is a least and a greatest number.
type Range struct{ Min, Max int }

// Holds tells whether a number is in the range.
func (r Range) Holds(n int) bool { return n >= r.Min && n <= r.Max }

// Reading says how long a token and its parts may be (spec/kit-token.md 5.1.4), and how strange.
type Reading struct {
	// KitToken and Token04 are in characters.
	KitToken, Token04 Range
	// Raw, CBC and GCM are in bytes: the whole, and the ciphertext of either form, with the tag of GCM.
	Raw, CBC, GCM Range
	// Suffix is the most bytes that the JSON of a suffix has.
	Suffix int
	// Official is true of the reading that takes all that official generators make.
	Official bool
}

const (
	// MaxPlaintext is the most bytes of claims that are minted.
	MaxPlaintext = 3071
	// MaxOfficialPlaintext is the most that fit lengths of 15 bits, which every official reader takes.
	MaxOfficialPlaintext = 32751
)

// Own reads what is minted here, with room to spare.
var Own = &Reading{
	KitToken: Range{140, 8192},
	Token04:  Range{120, 4154},
	Raw:      Range{89, 3113},
	CBC:      Range{64, MaxPlaintext + 1},
	GCM:      Range{72, MaxPlaintext + tagSize},
	Suffix:   2048,
}

// Official reads everything that official generators make, for those who take bare tokens.
var Official = &Reading{
	KitToken: Range{140, 65536},
	Token04:  Range{120, 43726},
	Raw:      Range{89, 32792},
	CBC:      Range{64, MaxOfficialPlaintext + 1},
	GCM:      Range{72, MaxOfficialPlaintext + tagSize},
	Suffix:   16384,
	Official: true,
}
