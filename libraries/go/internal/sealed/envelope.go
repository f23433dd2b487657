package sealed

import "encoding/binary"

// Format is a form of the bytes around the ciphertext.
type Format string

// The two forms there are.
const (
	CBC Format = "cbc"
	GCM Format = "gcm"
)

// LastSecond is 9999-12-31T23:59:59Z, the last that common date types can hold.
const LastSecond = 253402300799

const (
	blockSize = 16
	nonceSize = 12
	tagSize   = 16
	gcmMode   = 1
	// Where the length of the IV stands, after the expiry.
	ivLengthAt = 8
	ivAt       = ivLengthAt + 2
)

// form is what stands around the ciphertext: a header with an IV of some length, and so many bytes after it.
type form struct {
	format   Format
	iv, rest int
}

var (
	cbcForm = form{CBC, blockSize, 0}
	gcmForm = form{GCM, nonceSize, 1}
)

// header is how many bytes stand before the ciphertext, the last two of which say its length.
func (f form) header() int { return ivAt + f.iv + 2 }

// formOf is false for an IV of another length: there is no "else CBC".
func formOf(raw []byte) (form, bool) {
	switch binary.BigEndian.Uint16(raw[ivLengthAt:]) {
	case blockSize:
		return cbcForm, true
	case nonceSize:
		return gcmForm, true
	}
	return form{}, false
}

// Envelope is what stands in the bytes of a Token04 (spec/token04.md section 2).
type Envelope struct {
	Format Format
	// Expire is in Unix seconds, in the clear, and proved by nothing.
	Expire int64
	// IV is that of CBC or the nonce of GCM.
	IV []byte
	// Ciphertext has the tag of GCM at its end.
	Ciphertext []byte
}

// ParseEnvelope is false when the bytes have neither form, to the last byte (R5, R6). It does not look at the expiry.
func ParseEnvelope(raw []byte, reading *Reading) (Envelope, bool) {
	if !reading.Raw.Holds(len(raw)) {
		return Envelope{}, false
	}
	f, known := formOf(raw)
	if !known {
		return Envelope{}, false
	}
	envelope := Envelope{
		f.format, int64(binary.BigEndian.Uint64(raw)), raw[ivAt : ivAt+f.iv], raw[f.header() : len(raw)-f.rest],
	}
	length := len(envelope.Ciphertext)
	// Bytes left over are no matter of taste.
	if int(binary.BigEndian.Uint16(raw[f.header()-2:])) != length {
		return Envelope{}, false
	}
	if f == gcmForm {
		return envelope, reading.GCM.Holds(length) && raw[len(raw)-1] == gcmMode
	}
	return envelope, reading.CBC.Holds(length) && length%blockSize == 0
}

// Measures are what bytes that should be a Token04 say of themselves, and what they are.
type Measures struct {
	// Format is "" for neither form; then there are no lengths either.
	Format Format
	Expire int64
	// Said and Found are lengths of the ciphertext.
	Said, Found int
}

// Measure is false where there is no room for a header.
func Measure(raw []byte) (Measures, bool) {
	if len(raw) < cbcForm.header() {
		return Measures{}, false
	}
	m := Measures{Expire: int64(binary.BigEndian.Uint64(raw))}
	if f, known := formOf(raw); known {
		m.Format, m.Found = f.format, len(raw)-f.header()-f.rest
		m.Said = int(binary.BigEndian.Uint16(raw[f.header()-2:]))
	}
	return m, true
}

// newEnvelope gives the bytes before a ciphertext of some length, with room for all of it.
func newEnvelope(f form, expire int64, iv []byte, length int) []byte {
	raw := make([]byte, f.header(), f.header()+length+f.rest)
	binary.BigEndian.PutUint64(raw, uint64(expire))
	binary.BigEndian.PutUint16(raw[ivLengthAt:], uint16(f.iv))
	copy(raw[ivAt:], iv)
	binary.BigEndian.PutUint16(raw[f.header()-2:], uint16(length))
	return raw
}
