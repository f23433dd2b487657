package roompass

import (
	"time"

	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// Pass is a verified token: only what was checked. What it proves depends on Trust; a Bare one proves nothing at all.
type Pass struct {
	Trust  Trust
	AppID  uint32
	UserID string
	// RoomID is the room that the signature or the sealed payload proves; "" when none is.
	RoomID string
	// UserName is proved by the signature only; "" without one.
	UserName string
	Grant    Grant
	IssuedAt time.Time
	// ExpiresAt is the first second of no use.
	ExpiresAt time.Time
	// TID is the identity of the Token04, in 64 hex digits.
	TID string
	// KID names the key that opened it, in 8 hex digits.
	KID    string
	Format Format
	// Payload is as it was sealed, "" for none.
	Payload string
	// Ext is the signed extension; nil without one or without a signature.
	Ext *string
	// Claimed is what the suffix says, which nothing proves unless Trust is Signed; nil for a Token04 alone.
	Claimed *Claimed
}

// Claimed is what a suffix says.
type Claimed struct {
	// RoomID is "" where there is none that could be entered.
	RoomID string
	// UserName is "" where there is none that could be shown.
	UserName string
}

func newPass(e *evidence, key *appKey, trust Trust, claims *sealed.Claims, payload payloadFacts) *Pass {
	pass := &Pass{
		Trust: trust, AppID: claims.AppID, UserID: claims.UserID, RoomID: provenRoom(payload, trust, e.suffix),
		Grant: payload.grant, IssuedAt: timeOf(claims.Issued), ExpiresAt: timeOf(claims.Expires),
		TID: sealed.TokenID(e.raw), KID: key.ID, Format: Format(e.envelope.Format), Payload: claims.Payload,
	}
	if trust == Signed {
		pass.UserName, pass.Ext = e.suffix.userName, e.suffix.ext
	}
	if e.suffix != nil {
		pass.Claimed = &Claimed{UserName: e.suffix.userName}
		if names.IsRoomID(e.suffix.roomID) {
			pass.Claimed.RoomID = e.suffix.roomID
		}
	}
	return pass
}
