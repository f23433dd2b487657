// What each reason of a refusal means, what mends it, and under which numbers ZEGOCLOUD's clients and servers report it.
// A number stands here when it is documented or was seen; a reason without numbers is one that ZEGOCLOUD does not look at.
import type { KitTokenErrorCode, Reason, ZegocloudCodes } from '../reasons.ts'

/** What the clients say of a token that they or the servers cannot read. */
const unreadable: ZegocloudCodes = { web: [1102016], native: [1002074, 1002075], zim: [6000103] }
/** What they say of one that does not belong to the app, or was made with another secret. */
const foreign: ZegocloudCodes = {
  web: [1102016, 1102020],
  native: [1002033],
  zim: [6000101, 6000103],
  server: [20014, 20015],
}

export const reasons: Readonly<Record<KitTokenErrorCode, Reason>> = {
  token_malformed: {
    message:
      'This does not have the outer shape of a token: its length, its characters or its number of "#" are wrong.',
    fix: 'Pass the token exactly as it was minted. A Kit Token has one "#"; a Token04 has none.',
    zegocloud: unreadable,
  },
  token_version: {
    message: 'The token does not start with 04.',
    fix: 'Only Token04 is supported. Mint a new token; an AppSign, a ServerSecret and a Token03 are not Token04.',
    zegocloud: { web: [1102016], native: [1002079], zim: [6000107] },
  },
  token_encoding: {
    message: 'What follows 04 is not canonical base64.',
    fix: 'Pass the token unchanged. In a URL it must be percent-encoded, or "+" becomes a space.',
    zegocloud: unreadable,
  },
  token_envelope: {
    message: 'The decoded token does not have the lengths of a Token04.',
    fix: 'Pass the whole token. If it is whole, its generator is not a Token04 generator or its payload is too long.',
    zegocloud: unreadable,
  },
  suffix_malformed: {
    message: 'The part after "#" is not the readable suffix of a Kit Token.',
    fix: 'Make the suffix with mint or generateKitTokenForProduction: base64 of JSON with userID, roomID, userName and appID, in ASCII.',
    zegocloud: {},
  },
  user_id_invalid: {
    message: "The user ID is not 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\.",
    fix: 'Give people IDs from this set, and show their names in userName, which takes every script.',
    zegocloud: { native: [1002006, 1002007] },
  },
  room_id_invalid: {
    message: 'The room ID is not 1 to 128 printable ASCII characters without space, ", \\ and #.',
    fix: 'Give rooms IDs from this set, and show their titles elsewhere.',
    zegocloud: { native: [1002013] },
  },
  user_name_invalid: {
    message: 'The user name is not percent-encoded text of at most 256 bytes without control characters.',
    fix: 'Encode the name with encodeURIComponent once, and shorten it.',
    zegocloud: { server: [50014] },
  },
  signature_malformed: {
    message: 'The signature in the suffix has no known form.',
    fix: 'Pass the token unchanged. If it is unchanged, it was signed by a newer version: update this one.',
    zegocloud: {},
  },
  key_unknown: {
    message: 'No key is known for the app of this token, or the key that signed it is not in the keyring.',
    fix: 'Check the AppID. After a rotation keep the previous key until its last token has expired.',
    zegocloud: { web: [1001004, 1101000], native: [1001004, 1101000], zim: [6000003], server: [20012] },
  },
  signature_invalid: {
    message: 'The signature is not right: the token or its suffix was changed after it was signed.',
    fix: 'Pass the token unchanged, and mint a new one for another room, user or name.',
    zegocloud: {},
  },
  trust_too_low: {
    message:
      'The token proves less than is asked for: nothing shows that the holder of the ServerSecret made it as it is.',
    fix: 'Mint it with mint or mintToken04. Tokens of official generators prove nothing; accept "bare" only to diagnose.',
    zegocloud: {},
  },
  token_undecryptable: {
    message: 'The token does not open with the key of its app.',
    fix: 'Check that minting and verifying use the same ServerSecret: 32 characters as they are, not decoded from hex.',
    zegocloud: foreign,
  },
  claims_invalid: {
    message: 'The sealed claims are not exactly those of a Token04.',
    fix: 'Claims are app_id, user_id, nonce, ctime, expire and payload, once each; numbers are plain integers in range.',
    zegocloud: { ...unreadable, native: [1002074, 1002076, 1002077, 1002078, 1002080] },
  },
  app_mismatch: {
    message: 'The app in the sealed claims is not the app of the key, of the suffix or of the call.',
    fix: 'Use one AppID with its own ServerSecret everywhere.',
    zegocloud: { web: [1102016], native: [1002076], zim: [6000101] },
  },
  user_mismatch: {
    message: 'The user in the sealed claims is not the user in the suffix, or not the user who is expected.',
    fix: 'Use the same user ID for the Token04 and for the suffix.',
    zegocloud: { web: [1102016], native: [1002077] },
  },
  room_mismatch: {
    message: 'The room that the token proves is not the room in the suffix, or not the room that is expected.',
    fix: 'Mint a token for the room that is to be entered.',
    zegocloud: { web: [1102020], native: [1002033] },
  },
  expiry_mismatch: {
    message: 'The expiry outside is not the expiry in the sealed claims, or it is not after the time of minting.',
    fix: 'Pass the token unchanged. If it is unchanged, its generator was called with a lifetime that is not a positive number.',
    zegocloud: {},
  },
  lifetime_too_long: {
    message: 'The token is valid for longer than is allowed.',
    fix: 'Mint tokens for minutes or hours and renew them, or raise maxLifetime knowingly.',
    zegocloud: {},
  },
  not_yet_valid: {
    message: 'The token was minted in the future.',
    fix: 'Set the clocks of the machine that mints and of this one.',
    zegocloud: {},
  },
  token_expired: {
    message: 'The token has expired.',
    fix: 'Mint a new token. If it is new, set the clocks and give the lifetime in seconds.',
    zegocloud: {
      web: [1102018],
      native: [1002033, 1002056, 1002078],
      zim: [6000106, 6000108],
      server: [50117, 50123],
    },
  },
  payload_invalid: {
    message: 'The payload is not empty and not a JSON object of room_id, privilege and stream_id_list.',
    fix: 'Leave the payload empty or let mint make it from grant. Privileges are {"1": 0 or 1, "2": 0 or 1}.',
    zegocloud: { native: [1002075] },
  },
}
