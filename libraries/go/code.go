package roompass

// Code says why a token was refused: a closed list (spec/kit-token.md 5.4).
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

// Message is one sentence that is true of every token with this fault.
func (c Code) Message() string { return reasons[c].message }

// Fix says what to do about it.
func (c Code) Fix() string { return reasons[c].fix }

type reason struct{ message, fix string }

var reasons = map[Code]reason{
	CodeTokenMalformed: {
		`This does not have the outer shape of a token: its length, its characters or its number of "#" are wrong.`,
		`Pass the token exactly as it was minted. A Kit Token has one "#"; a Token04 has none.`,
	},
	CodeTokenVersion: {
		"The token does not start with 04.",
		"Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are not Token04.",
	},
	CodeTokenEncoding: {
		"What follows 04 is not canonical base64.",
		`Pass the token unchanged. In a URL it must be percent-encoded, or "+" becomes a space.`,
	},
	CodeTokenEnvelope: {
		"The decoded token does not have the lengths of a Token04.",
		"Pass the whole token. If it is whole, its generator is not a Token04 generator or its payload is too long.",
	},
	CodeSuffixMalformed: {
		`The part after "#" is not the readable suffix of a Kit Token.`,
		"Make the suffix with Mint or with generateKitTokenForProduction: base64 of JSON with userID, roomID, userName " +
			"and appID, in ASCII.",
	},
	CodeUserIDInvalid: {
		"The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
		"Give people IDs from this set, and show their names in UserName, which takes every script.",
	},
	CodeRoomIDInvalid: {
		`The room ID is not 1 to 128 printable ASCII characters without space, ", \ and #.`,
		"Give rooms IDs from this set, and show their titles elsewhere.",
	},
	CodeUserNameInvalid: {
		"The user name is not percent-encoded text of at most 256 bytes without control characters.",
		"Encode the name as encodeURIComponent does, once, and shorten it.",
	},
	CodeSignatureMalformed: {
		"The signature in the suffix has no known form.",
		"Pass the token unchanged. If it is unchanged, it was signed by a newer version: update this one.",
	},
	CodeKeyUnknown: {
		"No key is known for the app of this token, or the key that signed it is not in the keyring.",
		"Check the AppID. After a rotation keep the previous key until its last token has expired.",
	},
	CodeSignatureInvalid: {
		"The signature is not right: the token or its suffix was changed after it was signed.",
		"Pass the token unchanged, and mint a new one for another room, user or name.",
	},
	CodeTrustTooLow: {
		"The token proves less than is asked for: nothing shows that the holder of the ServerSecret made it as it is.",
		"Mint it with Mint or MintToken04. Tokens of official generators prove nothing; accept Bare only to diagnose.",
	},
	CodeTokenUndecryptable: {
		"The token does not open with the key of its app.",
		"Check that minting and verifying use the same ServerSecret: 32 characters as they are, not decoded from hex.",
	},
	CodeClaimsInvalid: {
		"The sealed claims are not exactly those of a Token04.",
		"Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain integers in range.",
	},
	CodeAppMismatch: {
		"The app in the sealed claims is not the app of the key or of the suffix.",
		"Use one AppID with its own ServerSecret everywhere.",
	},
	CodeUserMismatch: {
		"The user in the sealed claims is not the user in the suffix, or not the user who is expected.",
		"Use the same user ID for the Token04 and for the suffix.",
	},
	CodeRoomMismatch: {
		"The room that the token proves is not the room in the suffix, or not the room that is expected.",
		"Mint a token for the room that is to be entered.",
	},
	CodeExpiryMismatch: {
		"The expiry outside is not the expiry in the sealed claims, or it is not after the time of minting.",
		"Pass the token unchanged. If it is unchanged, its generator was called with a lifetime that is not positive.",
	},
	CodeLifetimeTooLong: {
		"The token is valid for longer than is allowed.",
		"Mint tokens for minutes or hours and renew them, or raise MaxLifetime knowingly.",
	},
	CodeNotYetValid: {
		"The token was minted in the future.",
		"Set the clocks of the machine that mints and of this one.",
	},
	CodeTokenExpired: {
		"The token has expired.",
		"Mint a new token. If it is new, set the clocks and give the lifetime in seconds.",
	},
	CodePayloadInvalid: {
		"The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.",
		`Leave the payload empty or let Mint make it from Grant. Privileges are {"1": 0 or 1, "2": 0 or 1}.`,
	},
}
