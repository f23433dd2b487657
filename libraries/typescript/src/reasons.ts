// The one list of reasons why a token is refused: what each means, and what mends it.
// Everybody who explains a refusal reads it here: errors, inspect, the command line, HTTP.

/** Why a token was refused: a closed list. Each code has a sentence and a mend in {@link inspect}. */
export type KitTokenErrorCode =
  | 'token_malformed'
  | 'token_version'
  | 'token_encoding'
  | 'token_envelope'
  | 'suffix_malformed'
  | 'user_id_invalid'
  | 'room_id_invalid'
  | 'user_name_invalid'
  | 'signature_malformed'
  | 'key_unknown'
  | 'signature_invalid'
  | 'trust_too_low'
  | 'token_undecryptable'
  | 'claims_invalid'
  | 'app_mismatch'
  | 'user_mismatch'
  | 'room_mismatch'
  | 'expiry_mismatch'
  | 'lifetime_too_long'
  | 'not_yet_valid'
  | 'token_expired'
  | 'payload_invalid'

export interface Reason {
  /** One sentence that is true of every token with this fault. */
  readonly message: string
  /** What to do about it. */
  readonly fix: string
}

export const reasons: Readonly<Record<KitTokenErrorCode, Reason>> = {
  token_malformed: {
    message:
      'This does not have the outer shape of a token: its length, its characters or its number of "#" are wrong.',
    fix: 'Pass the token exactly as it was minted. A Kit Token has one "#"; a Token04 has none.',
  },
  token_version: {
    message: 'The token does not start with 04.',
    fix: 'Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are not Token04.',
  },
  token_encoding: {
    message: 'What follows 04 is not canonical base64.',
    fix: 'Pass the token unchanged. In a URL it must be percent-encoded, or "+" becomes a space.',
  },
  token_envelope: {
    message: 'The decoded token does not have the lengths of a Token04.',
    fix: 'Pass the whole token. If it is whole, its generator is not a Token04 generator or its payload is too long.',
  },
  suffix_malformed: {
    message: 'The part after "#" is not the readable suffix of a Kit Token.',
    fix: 'Make the suffix with mint or generateKitTokenForProduction: base64 of JSON with userID, roomID, userName and appID, in ASCII.',
  },
  user_id_invalid: {
    message: "The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
    fix: 'Give people IDs from this set, and show their names in userName, which takes every script.',
  },
  room_id_invalid: {
    message: 'The room ID is not 1 to 128 printable ASCII characters without space, ", \\ and #.',
    fix: 'Give rooms IDs from this set, and show their titles elsewhere.',
  },
  user_name_invalid: {
    message: 'The user name is not percent-encoded text of at most 256 bytes without control characters.',
    fix: 'Encode the name with encodeURIComponent once, and shorten it.',
  },
  signature_malformed: {
    message: 'The signature in the suffix has no known form.',
    fix: 'Pass the token unchanged. If it is unchanged, it was signed by a newer version: update this one.',
  },
  key_unknown: {
    message: 'No key is known for the app of this token, or the key that signed it is not in the keyring.',
    fix: 'Check the AppID. After a rotation keep the previous key until its last token has expired.',
  },
  signature_invalid: {
    message: 'The signature is not right: the token or its suffix was changed after it was signed.',
    fix: 'Pass the token unchanged, and mint a new one for another room, user or name.',
  },
  trust_too_low: {
    message:
      'The token proves less than is asked for: nothing shows that the holder of the ServerSecret made it as it is.',
    fix: 'Mint it with mint or mintToken04. Tokens of official generators prove nothing; accept "bare" only to diagnose.',
  },
  token_undecryptable: {
    message: 'The token does not open with the key of its app.',
    fix: 'Check that minting and verifying use the same ServerSecret: 32 characters as they are, not decoded from hex.',
  },
  claims_invalid: {
    message: 'The sealed claims are not exactly those of a Token04.',
    fix: 'Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain integers in range.',
  },
  app_mismatch: {
    message: 'The app in the sealed claims is not the app of the key or of the suffix.',
    fix: 'Use one AppID with its own ServerSecret everywhere.',
  },
  user_mismatch: {
    message: 'The user in the sealed claims is not the user in the suffix, or not the user who is expected.',
    fix: 'Use the same user ID for the Token04 and for the suffix.',
  },
  room_mismatch: {
    message: 'The room that the token proves is not the room in the suffix, or not the room that is expected.',
    fix: 'Mint a token for the room that is to be entered.',
  },
  expiry_mismatch: {
    message: 'The expiry outside is not the expiry in the sealed claims, or it is not after the time of minting.',
    fix: 'Pass the token unchanged. If it is unchanged, its generator was called with a lifetime that is not a positive number.',
  },
  lifetime_too_long: {
    message: 'The token is valid for longer than is allowed.',
    fix: 'Mint tokens for minutes or hours and renew them, or raise maxLifetime knowingly.',
  },
  not_yet_valid: {
    message: 'The token was minted in the future.',
    fix: 'Set the clocks of the machine that mints and of this one.',
  },
  token_expired: {
    message: 'The token has expired.',
    fix: 'Mint a new token. If it is new, set the clocks and give the lifetime in seconds.',
  },
  payload_invalid: {
    message: 'The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.',
    fix: 'Leave the payload empty or let mint make it from grant. Privileges are {"1": 0 or 1, "2": 0 or 1}.',
  },
}
