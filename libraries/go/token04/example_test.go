package token04_test

import (
	"fmt"

	"github.com/roompass/roompass/libraries/go/token04"
)

func ExampleGenerateToken04() {
	serverSecret := "Kk7!vQ2@zR9#mW4$tY6%uI8^oP0&aS1*" // from where your secrets are
	token, err := token04.GenerateToken04(1234567890, "user1", serverSecret, 3600, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(token[:7])

	_, err = token04.GenerateToken04(1234567890, "user1", "too short", 3600, "")
	fmt.Println(err)
	// Output:
	// 04AAAAA
	// [ZegoSDKError] Code=SDK.InvalidParam, Message=secret Invalid
}
