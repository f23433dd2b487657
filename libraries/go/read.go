package roompass

import (
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// Shown is what a Kit Token shows to anyone. Nothing proves it.
type Shown struct {
	AppID  uint32
	UserID string
	// RoomID is "" where the token names no room.
	RoomID    string
	UserName  string
	ExpiresAt time.Time
}

// Read gives what is readable without a key, of an expired token as well. Never decide anything by it: whoever holds a
// token can write what they like here. What is no Kit Token is a *KitTokenError.
func Read(kitToken string) (*Shown, error) {
	token04, suffixText, err := splitKitToken(kitToken, sealed.Own)
	if err != nil {
		return nil, err
	}
	raw, err := decodeToken04(token04, sealed.Own)
	if err != nil {
		return nil, err
	}
	envelope, err := readEnvelope(raw, sealed.Own)
	if err != nil {
		return nil, err
	}
	s, err := readSuffix(suffixText, sealed.Own)
	if err != nil {
		return nil, err
	}
	return &Shown{s.appID, s.userID, s.roomID, s.userName, timeOf(envelope.Expire)}, nil
}
