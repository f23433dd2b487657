package roompass

import "github.com/roompass/roompass/libraries/go/internal/jsontext"

const ivAlphabet = "0123456789abcdefghijklmnopqrstuvwxyz"

// hasIVOfItsSecond tells whether the IV is what the C++ generator makes of its clock: it seeds rand() with the second
// of minting, once for the nonce and once more for the IV. So every token of one second has the same IV.
func hasIVOfItsSecond(claims jsontext.Value, iv []byte) bool {
	random := newGlibcRandom(uint32(claims.Get("ctime").Integer))
	for _, b := range iv {
		if b != ivAlphabet[random.next()%uint32(len(ivAlphabet))] {
			return false
		}
	}
	return true
}

// glibcRandom is rand() of glibc, the additive feedback generator of its default size.
type glibcRandom struct {
	// state holds the last 31 numbers in a ring, the oldest at the place that comes next.
	state [31]uint32
	at    int
}

func newGlibcRandom(seed uint32) *glibcRandom {
	if seed == 0 {
		seed = 1
	}
	r := &glibcRandom{at: 3}
	word := int64(int32(seed))
	for i := range r.state {
		r.state[i] = uint32(word)
		if word = 16807 * word % 2147483647; word < 0 {
			word += 2147483647
		}
	}
	for i := 0; i < 310; i++ {
		r.next()
	}
	return r
}

func (r *glibcRandom) next() uint32 {
	sum := r.state[r.at] + r.state[(r.at+len(r.state)-3)%len(r.state)]
	r.state[r.at] = sum
	r.at = (r.at + 1) % len(r.state)
	return sum >> 1
}
