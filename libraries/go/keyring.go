package roompass

import (
	"fmt"
	"sort"
	"strings"
)

// Keyring holds the keys of one or several apps. It does not change, and several goroutines may use it at once.
type Keyring struct {
	appIDs []uint32
	rings  map[uint32]*ring
	// all is of every app together.
	all *ring
}

// ring is the keys of one app, or of all.
type ring struct {
	// active is nil where no key mints.
	active *appKey
	// verifying is in the order in which keys are tried.
	verifying []*appKey
	retired   []*appKey
}

// maxKeys is how many keys an app has at most: what is tried for every token must stay short.
const maxKeys = 4

// NewKeyring derives all keys, once. An error is an *ArgumentError that names the key by its place.
func NewKeyring(keys ...Key) (*Keyring, error) {
	if len(keys) == 0 {
		return nil, wrong("keys", "must hold at least one key")
	}
	keyring := &Keyring{rings: map[uint32]*ring{}}
	byApp := map[uint32][]*appKey{}
	for i, entry := range keys {
		key, err := newAppKey(entry, byApp[entry.AppID], fmt.Sprintf("keys[%d]", i))
		if err != nil {
			return nil, err
		}
		if byApp[key.AppID] == nil {
			keyring.appIDs = append(keyring.appIDs, key.AppID)
		}
		byApp[key.AppID] = append(byApp[key.AppID], key)
	}
	var all []*appKey
	for _, appID := range keyring.appIDs {
		keyring.rings[appID] = newRing(byApp[appID])
		all = append(all, byApp[appID]...)
	}
	keyring.all = newRing(all)
	return keyring, nil
}

func checkPlace(key *appKey, others []*appKey, name string) error {
	if len(others) == maxKeys {
		return wrong(name, fmt.Sprintf("is one too many: an app has at most %d keys", maxKeys))
	}
	for _, other := range others {
		if other.ID == key.ID {
			return wrong(name+".ServerSecret", "is in the keyring already")
		}
		if other.state == Active && key.state == Active {
			return wrong(name+".State", "must be Next, Previous or Retired: an app has one active key")
		}
	}
	return nil
}

func newRing(keys []*appKey) *ring {
	sorted := append([]*appKey(nil), keys...)
	sort.SliceStable(sorted, func(i, j int) bool { return placeOf(sorted[i].state) < placeOf(sorted[j].state) })
	r := &ring{}
	for _, key := range sorted {
		if key.state == Retired {
			r.retired = append(r.retired, key)
			continue
		}
		r.verifying = append(r.verifying, key)
		if key.state == Active && r.active == nil {
			r.active = key
		}
	}
	return r
}

// AppIDs gives the apps, in the order of their first keys.
func (k *Keyring) AppIDs() []uint32 { return append([]uint32(nil), k.appIDs...) }

// Keys names the keys app by app, those of one app in the order in which they are tried.
func (k *Keyring) Keys() []KeyInfo {
	var infos []KeyInfo
	for _, appID := range k.appIDs {
		r := k.rings[appID]
		for _, key := range append(r.verifying[:len(r.verifying):len(r.verifying)], r.retired...) {
			infos = append(infos, *key.info())
		}
	}
	return infos
}

// String shows the names of the keys.
func (k *Keyring) String() string {
	var kids []string
	for _, info := range k.Keys() {
		kids = append(kids, info.KID)
	}
	return "[Keyring kid=" + strings.Join(kids, ",") + "]"
}

func noKeyring() error { return wrong("keys", "must be a keyring from NewKeyring") }

// ringOf gives the keys of one app, nil where it is not known, and for app 0 those of all.
func (k *Keyring) ringOf(appID uint32) *ring {
	if appID == 0 {
		return k.all
	}
	return k.rings[appID]
}

// mintingKey gives the active key of an app, and for app 0 that of the only one.
func (k *Keyring) mintingKey(appID uint32, argument string) (*appKey, error) {
	if k == nil {
		return nil, noKeyring()
	}
	if appID == 0 && len(k.appIDs) != 1 {
		return nil, wrong(argument, "must be given: the keyring has several apps")
	}
	r := k.ringOf(appID)
	if r == nil || r.active == nil {
		return nil, wrong(argument, "is of an app for which the keyring has no active key")
	}
	return r.active, nil
}

// candidates are the keys that are tried for a token, none where all are retired. A secret is never tried for the token
// of another app.
func (k *Keyring) candidates(appID uint32) ([]*appKey, error) {
	r := k.ringOf(appID)
	if r == nil {
		return nil, refuse(CodeKeyUnknown, "appID")
	}
	return r.verifying, nil
}
