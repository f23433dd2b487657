package roompass

import (
	"fmt"

	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// KeyState says what may be done with a key.
type KeyState string

// The states of a key, in the order in which keys are tried. An app has one active key at most.
const (
	// Next verifies, before a rotation.
	Next KeyState = "next"
	// Active mints and verifies. It is the default.
	Active KeyState = "active"
	// Previous verifies, after a rotation.
	Previous KeyState = "previous"
	// Retired does neither: the keyring only knows its name.
	Retired KeyState = "retired"
)

// GCMPolicy says what a Token04 in GCM form is worth when its tag is right.
type GCMPolicy string

const (
	// GCMAccept takes it, and it proves nothing unless its nonce is ours: some generators repeat nonces. The default.
	GCMAccept GCMPolicy = "accept"
	// GCMTrust takes it for sealed: every maker with this secret is known to be good.
	GCMTrust GCMPolicy = "trust"
	// GCMRefuse does not take it.
	GCMRefuse GCMPolicy = "refuse"
)

// Key is one secret of one app. It prints without the secret.
type Key struct {
	// AppID is 1 to 4294967295.
	AppID uint32
	// ServerSecret is 32 characters from 0x20 to 0x7E, as the console shows them; not decoded from hex.
	ServerSecret string
	// State is Active unless it is said otherwise.
	State KeyState
	// GCM is GCMAccept unless it is said otherwise.
	GCM GCMPolicy
}

// Format prints it without the secret, whatever the verb.
func (k Key) Format(state fmt.State, _ rune) { fmt.Fprintf(state, "[Key of app %d]", k.AppID) }

// MarshalText keeps the secret out of JSON that is logged. Reading a Key from JSON needs no help.
func (k Key) MarshalText() ([]byte, error) { return []byte(fmt.Sprint(k)), nil }

// KeyInfo is a key by its name, without the secret.
type KeyInfo struct {
	AppID uint32
	// KID is 8 hex digits that name the key without telling it.
	KID   string
	State KeyState
	// Weak tells that the secret is none: see IsWeakServerSecret.
	Weak bool
}

type appKey struct {
	*sealed.Key
	state KeyState
	gcm   GCMPolicy
	weak  bool
}

func newAppKey(entry Key, others []*appKey, name string) (*appKey, error) {
	if entry.AppID == 0 {
		return nil, wrong(name+".AppID", "must be 1 to 4294967295")
	}
	if !names.IsServerSecret(entry.ServerSecret) {
		return nil, wrong(name+".ServerSecret", "must be "+names.SecretRule)
	}
	if entry.State == "" {
		entry.State = Active
	}
	if entry.GCM == "" {
		entry.GCM = GCMAccept
	}
	if placeOf(entry.State) < 0 {
		return nil, wrong(name+".State", "must be Next, Active, Previous or Retired")
	}
	if entry.GCM != GCMAccept && entry.GCM != GCMTrust && entry.GCM != GCMRefuse {
		return nil, wrong(name+".GCM", "must be GCMAccept, GCMTrust or GCMRefuse")
	}
	weak := IsWeakServerSecret(entry.ServerSecret)
	key := &appKey{sealed.NewKey(entry.AppID, entry.ServerSecret), entry.State, entry.GCM, weak}
	return key, checkPlace(key, others, name)
}

func (k *appKey) info() *KeyInfo { return &KeyInfo{k.AppID, k.ID, k.state, k.weak} }

var states = []KeyState{Next, Active, Previous, Retired}

func placeOf(state KeyState) int {
	for place, known := range states {
		if known == state {
			return place
		}
	}
	return -1
}
