package roompass

import (
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// maxClockDrift is how far the clock that minted may be ahead of this one.
const maxClockDrift = 60 * time.Second

// conflicts lists where the parts of an opened token do not agree with each other, with the clock and with what is
// expected (R23 to R28), in the order of the codes that a caller sees. It is empty when all is well.
func conflicts(claims *sealed.Claims, envelope sealed.Envelope, key *appKey, s *suffix, t *terms) []*KitTokenError {
	var found []*KitTokenError
	check := func(holds bool, code Code, claim string) {
		if !holds {
			found = append(found, refuse(code, claim))
		}
	}
	check(claims.AppID == key.AppID && (t.appID == 0 || t.appID == claims.AppID), CodeAppMismatch, "app_id") // R23
	check(s == nil || s.userID == claims.UserID, CodeUserMismatch, "userID")                                 // R24
	check(t.userID == nil || *t.userID == claims.UserID, CodeUserMismatch, "user_id")                        // R24
	check(claims.Expires == envelope.Expire && claims.Expires > claims.Issued, CodeExpiryMismatch, "expire") // R25
	check(!t.livesTooLong(claims.Expires-claims.Issued), CodeLifetimeTooLong, "expire")                      // R26
	check(!time.Unix(claims.Issued, 0).After(t.now.Add(maxClockDrift)), CodeNotYetValid, "ctime")            // R27
	check(!t.expired(claims.Expires), CodeTokenExpired, "expire")                                            // R28
	return found
}

// checkRoom is R30, and the room that the caller asks for.
func checkRoom(payload payloadFacts, trust Trust, s *suffix, t *terms) error {
	shown := ""
	if s != nil {
		shown = s.roomID
	}
	if payload.roomID != "" && shown != "" && payload.roomID != shown {
		return refuse(CodeRoomMismatch, "roomID")
	}
	if t.roomID == nil {
		return nil
	}
	room := provenRoom(payload, trust, s)
	if trust == Bare {
		// It proves no room. Whoever takes it all the same is at least told when it speaks of another one.
		if room = payload.roomID; room == "" {
			room = shown
		}
	}
	if room == "" || room != *t.roomID {
		return refuse(CodeRoomMismatch, "roomID")
	}
	return nil
}

// provenRoom is R31: the signature, or else the sealed payload. The suffix of an unsigned token is what its holder
// wrote there.
func provenRoom(payload payloadFacts, trust Trust, s *suffix) string {
	switch {
	case trust == Bare:
		return ""
	case trust == Signed && s.roomID != "":
		return s.roomID
	}
	return payload.roomID
}
