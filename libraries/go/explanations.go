package roompass

// explanations are the reasons that only Inspect gives.
var explanations = map[Code]reason{
	// It is no token.
	CodeNotText: {
		"This is not a string.",
		"Pass the token itself: not the answer that carries it, not a promise of it.",
		ZegocloudCodes{},
	},
	CodeEmpty: {
		"There is nothing here.",
		"Look where the token should come from: the request or the variable was empty.",
		ZegocloudCodes{Native: []int{1002067}},
	},
	CodeNotAKitToken: {
		"This is no token that is known here.",
		`Pass a Kit Token ("04…#…") or a Token04 ("04…").`,
		unreadable,
	},
	CodePlaceholder: {
		`This is the name of nothing ("undefined", "null"), turned into text.`,
		"The token was missing where it was put into a text: await the request, and read the right field of its " +
			"answer.",
		unreadable,
	},
	CodeToken03Given: {
		"This is a Token03.",
		"Use a generator for Token04.",
		ZegocloudCodes{Native: []int{1002079}, ZIM: []int{6000107}},
	},
	CodeJWTGiven: {
		"This is a JSON Web Token, not a Kit Token.",
		"Exchange it for a Kit Token at the token server.",
		unreadable,
	},
	CodeAppSignGiven: {
		"This is an AppSign, not a token.",
		"Keep it secret, and mint a token with the ServerSecret.",
		unreadable,
	},
	CodeServerSecretGiven: {
		"This looks like a ServerSecret, not like a token.",
		"Keep it on the server and mint a token with it. If it was shown to anyone, replace it.",
		unreadable,
	},

	// It is a token of the other kind, or a part of one, or more than one.
	CodeKitTokenGiven: {
		"This is a whole Kit Token where a Token04 belongs.",
		`Take the part before "#", or do not join again what is joined already.`,
		unreadable,
	},
	CodeToken04Given: {
		`This is a Token04 where a Kit Token belongs: it has no "#" and no readable part.`,
		`Join it with generateKitTokenForProduction, or let the server mint Kit Tokens. In a URL "#" must be ` +
			"percent-encoded.",
		ZegocloudCodes{},
	},
	CodeSuffixGiven: {
		`This is the readable part of a Kit Token alone, without the token before "#".`,
		`Pass the whole Kit Token. In a URL "#" must be percent-encoded.`,
		ZegocloudCodes{},
	},
	CodeTokenMissing: {
		`Before the "#" stands no token: generateKitTokenForProduction was called without one.`,
		"Pass the Token04 that the server answered, after the request has finished.",
		unreadable,
	},
	CodeKitTokenTwice: {
		`There is more than one "#": a Kit Token was made out of a Kit Token.`,
		"The server answered a whole Kit Token. Use it as it is.",
		ZegocloudCodes{},
	},
	CodeTwoTokens: {
		"These are two tokens in one text.",
		"Pass one of them.",
		unreadable,
	},

	// Something happened on its way.
	CodeSurroundingSpace: {
		"There is white space around the token.",
		"Trim it where it is read.",
		unreadable,
	},
	CodeLineBreaks: {
		"The token is broken into lines.",
		"Encode base64 without line breaks, and copy it whole.",
		unreadable,
	},
	CodeQuoted: {
		"The token is in quotation marks.",
		"Parse the answer as JSON instead of using its text.",
		unreadable,
	},
	CodeBearerPrefix: {
		`The word "Bearer" stands before the token.`,
		"Take what follows it.",
		unreadable,
	},
	CodeWrappedInJSON: {
		"This is the answer of a token server, not the token in it.",
		"Parse the answer as JSON and take its field token or kitToken.",
		unreadable,
	},
	CodePercentEncoded: {
		"The token is percent-encoded.",
		"Decode it once, with decodeURIComponent or URLSearchParams.",
		unreadable,
	},
	CodePlusBecameSpace: {
		`There are spaces where "+" belongs: the token went through a URL without being encoded.`,
		"Put it there with encodeURIComponent, or better not into a URL at all.",
		unreadable,
	},
	CodeBase64URLSpelling: {
		`The token is spelled in base64url ("-" and "_").`,
		"Use standard base64 with padding.",
		unreadable,
	},
	CodePaddingMissing: {
		`The "=" at the end is missing.`,
		"Use standard base64 with padding, and copy the token whole.",
		unreadable,
	},
	CodeTruncated: {
		"The token is cut off: it says that it is longer.",
		"Look for a length limit on its way: a column, a header, a log.",
		unreadable,
	},

	// Its maker did something wrong.
	CodeLengthOverflow: {
		"The claims are longer than the format can say: the length in it has lost its upper bits.",
		"Shorten the payload: claims have at most 32751 bytes, and those that are verified by default 3071.",
		unreadable,
	},
	CodePlaintextEmpty: {
		"Nothing is encrypted in it. PHP makes such tokens of texts that are not UTF-8: json_encode fails, and " +
			"nobody looks.",
		"Give the generator user ID and payload in UTF-8.",
		unreadable,
	},
	CodeExpiryInMilliseconds: {
		"The expiry is in milliseconds.",
		"Token times are in seconds: divide by 1000 where the token is made.",
		ZegocloudCodes{},
	},
	CodeClaimsNested: {
		"The key opens it, but a claim in it is an object: most often the payload was passed as an object instead " +
			"of as JSON text.",
		"Pass the payload as text (JSON.stringify), or let mint make it from grant.",
		ZegocloudCodes{Native: []int{1002075}},
	},
	CodeClaimsSpaced: {
		"The key opens it, but its JSON has white space, which no official generator writes.",
		"Write the claims without white space, or use a generator that exists.",
		ZegocloudCodes{},
	},
	CodeClaimsUnreadable: {
		"The key opens it, but what is inside is not a JSON object in UTF-8.",
		"Look at what the generator encrypts: one JSON object with the claims.",
		unreadable,
	},
	CodeSuffixNotBase64: {
		`The part after "#" is not canonical base64.`,
		"Use standard base64 with padding (btoa).",
		ZegocloudCodes{},
	},
	CodeSuffixNotASCII: {
		"The readable part is in UTF-8. ZEGOCLOUD's client reads it as Latin-1, and shows other letters.",
		"Encode the name with encodeURIComponent before it is put into JSON; IDs are ASCII.",
		ZegocloudCodes{},
	},
	CodeSuffixAppMissing: {
		"The readable part has no appID (spelled so) that is a number.",
		"Spell the field appID, and give the number that the console shows.",
		ZegocloudCodes{},
	},

	// The keys do not fit.
	CodeWrongSecret: {
		"No key that is known opens it: most often it was made with another ServerSecret.",
		"Compare the ServerSecret of both sides; it is used as 32 characters, not decoded from hex.",
		foreign,
	},
	CodeSecretHexDecoded: {
		"It was made with the ServerSecret decoded from hex: 16 bytes instead of the 32 characters themselves.",
		`Use the characters of the ServerSecret as they are (Buffer.from(secret), not Buffer.from(secret, "hex")).`,
		ZegocloudCodes{
			Web: []int{1102016, 1102020}, Native: []int{1002033}, ZIM: []int{6000101, 6000103}, Server: []int{50111},
		},
	},
	CodeKeyOfAnotherApp: {
		"It opens with the ServerSecret of another app.",
		"Use each ServerSecret with its own AppID.",
		foreign,
	},
	CodeKeyRetired: {
		"It was made with a key that is retired.",
		`Mint a new token. Where tokens of this key may still be good, make it "previous".`,
		ZegocloudCodes{},
	},
	CodeSecretWeak: {
		"The ServerSecret was published as a sample or has too few different characters.",
		"Replace it. A token is enough to test guesses of a weak secret.",
		ZegocloudCodes{},
	},

	// It may be good all the same.
	CodeClockAhead: {
		"The clock where it was minted is ahead of this one.",
		"Synchronise both clocks (NTP).",
		ZegocloudCodes{},
	},
	CodeSuffixUnproven: {
		"The suffix is not signed: room and name in it are what the holder put there.",
		"Take the room from the sealed payload, or mint with mint.",
		ZegocloudCodes{},
	},
	CodeIVWeak: {
		"The IV comes from a generator of random numbers that can be predicted.",
		"Mint with this library: the IV is derived from the claims, and proves them.",
		ZegocloudCodes{},
	},
	CodeIVRepeated: {
		"The IV is made of the second of minting alone: every token of that second has the same, and tells what " +
			"they have in common.",
		"Mint with this library instead of the C++ generator.",
		ZegocloudCodes{},
	},
}
