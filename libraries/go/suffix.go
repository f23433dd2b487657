package roompass

// The readable part of a Kit Token (R8 to R12): base64 of one line of JSON. It proves nothing unless it is signed.

import (
	"strconv"
	"unicode/utf8"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// suffixFields are what a signature covers.
type suffixFields struct {
	userID string
	// roomID is "" where there is none.
	roomID string
	// encodedName stands as it does in the JSON.
	encodedName string
	appID       uint32
	ext         *string
}

type suffix struct {
	suffixFields
	userName string
	// signature is nil where there is none.
	signature *signature
}

const (
	maxExt         = 512
	maxUnknownKeys = 8
	maxAppIDDigits = 10
)

// writeSuffix gives the JSON of a suffix (spec/kit-token.md 2.1).
func writeSuffix(fields *suffixFields, sig *signature) []byte {
	json := make([]byte, 0, 192+len(fields.userID)+len(fields.roomID)+len(fields.encodedName))
	json = append(json, `{"userID":`...)
	json = jsontext.AppendString(json, fields.userID)
	json = append(json, `,"roomID":`...)
	json = jsontext.AppendString(json, fields.roomID)
	json = append(json, `,"userName":`...)
	json = jsontext.AppendString(json, fields.encodedName)
	json = append(json, `,"appID":`...)
	json = strconv.AppendUint(json, uint64(fields.appID), 10)
	if fields.ext != nil {
		json = append(json, `,"ext":`...)
		json = jsontext.AppendString(json, *fields.ext)
	}
	json = append(json, `,"sig":`...)
	json = jsontext.AppendString(json, sig.String())
	return append(json, '}')
}

// readSuffix is R8 to R12.
func readSuffix(text string, reading *sealed.Reading) (*suffix, error) {
	bytes, ok := sealed.DecodeBase64(text)
	if !ok || len(bytes) > reading.Suffix {
		return nil, refuse(CodeSuffixMalformed, "")
	}
	json := string(bytes)
	ordinary := names.IsPrintable(json) && len(json) <= sealed.Own.Suffix
	if ordinary {
		if s, ok := readOwnSuffix(json); ok {
			return s, nil
		}
	} else if json, ok = fromLatin1(bytes); !ok || !reading.Official {
		return nil, refuse(CodeSuffixMalformed, "")
	}
	return readAnySuffix(json, ordinary, reading)
}

// readOwnSuffix is false for all but a signed suffix that writeSuffix spelled, in which every field is as it may be.
func readOwnSuffix(json string) (*suffix, bool) {
	s, own := &suffix{}, jsontext.NewOwn(json)
	own.Take(`{"userID":"`)
	s.userID = own.Text()
	own.Take(`,"roomID":"`)
	s.roomID = own.Text()
	own.Take(`,"userName":"`)
	s.encodedName = own.Text()
	own.Take(`,"appID":`)
	appID := own.Number()
	if own.Takes(`,"ext":"`) {
		s.ext = String(own.Text())
	}
	own.Take(`,"sig":"`)
	sig, signed := signatureOf(own.Text())
	own.Take(`}`)
	if !own.Done() || !signed || !isAppID(appID) || s.ext != nil && (*s.ext == "" || !isExt(*s.ext)) {
		return nil, false
	}
	s.appID, s.signature = uint32(appID), sig
	return s, s.checkNames(false) == nil
}

func readAnySuffix(json string, ordinary bool, reading *sealed.Reading) (*suffix, error) {
	object, err := readSuffixObject(json, ordinary)
	if err != nil {
		return nil, err
	}
	s := &suffix{}
	isSigned := object.Get("sig").Kind != jsontext.Absent
	// What each field is comes before what it says: R9, R10, then R11, R12.
	if err := s.readTexts(object); err != nil {
		return nil, err
	}
	if s.appID, err = readAppID(object.Get("appID"), isSigned); err != nil {
		return nil, err
	}
	// Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words of others may
	// hold them.
	if err := s.checkNames(reading.Official && !isSigned); err != nil {
		return nil, err
	}
	if s.ext != nil && !isExt(*s.ext) {
		return nil, refuse(CodeSignatureMalformed, "ext")
	}
	if isSigned {
		s.signature, err = parseSignature(object.Get("sig"))
	}
	return s, err
}

// readSuffixObject is what R9 says of the whole. Ordinary is what can be signed.
func readSuffixObject(json string, ordinary bool) (jsontext.Value, error) {
	document, ok := jsontext.Scan(json, 1)
	if !ok || document.Duplicate {
		return jsontext.Value{}, refuse(CodeSuffixMalformed, "")
	}
	// Suffixes that people built themselves come with spaces and fields of their own. Under a signature there is one
	// spelling.
	strangers := countStrangers(document.Object)
	loose := document.Spaced || strangers > 0 || !ordinary
	if strangers > maxUnknownKeys || loose && document.Object.Get("sig").Kind != jsontext.Absent {
		return jsontext.Value{}, refuse(CodeSuffixMalformed, "")
	}
	return document.Object, nil
}

// fromLatin1 is false when there is a control character below 0x20. The official client's btoa encodes characters as
// bytes of their numbers.
func fromLatin1(bytes []byte) (string, bool) {
	text := make([]rune, len(bytes))
	for i, b := range bytes {
		if b < ' ' {
			return "", false
		}
		text[i] = rune(b)
	}
	return string(text), true
}

func countStrangers(object jsontext.Value) int {
	strangers := 0
	for _, member := range object.Members {
		switch member.Key {
		case "userID", "roomID", "userName", "appID", "ext", "sig":
		default:
			strangers++
		}
	}
	return strangers
}

// readTexts is R9: an absent room or extension is none, and so is a room that is null; an absent name is empty.
func (s *suffix) readTexts(object jsontext.Value) error {
	userID, roomID := object.Get("userID"), object.Get("roomID")
	userName, ext := object.Get("userName"), object.Get("ext")
	switch {
	case userID.Kind != jsontext.String:
		return refuse(CodeSuffixMalformed, "userID")
	case roomID.Kind != jsontext.String && roomID.Kind != jsontext.Null && roomID.Kind != jsontext.Absent:
		return refuse(CodeSuffixMalformed, "roomID")
	case userName.Kind != jsontext.String && userName.Kind != jsontext.Absent:
		return refuse(CodeSuffixMalformed, "userName")
	case ext.Kind != jsontext.String && ext.Kind != jsontext.Absent:
		return refuse(CodeSuffixMalformed, "ext")
	}
	s.userID, s.roomID, s.encodedName = userID.Text, roomID.Text, userName.Text
	// An empty extension has the signed bytes of none, and is none.
	if ext.Text != "" {
		s.ext = String(ext.Text)
	}
	return nil
}

// readAppID is R10: outside of a signature digits in quotation marks will do.
func readAppID(value jsontext.Value, isSigned bool) (uint32, error) {
	appID := value.Integer
	if value.Kind == jsontext.String && !isSigned && isPlainNatural(value.Text) {
		appID, _ = strconv.ParseInt(value.Text, 10, 64)
	}
	if !isAppID(appID) {
		return 0, refuse(CodeSuffixMalformed, "appID")
	}
	return uint32(appID), nil
}

func isPlainNatural(digits string) bool {
	if digits == "" || digits[0] == '0' || len(digits) > maxAppIDDigits {
		return false
	}
	for i := 0; i < len(digits); i++ {
		if digits[i] < '0' || digits[i] > '9' {
			return false
		}
	}
	return true
}

// checkNames is R11. Lenient, a room is any text, and a name that is not allowed counts as none.
func (s *suffix) checkNames(lenient bool) error {
	if !names.IsUserID(s.userID) {
		return refuse(CodeUserIDInvalid, "userID")
	}
	if s.roomID != "" && !names.IsRoomID(s.roomID) && !(lenient && utf8.ValidString(s.roomID)) {
		return refuse(CodeRoomIDInvalid, "roomID")
	}
	name, ok := names.DecodePercent(s.encodedName)
	if ok && names.IsUserName(name) {
		s.userName = name
	} else if !ok || !lenient {
		return refuse(CodeUserNameInvalid, "userName")
	}
	return nil
}

func isExt(text string) bool { return len(text) <= maxExt && names.IsPrintable(text) }
