package roompass

// reason is what a code means, for every token that has it, in the words of spec/reasons.json.
type reason struct {
	message, fix string
	zegocloud    ZegocloudCodes
}

// ZegocloudCodes are the numbers under which ZEGOCLOUD's clients and servers report a fault, as far as they are
// documented or were seen. A fault without numbers is one that ZEGOCLOUD does not look at.
type ZegocloudCodes struct{ Web, Native, ZIM, Server []int }

// unreadable is what they say of a token that they cannot read.
var unreadable = ZegocloudCodes{Web: []int{1102016}, Native: []int{1002074, 1002075}, ZIM: []int{6000103}}

// foreign is what they say of one that does not belong to the app, or was made with another secret.
var foreign = ZegocloudCodes{
	Web: []int{1102016, 1102020}, Native: []int{1002033}, ZIM: []int{6000101, 6000103}, Server: []int{20014, 20015},
}

// refusals are the reasons of Verify.
var refusals = map[Code]reason{
	CodeTokenMalformed: {
		`This does not have the outer shape of a token: its length, its characters or its number of "#" are wrong.`,
		`Pass the token exactly as it was minted. A Kit Token has one "#"; a Token04 has none.`,
		unreadable,
	},
	CodeTokenVersion: {
		"The token does not start with 04.",
		"Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are not Token04.",
		ZegocloudCodes{Web: []int{1102016}, Native: []int{1002079}, ZIM: []int{6000107}},
	},
	CodeTokenEncoding: {
		"What follows 04 is not canonical base64.",
		`Pass the token unchanged. In a URL it must be percent-encoded, or "+" becomes a space.`,
		unreadable,
	},
	CodeTokenEnvelope: {
		"The decoded token does not have the lengths of a Token04.",
		"Pass the whole token. If it is whole, its generator is not a Token04 generator or its payload is too long.",
		unreadable,
	},
	CodeSuffixMalformed: {
		`The part after "#" is not the readable suffix of a Kit Token.`,
		"Make the suffix with mint or generateKitTokenForProduction: base64 of JSON with userID, roomID, userName " +
			"and appID, in ASCII.",
		ZegocloudCodes{},
	},
	CodeUserIDInvalid: {
		"The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
		"Give people IDs from this set, and show their names in userName, which takes every script.",
		ZegocloudCodes{Native: []int{1002006, 1002007}},
	},
	CodeRoomIDInvalid: {
		`The room ID is not 1 to 128 printable ASCII characters without space, ", \ and #.`,
		"Give rooms IDs from this set, and show their titles elsewhere.",
		ZegocloudCodes{Native: []int{1002013}},
	},
	CodeUserNameInvalid: {
		"The user name is not percent-encoded text of at most 256 bytes without control characters.",
		"Encode the name with encodeURIComponent once, and shorten it.",
		ZegocloudCodes{Server: []int{50014}},
	},
	CodeSignatureMalformed: {
		"The signature in the suffix has no known form.",
		"Pass the token unchanged. If it is unchanged, it was signed by a newer version: update this one.",
		ZegocloudCodes{},
	},
	CodeKeyUnknown: {
		"No key is known for the app of this token, or the key that signed it is not in the keyring.",
		"Check the AppID. After a rotation keep the previous key until its last token has expired.",
		ZegocloudCodes{
			Web: []int{1001004, 1101000}, Native: []int{1001004, 1101000}, ZIM: []int{6000003}, Server: []int{20012},
		},
	},
	CodeSignatureInvalid: {
		"The signature is not right: the token or its suffix was changed after it was signed.",
		"Pass the token unchanged, and mint a new one for another room, user or name.",
		ZegocloudCodes{},
	},
	CodeTrustTooLow: {
		"The token proves less than is asked for: nothing shows that the holder of the ServerSecret made it as it is.",
		`Mint it with mint or mintToken04. Tokens of official generators prove nothing; accept "bare" only to ` +
			"diagnose.",
		ZegocloudCodes{},
	},
	CodeTokenUndecryptable: {
		"The token does not open with the key of its app.",
		"Check that minting and verifying use the same ServerSecret: 32 characters as they are, not decoded from hex.",
		foreign,
	},
	CodeClaimsInvalid: {
		"The sealed claims are not exactly those of a Token04.",
		"Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain integers in range.",
		ZegocloudCodes{Web: []int{1102016}, Native: []int{1002074, 1002076, 1002077, 1002078, 1002080}, ZIM: []int{6000103}},
	},
	CodeAppMismatch: {
		"The app in the sealed claims is not the app of the key, of the suffix or of the call.",
		"Use one AppID with its own ServerSecret everywhere.",
		ZegocloudCodes{Web: []int{1102016}, Native: []int{1002076}, ZIM: []int{6000101}},
	},
	CodeUserMismatch: {
		"The user in the sealed claims is not the user in the suffix, or not the user who is expected.",
		"Use the same user ID for the Token04 and for the suffix.",
		ZegocloudCodes{Web: []int{1102016}, Native: []int{1002077}},
	},
	CodeRoomMismatch: {
		"The room that the token proves is not the room in the suffix, or not the room that is expected.",
		"Mint a token for the room that is to be entered.",
		ZegocloudCodes{Web: []int{1102020}, Native: []int{1002033}},
	},
	CodeExpiryMismatch: {
		"The expiry outside is not the expiry in the sealed claims, or it is not after the time of minting.",
		"Pass the token unchanged. If it is unchanged, its generator was called with a lifetime that is not a " +
			"positive number.",
		ZegocloudCodes{},
	},
	CodeLifetimeTooLong: {
		"The token is valid for longer than is allowed.",
		"Mint tokens for minutes or hours and renew them, or raise maxLifetime knowingly.",
		ZegocloudCodes{},
	},
	CodeNotYetValid: {
		"The token was minted in the future.",
		"Set the clocks of the machine that mints and of this one.",
		ZegocloudCodes{},
	},
	CodeTokenExpired: {
		"The token has expired.",
		"Mint a new token. If it is new, set the clocks and give the lifetime in seconds.",
		ZegocloudCodes{
			Web: []int{1102018}, Native: []int{1002033, 1002056, 1002078}, ZIM: []int{6000106, 6000108},
			Server: []int{50117, 50123},
		},
	},
	CodePayloadInvalid: {
		"The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.",
		`Leave the payload empty or let mint make it from grant. Privileges are {"1": 0 or 1, "2": 0 or 1}.`,
		ZegocloudCodes{Native: []int{1002075}},
	},
}
