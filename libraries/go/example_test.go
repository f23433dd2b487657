package roompass_test

import (
	"errors"
	"fmt"
	"time"

	roompass "github.com/roompass/roompass/libraries/go"
)

// serverSecret comes from where your secrets are.
const serverSecret = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"

func Example() {
	keys, err := roompass.NewKeyring(roompass.Key{AppID: 1234567890, ServerSecret: serverSecret})
	if err != nil {
		panic(err)
	}
	kitToken, err := roompass.Mint(roompass.MintInput{
		UserID: "ada", RoomID: "lobby", UserName: "Ada",
		Grant: &roompass.Grant{Join: true, Publish: true}, ExpiresIn: time.Hour,
	}, keys, nil)
	if err != nil {
		panic(err)
	}
	pass, err := roompass.Verify(kitToken, keys, nil) // what it gives is proved
	if err != nil {
		panic(err)
	}
	fmt.Println(pass.Trust, pass.UserID, pass.RoomID, pass.Grant.Publish)
	// Output: signed ada lobby true
}

func ExampleVerify() {
	keys, _ := roompass.NewKeyring(roompass.Key{AppID: 1234567890, ServerSecret: serverSecret})
	kitToken, _ := roompass.Mint(roompass.MintInput{UserID: "ada", RoomID: "lobby", ExpiresIn: time.Hour}, keys, nil)

	_, err := roompass.Verify(kitToken, keys, &roompass.VerifyOptions{RoomID: roompass.String("vault")})
	var refusal *roompass.KitTokenError
	if errors.As(err, &refusal) {
		fmt.Println(refusal.Code)
		fmt.Println(refusal.Code.Fix())
	}
	// Output:
	// room_mismatch
	// Mint a token for the room that is to be entered.
}

func ExampleInspect() {
	keys, _ := roompass.NewKeyring(roompass.Key{AppID: 1234567890, ServerSecret: serverSecret})
	yesterday := &roompass.MintOptions{Now: func() time.Time { return time.Now().Add(-25 * time.Hour) }}
	kitToken, _ := roompass.Mint(roompass.MintInput{UserID: "ada", RoomID: "lobby", ExpiresIn: time.Hour}, keys, yesterday)

	report, err := roompass.Inspect(`{"token":"`+kitToken+`"}`, keys, nil)
	if err != nil {
		panic(err)
	}
	for _, problem := range report.Problems {
		fmt.Println(problem.Code, "-", problem.Message)
	}
	fmt.Println(report.Layers.Claims.UserID, report.Layers.Trust)
	// Output:
	// wrapped_in_json - This is the answer of a token server, not the token in it.
	// token_expired - The token has expired. It did so 24 hours ago.
	// token_version - The token does not start with 04.
	// ada signed
}

func ExampleRead() {
	keys, _ := roompass.NewKeyring(roompass.Key{AppID: 1234567890, ServerSecret: serverSecret})
	kitToken, _ := roompass.Mint(roompass.MintInput{UserID: "ada", RoomID: "lobby", ExpiresIn: time.Hour}, keys, nil)

	shown, err := roompass.Read(kitToken) // needs no key and proves nothing
	if err != nil {
		panic(err)
	}
	fmt.Println(shown.UserID, shown.RoomID, shown.AppID)
	// Output: ada lobby 1234567890
}

func ExampleNewKeyring() {
	keys, err := roompass.NewKeyring(
		roompass.Key{AppID: 1234567890, ServerSecret: serverSecret},
		roompass.Key{AppID: 1234567890, ServerSecret: "the one before it, of 32 letters", State: roompass.Previous},
	)
	if err != nil {
		panic(err)
	}
	for _, key := range keys.Keys() {
		fmt.Println(key.AppID, key.KID, key.State)
	}
	// Output:
	// 1234567890 87289a98 active
	// 1234567890 2bca7f07 previous
}
