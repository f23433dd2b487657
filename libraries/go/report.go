package roompass

import "time"

// Kind is what a text is by its looks.
type Kind string

// The kinds of texts that people take for tokens.
const (
	KindKitToken         Kind = "kit-token"
	KindToken04          Kind = "token04"
	KindToken03          Kind = "token03"
	KindJWT              Kind = "jwt"
	KindAppSign          Kind = "app-sign"
	KindServerSecretLike Kind = "server-secret-like"
	KindEmpty            Kind = "empty"
	KindUnknown          Kind = "unknown"
)

// Report is what Inspect tells.
type Report struct {
	Kind Kind
	// OK is true when there is no problem. With keys that is exactly when Verify takes it; without keys nothing is proved.
	OK bool
	// Primary is the code that explains most; "" when there is no problem.
	Primary Code
	// Problems are everything that is wrong, the most telling first.
	Problems []Problem
	// Warnings are what does not make the token bad, and should be known.
	Warnings []Problem
	Layers   Layers
}

// Problem is a code, what it means, and what mends it.
type Problem struct {
	Code Code
	// Message may end with what is particular to this token.
	Message   string
	Fix       string
	Zegocloud ZegocloudCodes
}

// Layers are what was found, from the outside in. What is nil was not reached: a layer around it is broken, or no key
// was given.
type Layers struct {
	Frame    *FrameLayer
	Envelope *EnvelopeLayer
	Suffix   *SuffixLayer
	// Key is the one that opened it.
	Key    *KeyInfo
	Claims *ClaimsLayer
	// Trust is "" where it was not reached.
	Trust Trust
	// Generators are who most likely made it, by its spelling and its IV: several where they cannot be told apart.
	Generators []Generator
}

// FrameLayer is the text, after its damage was mended.
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
	// IVLooks is what the IV or nonce is made of.
	IVLooks IVLooks
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
