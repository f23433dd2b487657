package roompass

import (
	"fmt"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// rawInput is what both ways of minting have in common.
type rawInput struct {
	userID    string
	payload   string
	expiresIn time.Duration
	format    Format
}

// mintRaw checks it and gives the bytes of a Token04 (spec/token04.md section 8).
func mintRaw(key *appKey, input rawInput, name string, options *MintOptions) ([]byte, error) {
	if options == nil {
		options = &MintOptions{}
	}
	if input.format == "" {
		input.format = CBC
	}
	if err := input.check(key, name, options); err != nil {
		return nil, err
	}
	issued, lifetime := clock(options.Now).Unix(), int64(input.expiresIn/time.Second)
	if issued < 1 || issued > sealed.LastSecond-lifetime {
		return nil, wrong("MintOptions.Now", "must give a time from 1970 to 9999")
	}
	nonce, err := sealed.Nonce(options.Random)
	if err != nil {
		return nil, fmt.Errorf("roompass: MintOptions.Random: %w", err)
	}
	claims := &sealed.Claims{
		UserID: input.userID, Nonce: nonce, Issued: issued, Expires: issued + lifetime, Payload: input.payload,
	}
	raw, ok := key.Mint(claims, sealed.Format(input.format), sealed.MaxPlaintext)
	if !ok {
		return nil, wrong(name+".Payload", fmt.Sprintf("makes the claims longer than %d bytes", sealed.MaxPlaintext))
	}
	return raw, nil
}

func (input *rawInput) check(key *appKey, name string, options *MintOptions) error {
	max := options.MaxLifetime
	if max == 0 {
		max = defaultMaxLifetime
	}
	if max < 0 {
		return wrong("MintOptions.MaxLifetime", "must not be negative")
	}
	if !names.IsUserID(input.userID) {
		return wrong(name+".UserID", "must be "+names.UserIDRule)
	}
	if input.expiresIn < time.Second || input.expiresIn > max || input.expiresIn%time.Second != 0 {
		rule := fmt.Sprintf("must be whole seconds from 1s to %v, which MintOptions.MaxLifetime sets", max)
		return wrong(name+".ExpiresIn", rule)
	}
	if input.format != CBC && input.format != GCM {
		return wrong(name+".Format", "must be CBC or GCM")
	}
	if input.format == GCM && key.gcm == GCMRefuse {
		return wrong(name+".Format", "is GCM, which this key refuses")
	}
	return nil
}
