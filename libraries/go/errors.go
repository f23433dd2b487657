package roompass

import "fmt"

// KitTokenError says that a token was refused, for programs, logs and people who help. It holds no part of the token.
//
//	var refusal *roompass.KitTokenError
//	if errors.As(err, &refusal) && refusal.Code == roompass.CodeTokenExpired { … }
type KitTokenError struct {
	Code Code
	// Claim is the field that broke the rule, in the spelling of the format ("user_id", "roomID"), where one field did.
	Claim string
}

// Error gives the code, the claim and a sentence.
func (e *KitTokenError) Error() string {
	claim := ""
	if e.Claim != "" {
		claim = " (" + e.Claim + ")"
	}
	return fmt.Sprintf("roompass: %s%s: %s", e.Code, claim, e.Code.Message())
}

func refuse(code Code, claim string) *KitTokenError { return &KitTokenError{code, claim} }

// ArgumentError says that a call is wrong. It shows no value.
type ArgumentError struct {
	// Argument is the parameter or field that is wrong: "MintInput.UserID".
	Argument string
	problem  string
}

// Error names the argument and says what it must be.
func (e *ArgumentError) Error() string { return "roompass: " + e.Argument + " " + e.problem }

func wrong(argument, problem string) *ArgumentError { return &ArgumentError{argument, problem} }
