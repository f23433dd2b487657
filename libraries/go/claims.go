package roompass

import (
	"math"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

func isAppID(number int64) bool { return number >= 1 && number <= math.MaxUint32 }

// readClaims looks at the keys and values of claims that anybody may have spelled: R19, R21, R22. How they are minted is
// in internal/sealed.
func readClaims(object jsontext.Value) (*sealed.Claims, error) {
	payload := object.Get("payload")
	wanted := 5
	if payload.Kind != jsontext.Absent {
		wanted++
	}
	// The order of the keys is free, the set is exact: as many members as keys that are looked for below, so that none
	// stands twice and none beside them.
	if len(object.Members) != wanted {
		return nil, refuse(CodeClaimsInvalid, "")
	}
	seconds := [2]int64{1, sealed.LastSecond}
	appID, ok := integerOf(object, "app_id", [2]int64{1, math.MaxUint32})
	if !ok {
		return nil, refuse(CodeClaimsInvalid, "app_id")
	}
	nonce, ok := integerOf(object, "nonce", [2]int64{math.MinInt32, math.MaxInt32})
	if !ok {
		return nil, refuse(CodeClaimsInvalid, "nonce")
	}
	issued, ok := integerOf(object, "ctime", seconds)
	if !ok {
		return nil, refuse(CodeClaimsInvalid, "ctime")
	}
	expires, ok := integerOf(object, "expire", seconds)
	if !ok {
		return nil, refuse(CodeClaimsInvalid, "expire")
	}
	userID := object.Get("user_id")
	if userID.Kind != jsontext.String {
		return nil, refuse(CodeClaimsInvalid, "user_id")
	}
	if payload.Kind != jsontext.String && payload.Kind != jsontext.Null && payload.Kind != jsontext.Absent {
		return nil, refuse(CodeClaimsInvalid, "payload")
	}
	if !names.IsUserID(userID.Text) {
		return nil, refuse(CodeUserIDInvalid, "user_id")
	}
	return &sealed.Claims{
		AppID: uint32(appID), UserID: userID.Text, Nonce: int32(nonce), Issued: issued, Expires: expires, Payload: payload.Text,
	}, nil
}

func integerOf(object jsontext.Value, key string, bounds [2]int64) (int64, bool) {
	value := object.Get(key)
	return value.Integer, value.Kind == jsontext.Integer && value.Integer >= bounds[0] && value.Integer <= bounds[1]
}
