package roompass

import "github.com/roompass/roompass/libraries/go/internal/sealed"

// Format is a form of the sealed part.
type Format string

const (
	// CBC is the form that every ZEGOCLOUD client takes.
	CBC = Format(sealed.CBC)
	// GCM is the form of newer official generators.
	GCM = Format(sealed.GCM)
)

// readEnvelope is R5 to R7, but for the time.
func readEnvelope(raw []byte, reading *sealed.Reading) (sealed.Envelope, error) {
	envelope, ok := sealed.ParseEnvelope(raw, reading)
	if !ok {
		return sealed.Envelope{}, refuse(CodeTokenEnvelope, "")
	}
	if envelope.Expire < 1 || envelope.Expire > sealed.LastSecond {
		return sealed.Envelope{}, refuse(CodeTokenEnvelope, "expire")
	}
	return envelope, nil
}
