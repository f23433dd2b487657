package roompass_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	roompass "github.com/roompass/roompass/libraries/go"
)

// serverSecret comes from where your secrets are.
const serverSecret = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"

func Example() {
	os.Setenv("ROOMPASS_SERVER_SECRET", serverSecret)

	keys, err := roompass.NewKeyring(roompass.Key{AppID: 1234567890, ServerSecret: os.Getenv("ROOMPASS_SERVER_SECRET")})
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
	log.SetFlags(0)
	log.SetOutput(os.Stdout)

	_, err := roompass.Verify(kitToken, keys, &roompass.VerifyOptions{RoomID: roompass.String("vault")})
	var refusal *roompass.KitTokenError
	if errors.As(err, &refusal) {
		log.Print(refusal.Code, ": ", refusal.Code.Message())
		log.Print(refusal.Code.Fix())
	}
	// Output:
	// room_mismatch: The room that the token proves is not the room in the suffix, or not the room that is expected.
	// Mint a token for the room that is to be entered.
}

func ExampleInspect() {
	keys, _ := roompass.NewKeyring(roompass.Key{AppID: 1234567890, ServerSecret: serverSecret})
	yesterday := &roompass.MintOptions{Now: func() time.Time { return time.Now().Add(-25 * time.Hour) }}
	kitToken, _ := roompass.Mint(roompass.MintInput{UserID: "ada", RoomID: "lobby", ExpiresIn: time.Hour}, keys, yesterday)
	text := `{"token":"` + kitToken + `"}`

	report, err := roompass.Inspect(text, keys, &roompass.InspectOptions{Expect: roompass.KindKitToken})
	if err != nil {
		panic(err)
	}
	for _, problem := range report.Problems {
		fmt.Println(problem.Code, "-", problem.Message, problem.Fix)
	}
	fmt.Println(report.Layers.Claims.UserID, report.Layers.Trust, report.Layers.Generators)
	// Output:
	// wrapped_in_json - This is the answer of a token server, not the token in it. Parse the answer as JSON and take its field token or kitToken.
	// token_expired - The token has expired. It did so 24 hours ago. Mint a new token. If it is new, set the clocks and give the lifetime in seconds.
	// token_version - The token does not start with 04. Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are not Token04.
	// ada signed [roompass]
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
