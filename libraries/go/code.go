package roompass

// Code says why a token was refused, or what Inspect found out about it: a closed list (spec/reasons.json).
type Code string

// The reasons for which Verify refuses, in the order of the rules.
const (
	CodeTokenMalformed     Code = "token_malformed"
	CodeTokenVersion       Code = "token_version"
	CodeTokenEncoding      Code = "token_encoding"
	CodeTokenEnvelope      Code = "token_envelope"
	CodeSuffixMalformed    Code = "suffix_malformed"
	CodeUserIDInvalid      Code = "user_id_invalid"
	CodeRoomIDInvalid      Code = "room_id_invalid"
	CodeUserNameInvalid    Code = "user_name_invalid"
	CodeSignatureMalformed Code = "signature_malformed"
	CodeKeyUnknown         Code = "key_unknown"
	CodeSignatureInvalid   Code = "signature_invalid"
	CodeTrustTooLow        Code = "trust_too_low"
	CodeTokenUndecryptable Code = "token_undecryptable"
	CodeClaimsInvalid      Code = "claims_invalid"
	CodeAppMismatch        Code = "app_mismatch"
	CodeUserMismatch       Code = "user_mismatch"
	CodeRoomMismatch       Code = "room_mismatch"
	CodeExpiryMismatch     Code = "expiry_mismatch"
	CodeLifetimeTooLong    Code = "lifetime_too_long"
	CodeNotYetValid        Code = "not_yet_valid"
	CodeTokenExpired       Code = "token_expired"
	CodePayloadInvalid     Code = "payload_invalid"
)

// The explanations that only Inspect gives: what most likely happened to a text on its way, or where its token was
// made. A guess is never the last word: the reason of Verify stands beside it.
const (
	// It is no token.
	CodeNotText           Code = "not_text" // Never here: every text is one.
	CodeEmpty             Code = "empty"
	CodeNotAKitToken      Code = "not_a_kit_token"
	CodePlaceholder       Code = "placeholder"
	CodeToken03Given      Code = "token03_given"
	CodeJWTGiven          Code = "jwt_given"
	CodeAppSignGiven      Code = "app_sign_given"
	CodeServerSecretGiven Code = "server_secret_given"

	// It is a token of the other kind, or a part of one, or more than one.
	CodeKitTokenGiven Code = "kit_token_given"
	CodeToken04Given  Code = "token04_given"
	CodeSuffixGiven   Code = "suffix_given"
	CodeTokenMissing  Code = "token_missing"
	CodeKitTokenTwice Code = "kit_token_twice"
	CodeTwoTokens     Code = "two_tokens"

	// Something happened on its way.
	CodeSurroundingSpace  Code = "surrounding_space"
	CodeLineBreaks        Code = "line_breaks"
	CodeQuoted            Code = "quoted"
	CodeBearerPrefix      Code = "bearer_prefix"
	CodeWrappedInJSON     Code = "wrapped_in_json"
	CodePercentEncoded    Code = "percent_encoded"
	CodePlusBecameSpace   Code = "plus_became_space"
	CodeBase64URLSpelling Code = "base64url_spelling"
	CodePaddingMissing    Code = "padding_missing"
	CodeTruncated         Code = "truncated"

	// Its maker did something wrong.
	CodeLengthOverflow       Code = "length_overflow"
	CodePlaintextEmpty       Code = "plaintext_empty"
	CodeExpiryInMilliseconds Code = "expiry_in_milliseconds"
	CodeClaimsNested         Code = "claims_nested"
	CodeClaimsSpaced         Code = "claims_spaced"
	CodeClaimsUnreadable     Code = "claims_unreadable"
	CodeSuffixNotBase64      Code = "suffix_not_base64"
	CodeSuffixNotASCII       Code = "suffix_not_ascii"
	CodeSuffixAppMissing     Code = "suffix_app_missing"

	// The keys do not fit.
	CodeWrongSecret      Code = "wrong_secret"
	CodeSecretHexDecoded Code = "secret_hex_decoded"
	CodeKeyOfAnotherApp  Code = "key_of_another_app"
	CodeKeyRetired       Code = "key_retired"
	CodeSecretWeak       Code = "secret_weak"

	// It may be good all the same.
	CodeClockAhead     Code = "clock_ahead"
	CodeSuffixUnproven Code = "suffix_unproven"
	CodeIVWeak         Code = "iv_weak"
	CodeIVRepeated     Code = "iv_repeated"
)

// Message is one sentence that is true of every token with this fault.
func (c Code) Message() string { return c.reason().message }

// Fix says what to do about it.
func (c Code) Fix() string { return c.reason().fix }

// Zegocloud has the numbers under which ZEGOCLOUD reports it.
func (c Code) Zegocloud() ZegocloudCodes {
	numbers := c.reason().zegocloud
	// The table is nobody's to change.
	for _, list := range []*[]int{&numbers.Web, &numbers.Native, &numbers.ZIM, &numbers.Server} {
		*list = append([]int(nil), *list...)
	}
	return numbers
}

func (c Code) reason() reason {
	if found, ok := refusals[c]; ok {
		return found
	}
	return explanations[c]
}
