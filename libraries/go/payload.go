package roompass

// What the payload of a Token04 says (R29): the room and the rights that were encrypted together with the user. How
// payloads are minted is in grant.go.

import (
	"strings"
	"unicode/utf8"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

type payloadFacts struct {
	// roomID is "" where the payload is bound to no room.
	roomID string
	grant  Grant
}

const maxPayloadDepth = 3

// readPayload gives what a payload says. A proven one is as mint and the documents have it, beside keys of an
// application ("x-…"). In official reading, and unproven, it may be whatever an application gave to a generator: what
// is not understood there grants nothing.
func readPayload(payload string, proven bool, reading *sealed.Reading) (facts payloadFacts, err error) {
	if payload == "" {
		return payloadFacts{grant: Grant{Join: true, Publish: true}}, nil
	}
	if facts, ok := readUsualPayload(payload); ok {
		return facts, nil
	}
	if !utf8.ValidString(payload) {
		return payloadFacts{}, refuse(CodePayloadInvalid, "")
	}
	if !proven || reading.Official {
		facts = readOfficialPayload(payload)
	} else if facts, err = readOwnPayload(payload); err != nil {
		return payloadFacts{}, err
	}
	// Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
	if proven && facts.roomID != "" && !names.IsRoomID(facts.roomID) {
		return payloadFacts{}, refuse(CodeRoomIDInvalid, "room_id")
	}
	return facts, nil
}

// readUsualPayload is false for all but a payload that writePayload spelled, without streams and for a room that may be.
func readUsualPayload(payload string) (facts payloadFacts, ok bool) {
	own := jsontext.NewOwn(payload)
	own.Take(`{"room_id":"`)
	facts.roomID = own.Text()
	own.Take(`,"privilege":{"1":`)
	facts.grant.Join = own.Bit()
	own.Take(`,"2":`)
	facts.grant.Publish = own.Bit()
	own.Take(`},"stream_id_list":null}`)
	return facts, own.Done() && (facts.roomID == "" || names.IsRoomID(facts.roomID))
}

func readOwnPayload(payload string) (payloadFacts, error) {
	object, ok := payloadObject(payload)
	if !ok || len(payload) > maxPayload || hasStrangers(object) {
		return payloadFacts{}, refuse(CodePayloadInvalid, "")
	}
	facts, odd := understand(object)
	if odd == "" {
		odd = oddField(object)
	}
	if odd != "" {
		return payloadFacts{}, refuse(CodePayloadInvalid, odd)
	}
	return facts, nil
}

func readOfficialPayload(payload string) payloadFacts {
	object, ok := payloadObject(payload)
	facts, odd := understand(object)
	if !ok || odd != "" {
		return payloadFacts{}
	}
	return facts
}

// payloadObject is false for what is no object, has a key twice, or a string that is no text.
func payloadObject(payload string) (jsontext.Value, bool) {
	document, ok := jsontext.Scan(payload, maxPayloadDepth)
	return document.Object, ok && !document.Duplicate && isText(document.Object)
}

func isText(value jsontext.Value) bool {
	for _, member := range value.Members {
		if !utf8.ValidString(member.Key) || !isText(member.Value) {
			return false
		}
	}
	return utf8.ValidString(value.Text)
}

func hasStrangers(object jsontext.Value) bool {
	for _, member := range object.Members {
		switch member.Key {
		case "room_id", "privilege", "stream_id_list":
		default:
			if !strings.HasPrefix(member.Key, "x-") {
				return true
			}
		}
	}
	return false
}

// oddField names the first field with a value that the documents do not know, though its meaning can be guessed.
func oddField(object jsontext.Value) string {
	if object.Get("room_id").Kind == jsontext.Null {
		return "room_id"
	}
	privilege := object.Get("privilege")
	if privilege.Kind == jsontext.Null {
		return "privilege"
	}
	for _, right := range privilege.Members {
		isBit := right.Value.Kind == jsontext.Integer && right.Value.Integer|1 == 1
		if right.Key != "1" && right.Key != "2" || !isBit {
			return "privilege"
		}
	}
	return ""
}

// understand gives the facts, or the name of the field that is not of its kind. Null is as good as absent, and
// restricts nothing.
func understand(object jsontext.Value) (facts payloadFacts, odd string) {
	room, privilege, streams := object.Get("room_id"), object.Get("privilege"), object.Get("stream_id_list")
	if !isOrNothing(room, jsontext.String) {
		return payloadFacts{}, "room_id"
	}
	if !isOrNothing(privilege, jsontext.Object) {
		return payloadFacts{}, "privilege"
	}
	if !isOrNothing(streams, jsontext.Array) {
		return payloadFacts{}, "stream_id_list"
	}
	ids, ok := streamIDs(streams)
	if !ok {
		return payloadFacts{}, "stream_id_list"
	}
	grant := Grant{Join: gives(privilege, "1"), Publish: gives(privilege, "2"), StreamIDs: ids}
	return payloadFacts{room.Text, grant}, ""
}

func isOrNothing(value jsontext.Value, kind jsontext.Kind) bool {
	return value.Kind == kind || value.Kind == jsontext.Null || value.Kind == jsontext.Absent
}

func streamIDs(list jsontext.Value) ([]string, bool) {
	var ids []string
	for _, item := range list.Members {
		if item.Value.Kind != jsontext.String || len(item.Value.Text) > maxStreamID {
			return nil, false
		}
		ids = append(ids, item.Value.Text)
	}
	return ids, len(ids) <= maxStreams
}

// gives is false for a right that is not named, and for one with any value but 1; without any privileges nothing is
// restricted.
func gives(privilege jsontext.Value, right string) bool {
	return privilege.Kind != jsontext.Object || privilege.Get(right).Integer == 1
}
