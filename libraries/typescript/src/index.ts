// @roompass/token for servers. What pages get instead is in browser.ts.
import { provider } from '#crypto'
import { createKeyringWith, type Keyring, type KeyringEntry } from './keyring.ts'
import { refuseInPages } from './pages.ts'
import { generateKitTokenForTestWith } from './zego/test_token.ts'
import { generateToken04With } from './zego/token04.ts'

export { KitTokenError } from './errors.ts'
export type { Grant, GrantInput } from './grant.ts'
export { inspect, type InspectOptions } from './inspect.ts'
export type { HintCode } from './inspect/hints.ts'
export type { Generator, InspectCode, IvLooks, Problem, Report, ReportLayers, TokenKind } from './inspect/report.ts'
export type { KeyInfo, Keyring, KeyringEntry, KeyState } from './keyring.ts'
export { mint, mintToken04, type MintInput, type MintOptions, type Token04Input } from './mint.ts'
export { isRoomId, isUserId, isUserName } from './names.ts'
export type { Pass } from './pass.ts'
export { read, type Shown } from './read.ts'
export type { KitTokenErrorCode, Reason, ZegocloudCodes } from './reasons.ts'
export { isWeakServerSecret } from './server_secret.ts'
export { kitStreamIds } from './stream_ids.ts'
export type { Trust, VerifyOptions } from './terms.ts'
export { verify, verifyToken04 } from './verify.ts'
export { generateKitTokenForProduction } from './zego/production_token.ts'
export { Token04Error, type Token04ErrorCode } from './zego/token04_error.ts'

/**
 * The keys of one or several apps, for {@link mint}, {@link verify} and {@link inspect}. Keys are derived once, here: make a keyring when
 * the program starts and keep it. It is opaque and prints as the names of its keys.
 * @throws TypeError or RangeError naming the entry that is wrong; no message shows a secret
 * @example
 * const keys = createKeyring([
 *   { appId: 1234567890, serverSecret: newSecret },
 *   { appId: 1234567890, serverSecret: oldSecret, state: 'previous' },
 * ])
 */
export function createKeyring(entries: readonly KeyringEntry[]): Keyring {
  refuseInPages('createKeyring')
  return createKeyringWith(provider, entries)
}

const token04Of = /* @__PURE__ */ generateToken04With(provider)
const testKitTokenOf = /* @__PURE__ */ generateKitTokenForTestWith(provider)

/**
 * ZEGOCLOUD's generator with the same arguments and the same format, but sealed: {@link verifyToken04} takes what it makes, and nobody can
 * change it. The secret is derived anew when it is another than in the last call; {@link mintToken04} with a keyring is faster.
 * @param appId 1 to 4294967295
 * @param userId 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\
 * @param secret the ServerSecret: 32 characters from 0x20 to 0x7E
 * @param effectiveTimeInSeconds the lifetime, a whole number above 0; verify takes 86400 unless told otherwise
 * @param payload default "", as null is; verify takes JSON of `room_id`, `privilege` and `stream_id_list`, ZEGOCLOUD takes any text
 * @throws Token04Error with `errorCode` 1 (app), 3 (user), 5 (secret), 6 (time), in this order; TypeError or RangeError for the payload
 * @example
 * const token = generateToken04(1234567890, 'ada', serverSecret, 3600)
 */
export function generateToken04(
  appId: number,
  userId: string,
  secret: string,
  effectiveTimeInSeconds: number,
  payload?: string | null,
): string {
  refuseInPages('generateToken04')
  return token04Of(appId, userId, secret, effectiveTimeInSeconds, payload)
}

/**
 * ZEGOCLOUD's Kit Token for trying things out, made where the secret must not stay: it works in pages too, and warns once on the
 * console. The Token04 is sealed; the suffix is not signed.
 * @param appID 1 to 4294967295
 * @param serverSecret 32 characters from 0x20 to 0x7E
 * @param roomID as {@link isRoomId} says, or "" for no room
 * @param userID as {@link isUserId} says
 * @param userName text of any script; default ""
 * @param expirationSeconds a whole number above 0; default 7200
 * @throws TypeError naming the argument
 * @example
 * const kitToken = generateKitTokenForTest(1234567890, serverSecret, 'lobby', 'ada', 'Ada L.')
 */
export function generateKitTokenForTest(
  appID: number,
  serverSecret: string,
  roomID: string,
  userID: string,
  userName?: string,
  expirationSeconds?: number,
): string {
  return testKitTokenOf(appID, serverSecret, roomID, userID, userName, expirationSeconds)
}
