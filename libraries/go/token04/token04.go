// Package token04 has ZEGOCLOUD's generator under its own name, with the same arguments, results and error texts: a
// program changes the path of its import and nothing else. What it makes is sealed, so that roompass.VerifyToken04 can
// tell it from what others made.
package token04

import (
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/roompass/roompass/libraries/go/errors"
	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// The keys of privileges in a payload.
const (
	PrivilegeKeyLogin   = 1 // to log in to the room
	PrivilegeKeyPublish = 2 // to publish streams
)

// The values of privileges in a payload.
const (
	PrivilegeEnable  = 1
	PrivilegeDisable = 0
)

// TokenInfo04 is what is encrypted in a token.
type TokenInfo04 struct {
	AppId   uint32 `json:"app_id"`
	UserId  string `json:"user_id"`
	CTime   int64  `json:"ctime"`
	Expire  int64  `json:"expire"`
	Nonce   int32  `json:"nonce"`
	PayLoad string `json:"payload"`
}

// GenerateToken04 makes a Token04 for a user of an app.
//
// The secret is 32 printable ASCII characters, as they are. The payload is "" or JSON of room_id, privilege and
// stream_id_list; its form is not looked at, which official generators do not do either.
//
// An error is a *errors.ZegoSDKError. What is refused here and not by the official generator would have made a token
// that nobody can use: a user ID outside the documented set, a secret of other bytes, a lifetime beyond the year 9999,
// and a payload that is no UTF-8 or longer than the format holds.
func GenerateToken04(appId uint32, userId string, secret string, effectiveTimeInSeconds int64, payload string) (token string, err error) {
	now := time.Now().Unix()
	switch {
	case appId == 0:
		return "", invalid("appId")
	case !names.IsUserID(userId):
		return "", invalid("userId")
	case !names.IsServerSecret(secret):
		return "", invalid("secret")
	case effectiveTimeInSeconds <= 0 || effectiveTimeInSeconds > sealed.LastSecond-now:
		return "", invalid("effectiveTimeInSeconds")
	case !utf8.ValidString(payload):
		return "", invalid("payload")
	}
	nonce, err := sealed.Nonce(nil)
	if err != nil {
		return "", errors.NewZegoSDKError(errors.EncryptErrorCode, "no random bytes")
	}
	expires := now + effectiveTimeInSeconds
	claims := &sealed.Claims{UserID: userId, Nonce: nonce, Issued: now, Expires: expires, Payload: payload}
	raw, ok := keyOf(appId, secret).Mint(claims, sealed.CBC, sealed.MaxOfficialPlaintext)
	if !ok {
		return "", invalid("payload")
	}
	return sealed.EncodeText(raw), nil
}

func invalid(argument string) error {
	return errors.NewZegoSDKError(errors.InvalidParamErrorCode, argument+" Invalid")
}

type remembered struct {
	secret string
	key    *sealed.Key
}

// last holds the key of the last call: the secret comes anew each time, and deriving costs more than minting.
var last atomic.Value

func keyOf(appID uint32, secret string) *sealed.Key {
	if r, ok := last.Load().(*remembered); ok && r.key.AppID == appID && r.secret == secret {
		return r.key
	}
	key := sealed.NewKey(appID, secret)
	last.Store(&remembered{secret, key})
	return key
}
