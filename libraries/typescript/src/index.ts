// @roompass/token for servers. What pages get instead is in browser.ts.
import { provider } from '#crypto'
import { createKeyringWith, type Keyring, type KeyringEntry } from './keyring.ts'
import { refuseInPages } from './pages.ts'
import { generateKitTokenForTestWith } from './zego/test_token.ts'

export { KitTokenError } from './errors.ts'
export type { Grant, GrantInput } from './grant.ts'
export { inspect, type InspectOptions } from './inspect.ts'
export type { HintCode } from './inspect/hints.ts'
export type { Generator, InspectCode, IvLooks, Problem, Report, ReportLayers, TokenKind } from './inspect/report.ts'
export type { KeyInfo, Keyring, KeyringEntry, KeyState } from './keyring.ts'
export {
  mint,
  mintToken04,
  mintToken04WithPass,
  mintWithPass,
  type MintInput,
  type MintOptions,
  type Token04Input,
} from './mint.ts'
export { isRoomId, isUserId, isUserName } from './names.ts'
export type { Pass } from './pass.ts'
export { read, type Shown } from './read.ts'
export type { KitTokenErrorCode, Reason, ZegocloudCodes } from './reasons.ts'
export { isWeakServerSecret } from './server_secret.ts'
export { kitStreamIds } from './stream_ids.ts'
export type { Trust, VerifyOptions } from './terms.ts'
export { verify, verifyToken04 } from './verify.ts'
export { generateToken04 } from './zego.ts'
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

const testKitTokenOf = /* @__PURE__ */ generateKitTokenForTestWith(provider)

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
