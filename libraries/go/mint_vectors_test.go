package roompass

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

type mintVector struct {
	ID      string
	Comment string
	In      struct {
		AppID        uint32
		ServerSecret string
		UserID       string
		RoomID       string
		UserName     string
		Grant        *Grant
		ExpiresIn    int64
		Format       Format
		Now          int64
		Nonce        uint32
		Ext          *string
	}
	Payload, Plaintext, KSeal, KSig, KID, IV, Raw, Token04, TBS, Sig, SuffixJSON, KitToken, TID string
}

// mint calls both ways of minting with the clock and the nonce of the vector.
func (v *mintVector) mint(t testing.TB) (kitToken, token04 string, keys *Keyring) {
	t.Helper()
	keys, err := NewKeyring(Key{AppID: v.In.AppID, ServerSecret: v.In.ServerSecret})
	if err != nil {
		t.Fatal(err)
	}
	lifetime := time.Duration(v.In.ExpiresIn) * time.Second
	kitToken, err = Mint(MintInput{
		UserID: v.In.UserID, RoomID: v.In.RoomID, UserName: v.In.UserName, Grant: v.In.Grant, ExpiresIn: lifetime,
		Format: v.In.Format, Ext: v.In.Ext,
	}, keys, v.options())
	if err != nil {
		t.Fatal(err)
	}
	input := Token04Input{UserID: v.In.UserID, ExpiresIn: lifetime, Format: v.In.Format, Payload: v.Payload}
	if token04, err = MintToken04(input, keys, v.options()); err != nil {
		t.Fatal(err)
	}
	return kitToken, token04, keys
}

func (v *mintVector) options() *MintOptions {
	var nonce [4]byte
	binary.BigEndian.PutUint32(nonce[:], v.In.Nonce)
	return &MintOptions{Now: at(v.In.Now), Random: bytes.NewReader(nonce[:])}
}

func TestMintVectors(t *testing.T) {
	var file struct {
		NumberOfTests int
		Tests         []mintVector
	}
	readVectors(t, "mint", &file)
	checkNumber(t, len(file.Tests), file.NumberOfTests)
	for _, test := range file.Tests {
		test := test
		t.Run(test.ID, func(t *testing.T) { test.expectLayers(t) })
	}
}

// expectLayers goes from the inside out: the first layer that differs is the one that fails.
func (v *mintVector) expectLayers(t *testing.T) {
	equal := func(layer, got, want string) {
		t.Helper()
		if got != want {
			t.Fatalf("%s: %s is\n%s, want\n%s", v.Comment, layer, got, want)
		}
	}
	in := &v.In
	payload := ""
	if in.Grant != nil {
		var err error
		if payload, err = writePayload(in.RoomID, in.Grant, "grant"); err != nil {
			t.Fatal(err)
		}
	}
	equal("payload", payload, v.Payload)
	claims := sealed.Claims{
		AppID: in.AppID, UserID: in.UserID, Nonce: int32(in.Nonce), Issued: in.Now, Expires: in.Now + in.ExpiresIn, Payload: payload,
	}
	equal("plaintext", string(claims.AppendJSON(nil)), v.Plaintext)
	equal("kSeal", hex.EncodeToString(sealed.Derive(in.AppID, in.ServerSecret, "token04-seal", 32)), v.KSeal)
	equal("kSig", hex.EncodeToString(sealed.Derive(in.AppID, in.ServerSecret, "kit-token-signature", 32)), v.KSig)
	equal("kid", sealed.NewKey(in.AppID, in.ServerSecret).ID, v.KID)

	kitToken, token04, keys := v.mint(t)
	raw, err := base64.StdEncoding.DecodeString(token04[len("04"):])
	if err != nil {
		t.Fatal(err)
	}
	envelope, _ := sealed.ParseEnvelope(raw, sealed.Own)
	equal("iv", hex.EncodeToString(envelope.IV), v.IV)
	equal("raw", hex.EncodeToString(raw), v.Raw)
	equal("token04", token04, v.Token04)
	s := v.readSuffix(t, kitToken)
	equal("tbs", hex.EncodeToString(append(appendSigned(nil, v.KID, &s.suffixFields, len(raw)), raw...)), v.TBS)
	equal("sig", s.signature.String(), v.Sig)
	equal("kitToken", kitToken, v.KitToken)
	pass, err := Verify(kitToken, keys, &VerifyOptions{Now: at(in.Now), Accept: Signed})
	if err != nil {
		t.Fatal(err)
	}
	equal("tid", pass.TID, v.TID)
}

func (v *mintVector) readSuffix(t *testing.T, kitToken string) *suffix {
	t.Helper()
	text := kitToken[strings.Index(kitToken, "#")+1:]
	json, err := base64.StdEncoding.DecodeString(text)
	if err != nil || string(json) != v.SuffixJSON {
		t.Fatalf("%s: suffixJson is\n%s, want\n%s", v.Comment, json, v.SuffixJSON)
	}
	s, err := readSuffix(text, sealed.Own)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
