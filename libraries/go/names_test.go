package roompass

import (
	"strings"
	"testing"
)

// What exactly they may be is tested in internal/names.
func TestTellsWhatCanBeAnIDOrAName(t *testing.T) {
	for _, test := range []struct {
		name      string
		is        func(string) bool
		good, bad string
	}{
		{"IsUserID", IsUserID, `ada@example.org\1`, "Ada L."},
		{"IsUserID", IsUserID, strings.Repeat("a", 64), strings.Repeat("a", 65)},
		{"IsRoomID", IsRoomID, "lobby", "my room"},
		{"IsRoomID", IsRoomID, strings.Repeat("r", 128), ""},
		{"IsUserName", IsUserName, "Zoë 张", "Zoë\n张"},
		{"IsUserName", IsUserName, "", strings.Repeat("张", 86)},
	} {
		if !test.is(test.good) || test.is(test.bad) {
			t.Errorf("%s: %q is %t, %q is %t", test.name, test.good, test.is(test.good), test.bad, test.is(test.bad))
		}
	}
}
