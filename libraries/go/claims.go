package roompass

import (
	"math"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

func isAppID(number int64) bool { return number >= 1 && number <= math.MaxUint32 }

// readClaims looks at the keys and values of claims that anybody may have spelled: R19, R21, R22. How they are minted
// is in internal/sealed.
func readClaims(scanned sealed.Scanned) (*sealed.Claims, error) {
	if scanned.Own != nil {
		return scanned.Own, nil
	}
	object := scanned.Object
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
	var numbers [4]int64
	for i, number := range [...]struct {
		key      string
		min, max int64
	}{
		{"app_id", 1, math.MaxUint32},
		{"nonce", math.MinInt32, math.MaxInt32},
		{"ctime", 1, sealed.LastSecond},
		{"expire", 1, sealed.LastSecond},
	} {
		value := object.Get(number.key)
		if value.Kind != jsontext.Integer || value.Integer < number.min || value.Integer > number.max {
			return nil, refuse(CodeClaimsInvalid, number.key)
		}
		numbers[i] = value.Integer
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
		AppID: uint32(numbers[0]), Nonce: int32(numbers[1]), Issued: numbers[2], Expires: numbers[3],
		UserID: userID.Text, Payload: payload.Text,
	}, nil
}
