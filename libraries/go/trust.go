package roompass

// Trust is what a verified token proved (spec/kit-token.md section 4).
type Trust string

const (
	// Signed proves every claim and every field of the suffix.
	Signed Trust = "signed"
	// Sealed proves the claims, with room and rights in the payload, and not the suffix.
	Sealed Trust = "sealed"
	// Bare proves nothing: whoever holds a token of an official generator can make others from it.
	Bare Trust = "bare"
)

// rank is 0 for what is no trust.
func (t Trust) rank() int {
	switch t {
	case Signed:
		return 3
	case Sealed:
		return 2
	case Bare:
		return 1
	}
	return 0
}
