package roompass

import "time"

// Kind is what a text is, by its looks.
type Kind string

// A text with "#" is taken for a Kit Token, any other for a Token04.
const (
	KindKitToken Kind = "kit-token"
	KindToken04  Kind = "token04"
)

// Report is what Inspect tells.
type Report struct {
	Kind Kind
	// OK is true when there is no problem. With keys that is exactly when Verify takes it; without keys nothing is proved.
	OK bool
	// Problems are what is wrong, the most telling first.
	Problems []Problem
	Layers   Layers
}

// Problem is a reason, what it means, and what mends it.
type Problem struct {
	Code    Code
	Message string
	Fix     string
}

// Layers are what was found, from the outside in. What is nil was not reached: a layer around it is broken, or no key was
// given.
type Layers struct {
	Frame    *FrameLayer
	Envelope *EnvelopeLayer
	Suffix   *SuffixLayer
	// Key is the one that opened it.
	Key    *KeyInfo
	Claims *ClaimsLayer
	// Trust is "" where it was not reached.
	Trust Trust
}

// FrameLayer is the text.
type FrameLayer struct {
	// Length is in bytes.
	Length int
	// Prefix is the first two bytes, "04" in a good token.
	Prefix string
	// Separators is how many "#" there are.
	Separators int
}

// EnvelopeLayer is what stands around the ciphertext.
type EnvelopeLayer struct {
	Format           Format
	ExpiresAt        time.Time
	CiphertextLength int
}

// SuffixLayer is what the suffix says, which nothing proves unless Trust is Signed.
type SuffixLayer struct {
	AppID    uint32
	UserID   string
	RoomID   string
	UserName string
	Ext      *string
	// SignedWith is the key ID in the signature, right or not; "" without one.
	SignedWith string
}

// ClaimsLayer is what was encrypted. Whoever sent a token must not see it.
type ClaimsLayer struct {
	AppID     uint32
	UserID    string
	Nonce     int32
	IssuedAt  time.Time
	ExpiresAt time.Time
	Payload   string
}

// note adds a reason, once.
func (r *Report) note(err error) {
	refusal, ok := err.(*KitTokenError)
	if !ok {
		return
	}
	for _, problem := range r.Problems {
		if problem.Code == refusal.Code {
			return
		}
	}
	r.Problems = append(r.Problems, Problem{refusal.Code, refusal.Code.Message(), refusal.Code.Fix()})
}
