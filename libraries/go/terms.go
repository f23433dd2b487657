package roompass

import (
	"math"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// defaultMaxLifetime is what minting and verifying agree on by default.
const defaultMaxLifetime = 24 * time.Hour

// AnyLifetime is a MaxLifetime without a limit.
const AnyLifetime = time.Duration(math.MaxInt64)

// maxTolerance is for machines whose clock nobody can set.
const maxTolerance = 300 * time.Second

// VerifyOptions says what a token must prove.
type VerifyOptions struct {
	// Accept is the least trust that is taken. Default Sealed. With Bare, longer tokens and stranger suffixes of others
	// are read as well.
	Accept Trust
	// RoomID is the room that the token must prove; nil for any. "" is no room, and no token proves it. A Bare token
	// proves none: there its words are compared.
	RoomID *string
	// UserID is the user that the token must name; nil for any.
	UserID *string
	// AppID is the app that the token must belong to; 0 for any of the keyring.
	AppID uint32
	// Now is the clock. Default time.Now.
	Now func() time.Time
	// ClockTolerance is how long an expired token is still taken, up to 300 seconds. Default 0.
	ClockTolerance time.Duration
	// MaxLifetime is the longest lifetime that is taken. Default 24 hours; AnyLifetime for no limit.
	MaxLifetime time.Duration
}

// String gives a pointer to a text, for the fields that tell "" from nothing.
func String(text string) *string { return &text }

// terms are options with their defaults.
type terms struct {
	accept      Trust
	roomID      *string
	userID      *string
	appID       uint32
	now         time.Time
	tolerance   time.Duration
	maxLifetime time.Duration
	// reading is the official one for those who take bare tokens.
	reading *sealed.Reading
}

func readTerms(options *VerifyOptions) (t terms, err error) {
	if options == nil {
		options = &VerifyOptions{}
	}
	t = terms{
		accept: options.Accept, roomID: options.RoomID, userID: options.UserID, appID: options.AppID,
		tolerance: options.ClockTolerance, maxLifetime: options.MaxLifetime, reading: sealed.Own,
	}
	if t.accept == "" {
		t.accept = Sealed
	}
	if t.accept.rank() == 0 {
		return terms{}, wrong("VerifyOptions.Accept", "must be Signed, Sealed or Bare")
	}
	if t.accept == Bare {
		t.reading = sealed.Official
	}
	if t.tolerance < 0 || t.tolerance > maxTolerance {
		return terms{}, wrong("VerifyOptions.ClockTolerance", "must be 0 to 300 seconds")
	}
	if t.maxLifetime < 0 {
		return terms{}, wrong("VerifyOptions.MaxLifetime", "must not be negative")
	}
	if t.maxLifetime == 0 {
		t.maxLifetime = defaultMaxLifetime
	}
	t.now = clock(options.Now)
	return t, nil
}

func clock(now func() time.Time) time.Time {
	if now == nil {
		return time.Now()
	}
	return now()
}

// timeOf gives the time of a Unix second, in UTC.
func timeOf(second int64) time.Time { return time.Unix(second, 0).UTC() }

// expired is R7 and R28: the last second of a token is the one before its expiry.
func (t *terms) expired(expire int64) bool {
	return !t.now.Before(time.Unix(expire, 0).Add(t.tolerance))
}

// livesTooLong is R26.
func (t *terms) livesTooLong(seconds int64) bool {
	return t.maxLifetime != AnyLifetime && seconds > int64(t.maxLifetime/time.Second)
}
