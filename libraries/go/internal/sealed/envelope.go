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
	// What stands before the ciphertext: the expiry, and two lengths around the IV.
	cbcHeader = 8 + 2 + blockSize + 2
	gcmHeader = 8 + 2 + nonceSize + 2
)

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
	envelope := Envelope{Expire: int64(binary.BigEndian.Uint64(raw))}
	// Exactly two shapes: there is no "else CBC", and bytes left over are no matter of taste.
	switch binary.BigEndian.Uint16(raw[8:]) {
	case blockSize:
		length := int(binary.BigEndian.Uint16(raw[cbcHeader-2:]))
		envelope.Format, envelope.IV, envelope.Ciphertext = CBC, raw[10:10+blockSize], raw[cbcHeader:]
		return envelope, reading.CBC.Holds(length) && length%blockSize == 0 && len(raw) == cbcHeader+length
	case nonceSize:
		length := int(binary.BigEndian.Uint16(raw[gcmHeader-2:]))
		envelope.Format, envelope.IV, envelope.Ciphertext = GCM, raw[10:10+nonceSize], raw[gcmHeader:len(raw)-1]
		fits := reading.GCM.Holds(length) && len(raw) == gcmHeader+length+1
		return envelope, fits && raw[len(raw)-1] == gcmMode
	}
	return Envelope{}, false
}

// newEnvelope gives the bytes before the ciphertext, with room for all of it.
func newEnvelope(expire int64, iv []byte, length, rest int) []byte {
	header := 8 + 2 + len(iv) + 2
	raw := make([]byte, header, header+length+rest)
	binary.BigEndian.PutUint64(raw, uint64(expire))
	binary.BigEndian.PutUint16(raw[8:], uint16(len(iv)))
	copy(raw[10:], iv)
	binary.BigEndian.PutUint16(raw[header-2:], uint16(length))
	return raw
}
