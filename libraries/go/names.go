package roompass

import "github.com/roompass/roompass/libraries/go/internal/names"

// IsUserID tells whether a text can be a user ID: 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\.
func IsUserID(text string) bool { return names.IsUserID(text) }

// IsRoomID tells whether a text can be a room ID: 1 to 128 printable ASCII characters without space, ", \ and #.
func IsRoomID(text string) bool { return names.IsRoomID(text) }

// IsUserName tells whether a text can be a user name: well-formed text of at most 256 bytes of UTF-8, without control
// characters and those that turn the direction of writing. The empty one is.
func IsUserName(text string) bool { return names.IsUserName(text) }
