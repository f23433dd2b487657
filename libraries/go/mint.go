package roompass

import (
	"fmt"
	"io"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/names"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// MintInput says what a Kit Token is to say.
type MintInput struct {
	// AppID may be 0 where the keyring has one app.
	AppID uint32
	// UserID is 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\
	UserID string
	// RoomID is 1 to 128 printable ASCII characters without space, ", \ and #.
	RoomID string
	// UserName is text of any script without control characters, at most 256 bytes.
	UserName string
	// Grant is sealed into the payload together with the room. Nil: the payload is empty, which restricts nothing.
	Grant *Grant
	// ExpiresIn is whole seconds, from one to MintOptions.MaxLifetime.
	ExpiresIn time.Duration
	// Format is CBC by default, which every ZEGOCLOUD client takes.
	Format Format
	// Ext is up to 512 printable ASCII characters that the signature proves and the application reads; nil or empty for
	// none.
	Ext *string
}

// Token04Input says what a Token04 without a suffix is to say.
type Token04Input struct {
	// AppID may be 0 where the keyring has one app.
	AppID uint32
	// UserID is as in MintInput.
	UserID string
	// RoomID is sealed together with Grant; without a grant it has no place to stand. "" is none.
	RoomID string
	Grant  *Grant
	// Payload is one that was made elsewhere, instead of RoomID and Grant.
	Payload string
	// ExpiresIn is whole seconds, from one to MintOptions.MaxLifetime.
	ExpiresIn time.Duration
	// Format is CBC by default.
	Format Format
}

// MintOptions says how to mint.
type MintOptions struct {
	// Now is the clock. Default time.Now.
	Now func() time.Time
	// Random is where nonces come from. Default crypto/rand.Reader. Tests pass their own; nobody else should.
	Random io.Reader
	// MaxLifetime is the longest lifetime that is minted. Default 24 hours, the most that Verify takes by default;
	// AnyLifetime for no limit.
	MaxLifetime time.Duration
}

// Mint makes a Kit Token, sealed and signed. Options may be nil. An error is an *ArgumentError, but for one of Random.
func Mint(input MintInput, keys *Keyring, options *MintOptions) (string, error) {
	const name = "MintInput"
	key, err := keys.mintingKey(input.AppID, name+".AppID")
	if err != nil {
		return "", err
	}
	if err := input.check(name); err != nil {
		return "", err
	}
	payload := ""
	if input.Grant != nil {
		if payload, err = writePayload(input.RoomID, input.Grant, name+".Grant"); err != nil {
			return "", err
		}
	}
	raw, err := mintRaw(key, rawInput{input.UserID, payload, input.ExpiresIn, input.Format}, name, options)
	if err != nil {
		return "", err
	}
	fields := &suffixFields{input.UserID, input.RoomID, names.EncodePercent(input.UserName), key.AppID, orNil(input.Ext)}
	suffixJSON := writeSuffix(fields, sign(key.Key, fields, raw))
	if len(suffixJSON) > sealed.Own.Suffix {
		return "", wrong(name+".Ext", "is too long beside this UserName")
	}
	return joinKitToken(raw, suffixJSON), nil
}

func (input *MintInput) check(name string) error {
	if !names.IsRoomID(input.RoomID) {
		return wrong(name+".RoomID", "must be "+names.RoomIDRule)
	}
	if !names.IsUserName(input.UserName) {
		return wrong(name+".UserName", "must be "+names.UserNameRule)
	}
	if input.Ext != nil && !isExt(*input.Ext) {
		return wrong(name+".Ext", fmt.Sprintf("must be at most %d printable ASCII characters", maxExt))
	}
	return nil
}

// MintToken04 makes a sealed Token04 without a suffix. See Mint.
func MintToken04(input Token04Input, keys *Keyring, options *MintOptions) (string, error) {
	const name = "Token04Input"
	key, err := keys.mintingKey(input.AppID, name+".AppID")
	if err != nil {
		return "", err
	}
	payload, err := input.payload(name)
	if err != nil {
		return "", err
	}
	raw, err := mintRaw(key, rawInput{input.UserID, payload, input.ExpiresIn, input.Format}, name, options)
	if err != nil {
		return "", err
	}
	return sealed.EncodeText(raw), nil
}

func (input *Token04Input) payload(name string) (string, error) {
	switch {
	case input.RoomID != "" && !names.IsRoomID(input.RoomID):
		return "", wrong(name+".RoomID", "must be "+names.RoomIDRule)
	case input.Payload != "" && (input.Grant != nil || input.RoomID != ""):
		return "", wrong(name+".Payload", "takes the place of Grant and RoomID")
	case input.Grant != nil:
		return writePayload(input.RoomID, input.Grant, name+".Grant")
	case input.RoomID != "":
		return "", wrong(name+".RoomID", "is sealed together with a grant: give Grant as well")
	}
	if _, err := readPayload(input.Payload, true, sealed.Own); err != nil {
		return "", wrong(name+".Payload", `must be JSON of room_id, privilege and stream_id_list as documented, or ""`)
	}
	return input.Payload, nil
}

// orNil gives nil for an empty text, which has the signed bytes of none.
func orNil(text *string) *string {
	if text == nil || *text == "" {
		return nil
	}
	return text
}
