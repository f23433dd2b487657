// Package names knows what user IDs, room IDs, user names and secrets may be (spec/kit-token.md R11, spec/token04.md
// 1.4): one home for minting and verifying.
package names

import (
	"unicode/utf8"
)

// The rules in words, for messages.
const (
	UserIDRule   = "1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\"
	RoomIDRule   = "1 to 128 printable ASCII characters without space, \", \\ and #"
	UserNameRule = "text of at most 256 bytes of UTF-8 without control characters"
	SecretRule   = "32 printable ASCII characters"
)

const (
	maxUserID   = 64
	maxRoomID   = 128
	maxUserName = 256
	secretSize  = 32
)

// set holds the ASCII characters that are allowed.
type set [utf8.RuneSelf]bool

func setOf(characters string) *set {
	s := new(set)
	for _, c := range []byte(characters) {
		s[c] = true
	}
	return s
}

func (s *set) holds(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf || !s[text[i]] {
			return false
		}
	}
	return true
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

var userIDs = setOf(alphanumeric + "~!@#$%^&*()_+=-`;',.<>/\\")

// IsUserID tells whether a text can be a user ID.
func IsUserID(text string) bool {
	return text != "" && len(text) <= maxUserID && userIDs.holds(text)
}

// IsRoomID tells whether a text can be a room ID. The empty one, which is no room, is none.
func IsRoomID(text string) bool {
	if text == "" || len(text) > maxRoomID {
		return false
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c <= ' ' || c > '~' || c == '"' || c == '#' || c == '\\' {
			return false
		}
	}
	return true
}

// IsServerSecret tells whether a text can be a ServerSecret.
func IsServerSecret(text string) bool {
	return len(text) == secretSize && IsPrintable(text)
}

// IsPrintable tells whether a text has no characters but those from 0x20 to 0x7E.
func IsPrintable(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// IsUserName tells whether a text can be a user name. The empty one is.
func IsUserName(text string) bool {
	if len(text) > maxUserName || !utf8.ValidString(text) {
		return false
	}
	for _, r := range text {
		if isHidden(r) {
			return false
		}
	}
	return true
}

// isHidden is true of C0, DEL and C1, and of what Unicode calls Bidi_Control, which makes a name read as another.
func isHidden(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r <= 0x9f:
		return true
	case r == 0x61c, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
