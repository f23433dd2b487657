// Package errors has the error of ZEGOCLOUD's generator under its own names, so that a program that looks at it changes
// the path of its import and nothing else. Errors of this module are in the package roompass.
package errors

import "fmt"

// The codes of the official package. Only InvalidParamErrorCode and EncryptErrorCode are given here.
const (
	DefaultClientErrorCode = "SDK.ClientError"
	MissingParamErrorCode  = "SDK.MissingParam"
	InvalidParamErrorCode  = "SDK.InvalidParam"
	TimeoutErrorCode       = "SDK.TimeoutError"
	EncryptErrorCode       = "SDK.EncryptError"
	EncodeErrorCode        = "SDK.EncodetError" // as it is spelled there
	JsonUnmarshalErrorCode = "SDK.JsonUnmarshalError"
	JsonMarshalErrorCode   = "SDK.JsonMarshalError"
)

// ZegoSDKError is what GenerateToken04 returns for an argument that is wrong.
type ZegoSDKError struct {
	Code    string
	Message string
}

// NewZegoSDKError gives a *ZegoSDKError.
func NewZegoSDKError(code, message string) error {
	return &ZegoSDKError{Code: code, Message: message}
}

func (e *ZegoSDKError) Error() string {
	return fmt.Sprintf("[ZegoSDKError] Code=%s, Message=%s", e.Code, e.Message)
}

// GetCode gives the code.
func (e *ZegoSDKError) GetCode() string { return e.Code }

// GetMessage gives the message.
func (e *ZegoSDKError) GetMessage() string { return e.Message }
