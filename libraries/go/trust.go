package roompass

import "github.com/roompass/roompass/libraries/go/internal/sealed"

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

// Format is a form of the sealed part.
type Format string

const (
	// CBC is the form that every ZEGOCLOUD client takes.
	CBC = Format(sealed.CBC)
	// GCM is the form of newer official generators.
	GCM = Format(sealed.GCM)
)

// String gives a pointer to a text, for the fields that tell "" from nothing.
func String(text string) *string { return &text }
