package roompass

import (
	"fmt"
	"unicode/utf8"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
)

// Grant is what the holder may do in the room. Minting needs both rights said: what is false is denied.
type Grant struct {
	Join    bool
	Publish bool
	// StreamIDs are the streams that may be published; none for any. At most 100 of at most 256 bytes.
	StreamIDs []string
}

const (
	maxPayload  = 1024
	maxStreams  = 100
	maxStreamID = 256
)

// writePayload is what a grant is in a Token04 (spec/token04.md 3.3.2). A list of streams that is nil is null there,
// and an empty one is empty; they mean the same.
func writePayload(roomID string, grant *Grant, argument string) (string, error) {
	for _, id := range grant.StreamIDs {
		if len(id) > maxStreamID || !utf8.ValidString(id) {
			return "", wrong(argument+".StreamIDs", fmt.Sprintf("must be well-formed texts of at most %d bytes", maxStreamID))
		}
	}
	if len(grant.StreamIDs) > maxStreams {
		return "", wrong(argument+".StreamIDs", fmt.Sprintf("must be at most %d", maxStreams))
	}
	payload := append(make([]byte, 0, 96+len(roomID)), `{"room_id":`...)
	payload = jsontext.AppendString(payload, roomID)
	payload = append(payload, `,"privilege":{"1":`+bit(grant.Join)+`,"2":`+bit(grant.Publish)+`},"stream_id_list":`...)
	payload = appendStreams(payload, grant.StreamIDs)
	payload = append(payload, '}')
	if len(payload) > maxPayload {
		return "", wrong(argument+".StreamIDs", fmt.Sprintf("make the payload longer than %d bytes", maxPayload))
	}
	return string(payload), nil
}

func appendStreams(dst []byte, ids []string) []byte {
	if ids == nil {
		return append(dst, "null"...)
	}
	dst = append(dst, '[')
	for i, id := range ids {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = jsontext.AppendString(dst, id)
	}
	return append(dst, ']')
}

func bit(given bool) string {
	if given {
		return "1"
	}
	return "0"
}
