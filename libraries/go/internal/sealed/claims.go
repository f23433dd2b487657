package sealed

import (
	"crypto/rand"
	"encoding/binary"
	"io"
	"math"
	"strconv"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/names"
)

// Claims are what is encrypted in a Token04. Times are Unix seconds.
type Claims struct {
	AppID           uint32
	UserID          string
	Nonce           int32
	Issued, Expires int64
	// Payload is "" also where the key is absent or null.
	Payload string
}

// AppendJSON spells the claims as they are minted (spec/token04.md 3.1): the order of the keys is part of it.
func (c *Claims) AppendJSON(dst []byte) []byte {
	dst = append(dst, `{"app_id":`...)
	dst = strconv.AppendUint(dst, uint64(c.AppID), 10)
	dst = append(dst, `,"user_id":`...)
	dst = jsontext.AppendString(dst, c.UserID)
	dst = append(dst, `,"nonce":`...)
	dst = strconv.AppendInt(dst, int64(c.Nonce), 10)
	dst = append(dst, `,"ctime":`...)
	dst = strconv.AppendInt(dst, c.Issued, 10)
	dst = append(dst, `,"expire":`...)
	dst = strconv.AppendInt(dst, c.Expires, 10)
	dst = append(dst, `,"payload":`...)
	dst = jsontext.AppendString(dst, c.Payload)
	return append(dst, '}')
}

// Mint spells and seals claims of the key's app. It is false when they are longer than max bytes.
func (k *Key) Mint(claims *Claims, format Format, max int) ([]byte, bool) {
	claims.AppID = k.AppID
	plaintext := claims.AppendJSON(make([]byte, 0, 128+len(claims.UserID)+len(claims.Payload)*9/8))
	if len(plaintext) > max {
		return nil, false
	}
	return k.Seal(format, claims.Expires, plaintext), true
}

// unreadable is read in place of a plaintext that cannot be read, so that the failure costs what a success costs.
const unreadable = `{"app_id":1,"user_id":"nobody","nonce":1,"ctime":1,"expire":2,"payload":""}`

// ScanClaims is false when a text is not the compact JSON of one flat object (R18, R19), which nobody may tell apart
// from one that was never decrypted.
func ScanClaims(text string) (Scanned, bool) {
	if own, ok := readOwn(text); ok {
		return Scanned{Own: own}, true
	}
	document, ok := jsontext.Scan(text, 1)
	return Scanned{Object: document.Object}, ok && !document.Spaced
}

// readOwn is false for all but claims that AppendJSON spelled, with values that may be.
func readOwn(text string) (*Claims, bool) {
	c, own := &Claims{}, jsontext.NewOwn(text)
	own.Take(`{"app_id":`)
	appID := own.Number()
	own.Take(`,"user_id":"`)
	c.UserID = own.Text()
	own.Take(`,"nonce":`)
	nonce := own.Number()
	own.Take(`,"ctime":`)
	c.Issued = own.Number()
	own.Take(`,"expire":`)
	c.Expires = own.Number()
	own.Take(`,"payload":"`)
	c.Payload = own.Text()
	own.Take(`}`)
	c.AppID, c.Nonce = uint32(appID), int32(nonce)
	good := appID >= 1 && appID <= math.MaxUint32 && nonce <= math.MaxInt32 && isTime(c.Issued) && isTime(c.Expires)
	return c, own.Done() && good && names.IsUserID(c.UserID)
}

func isTime(seconds int64) bool { return seconds >= 1 && seconds <= LastSecond }

// Scanned may be claims.
type Scanned struct {
	// Own is nil unless they are spelled as ours. Then they are good already.
	Own *Claims
	// Object holds, where they are spelled otherwise, what nobody has looked at yet.
	Object jsontext.Value
}

// Nonce draws the nonce of a token, from 0 to 2^31-1. Two tokens with equal claims differ by it, and through the seal
// in all their bytes. Without a reader it comes from the machine's generator.
func Nonce(random io.Reader) (int32, error) {
	if random == nil {
		random = rand.Reader
	}
	var drawn [4]byte
	_, err := io.ReadFull(random, drawn[:])
	return int32(binary.BigEndian.Uint32(drawn[:]) & math.MaxInt32), err
}
