package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"time"

	roompass "github.com/roompass/roompass/libraries/go"
)

// request is a line, in the words of spec/vectors.
type request struct {
	ID int64
	Op string
	// In is that of a test in mint.json, or a payload in place of room and grant.
	In struct {
		AppID        uint32
		ServerSecret string
		UserID       string
		RoomID       string
		UserName     string
		Grant        *roompass.Grant
		ExpiresIn    int64
		Format       roompass.Format
		Now          int64
		Nonce        uint32
		Ext          *string
		Payload      string
	}
	// What follows is that of a test in verify.json.
	Kind    string
	Keyring []struct {
		AppID        uint32
		ServerSecret string
		State        roompass.KeyState
		GCM          roompass.GCMPolicy
	}
	Options struct {
		Accept         roompass.Trust
		RoomID         *string
		UserID         *string
		AppID          uint32
		Now            int64
		ClockTolerance int64
		MaxLifetime    int64
	}
	Token string
	// Expect is that of a test in diagnosis.json.
	Expect roompass.Kind
}

// codeOf gives the code of a refusal. Every other error is a call that is wrong.
func codeOf(err error) string {
	var refusal *roompass.KitTokenError
	if errors.As(err, &refusal) {
		return string(refusal.Code)
	}
	return "bad_call"
}

func at(second int64) func() time.Time { return func() time.Time { return time.Unix(second, 0) } }

// seconds is without a limit where they are more than a Duration holds.
func seconds(n int64) time.Duration {
	if n > int64(roompass.AnyLifetime/time.Second) {
		return roompass.AnyLifetime
	}
	return time.Duration(n) * time.Second
}

func (r *request) mintingKeys() (*roompass.Keyring, error) {
	return roompass.NewKeyring(roompass.Key{AppID: r.In.AppID, ServerSecret: r.In.ServerSecret})
}

func (r *request) mintOptions() *roompass.MintOptions {
	var nonce [4]byte
	binary.BigEndian.PutUint32(nonce[:], r.In.Nonce)
	return &roompass.MintOptions{Now: at(r.In.Now), Random: bytes.NewReader(nonce[:])}
}

func (r *request) mint() (interface{}, error) {
	keys, err := r.mintingKeys()
	if err != nil {
		return nil, err
	}
	kitToken, err := roompass.Mint(roompass.MintInput{
		UserID: r.In.UserID, RoomID: r.In.RoomID, UserName: r.In.UserName, Grant: r.In.Grant,
		ExpiresIn: seconds(r.In.ExpiresIn), Format: r.In.Format, Ext: r.In.Ext,
	}, keys, r.mintOptions())
	return map[string]string{"kitToken": kitToken}, err
}

func (r *request) mintToken04() (interface{}, error) {
	keys, err := r.mintingKeys()
	if err != nil {
		return nil, err
	}
	token, err := roompass.MintToken04(roompass.Token04Input{
		UserID: r.In.UserID, RoomID: r.In.RoomID, Grant: r.In.Grant, Payload: r.In.Payload,
		ExpiresIn: seconds(r.In.ExpiresIn), Format: r.In.Format,
	}, keys, r.mintOptions())
	return map[string]string{"token04": token}, err
}

func (r *request) keys() (*roompass.Keyring, error) {
	keys := make([]roompass.Key, len(r.Keyring))
	for i, key := range r.Keyring {
		keys[i] = roompass.Key(key)
	}
	return roompass.NewKeyring(keys...)
}

func (r *request) options() *roompass.VerifyOptions {
	o := &r.Options
	return &roompass.VerifyOptions{
		Accept: o.Accept, RoomID: o.RoomID, UserID: o.UserID, AppID: o.AppID, Now: at(o.Now),
		ClockTolerance: seconds(o.ClockTolerance), MaxLifetime: seconds(o.MaxLifetime),
	}
}

func (r *request) verify() (interface{}, error) {
	keys, err := r.keys()
	if err != nil {
		return nil, err
	}
	verify := roompass.VerifyToken04
	if r.Kind == "kit-token" {
		verify = roompass.Verify
	}
	pass, err := verify(r.Token, keys, r.options())
	if err != nil {
		return nil, err
	}
	return passOf(pass), nil
}

func (r *request) inspect() (interface{}, error) {
	var keys *roompass.Keyring
	if r.Keyring != nil {
		var err error
		if keys, err = r.keys(); err != nil {
			return nil, err
		}
	}
	options := &roompass.InspectOptions{VerifyOptions: *r.options(), Expect: r.Expect}
	report, err := roompass.Inspect(r.Token, keys, options)
	if err != nil {
		return nil, err
	}
	return reportOf(report), nil
}
