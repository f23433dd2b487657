// @roompass/token for servers. What pages get instead is in browser.ts.
import { provider } from '#crypto'
import { createKeyringWith, type Keyring, type KeyringEntry } from './keyring.ts'
import { generateKitTokenForTestWith } from './zego/test_token.ts'
import { generateToken04With } from './zego/token04.ts'

export { KitTokenError } from './errors.ts'
export type { KitTokenErrorCode } from './reasons.ts'
export type { Grant, GrantInput } from './grant.ts'
export { inspect, type InspectOptions } from './inspect.ts'
export type { HintCode } from './inspect/hints.ts'
export type {
  Generator,
  InspectCode,
  IvLooks,
  Problem,
  Reason,
  Report,
  ReportLayers,
  TokenKind,
  ZegocloudCodes,
} from './inspect/report.ts'
export type { KeyInfo, Keyring, KeyringEntry, KeyState } from './keyring.ts'
export { mint, mintToken04, type MintInput, type MintOptions, type Token04Input } from './mint.ts'
export { isRoomId, isUserId, isUserName } from './names.ts'
export type { Pass } from './pass.ts'
export { read, type Shown } from './read.ts'
export { isWeakServerSecret } from './server_secret.ts'
export type { Trust, VerifyOptions } from './terms.ts'
export { verify, verifyToken04 } from './verify.ts'
export { generateKitTokenForProduction } from './zego/production_token.ts'
export { Token04Error, type Token04ErrorCode } from './zego/token04_error.ts'

/**
 * The keys of one or several apps. Keys are derived once, here.
 * @throws TypeError or RangeError naming the entry that is wrong; no message shows a secret
 */
export function createKeyring(entries: readonly KeyringEntry[]): Keyring {
  return createKeyringWith(provider, entries)
}

const token04Of = /* @__PURE__ */ generateToken04With(provider)
const testKitTokenOf = /* @__PURE__ */ generateKitTokenForTestWith(provider)

/**
 * ZEGOCLOUD's generator, sealed: the same arguments, the same format.
 * @param effectiveTimeInSeconds the lifetime; verify takes 24 hours unless told otherwise
 * @throws Token04Error with `errorCode` 1 (app), 3 (user), 5 (secret), 6 (time); TypeError or RangeError for the payload
 */
export function generateToken04(
  appId: number,
  userId: string,
  secret: string,
  effectiveTimeInSeconds: number,
  payload?: string | null,
): string {
  return token04Of(appId, userId, secret, effectiveTimeInSeconds, payload)
}

/**
 * A Kit Token for trying things out, made where the secret must not stay. Warns once.
 * @param expirationSeconds default 7200
 * @throws TypeError naming the argument
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
