// ZEGOCLOUD's own functions under their own names, with the same arguments: a program changes its import and nothing else.
// Spelling and order of arguments are theirs; what would have made a broken token is refused here.
import { systemNow, systemRandom } from './ambient.ts'
import { joinKitToken, encodeToken04 } from './codec/frame.ts'
import { maxOfficialPlaintext } from './codec/bounds.ts'
import { lastSecond } from './codec/envelope.ts'
import type { CryptoProvider } from './crypto/provider.ts'
import { createKeyringWith, mintingKey, type AppKey } from './keyring.ts'
import { isAppId, isRoomId, isUserId, isWellFormed } from './names.ts'
import { sealToken } from './sealed_token.ts'
import { isServerSecret } from './server_secret.ts'
import { Token04Error, token04Codes } from './zego_errors.ts'

const defaultTestLifetime = 7200
const latin1Text = /^[\u0000-\u00ff]*$/ // oxlint-disable-line no-control-regex -- the range of btoa

/** Makes `generateToken04` over a provider. */
export function generateToken04With(provider: CryptoProvider): GenerateToken04 {
  const keyOf = keyMemory(provider)
  return (appId, userId, secret, effectiveTimeInSeconds, payload = '') => {
    if (!isAppId(appId)) refuse('appIDInvalid', 'appID invalid')
    if (typeof userId !== 'string' || !isUserId(userId)) refuse('userIDInvalid', 'userId invalid')
    if (!isServerSecret(secret)) refuse('secretInvalid', 'secret must be a 32 byte string')
    const issuedAt = systemNow()
    const fits = Number.isInteger(effectiveTimeInSeconds) && effectiveTimeInSeconds > 0
    if (!fits || issuedAt + effectiveTimeInSeconds > lastSecond) {
      refuse('effectiveTimeInSecondsInvalid', 'effectiveTimeInSeconds invalid')
    }
    const text = payload ?? ''
    if (typeof text !== 'string') throw new TypeError('payload must be a string')
    return sealOfficial(keyOf(appId, secret), userId, issuedAt, effectiveTimeInSeconds, text)
  }
}

function refuse(code: keyof typeof token04Codes, message: string): never {
  throw new Token04Error(token04Codes[code], message)
}

export type GenerateToken04 = (
  appId: number,
  userId: string,
  secret: string,
  effectiveTimeInSeconds: number,
  payload?: string | null,
) => string

/** Makes `generateKitTokenForTest` over a provider. */
export function generateKitTokenForTestWith(provider: CryptoProvider): GenerateKitTokenForTest {
  const keyOf = keyMemory(provider)
  return (appID, serverSecret, roomID, userID, userName = '', expirationSeconds = defaultTestLifetime) => {
    if (!isAppId(appID)) throw new TypeError('appID must be a number from 1 to 4294967295')
    if (!isServerSecret(serverSecret)) {
      throw new TypeError('serverSecret must be the 32 characters that the console shows; an AppSign has 64')
    }
    if (typeof roomID !== 'string' || (roomID !== '' && !isRoomId(roomID))) {
      throw new TypeError('roomID must be at most 128 printable ASCII characters without space, ", \\ and #')
    }
    if (typeof userID !== 'string' || !isUserId(userID)) {
      throw new TypeError("userID must be 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\")
    }
    const issuedAt = systemNow()
    if (!Number.isInteger(expirationSeconds) || expirationSeconds < 1 || issuedAt + expirationSeconds > lastSecond) {
      throw new TypeError('expirationSeconds must be a whole number of seconds above 0')
    }
    warnOnce()
    const token = sealOfficial(keyOf(appID, serverSecret), userID, issuedAt, expirationSeconds, '')
    return generateKitTokenForProduction(appID, token, roomID, userID, userName)
  }
}

export type GenerateKitTokenForTest = (
  appID: number,
  serverSecret: string,
  roomID: string,
  userID: string,
  userName?: string,
  expirationSeconds?: number,
) => string

/**
 * Joins a Token04 from your server with the readable suffix, as ZEGOCLOUD's UIKit does: the same bytes. The suffix is not signed;
 * a room that is to be certain belongs into the payload of the Token04, or use `mint`.
 * @throws TypeError naming the argument that would have made a broken token
 */
export function generateKitTokenForProduction(
  appID: number,
  token: string,
  roomID: string,
  userID: string,
  userName: string = '',
): string {
  if (!isAppId(appID)) throw new TypeError('appID must be a number from 1 to 4294967295')
  if (typeof token !== 'string' || token === '')
    throw new TypeError('token must be the Token04 that your server answered')
  if (token.includes('#')) throw new TypeError('token is a Kit Token already: it has a "#"')
  for (const [name, value] of Object.entries({ roomID, userID })) {
    if (typeof value !== 'string') throw new TypeError(`${name} must be a string`)
    if (!latin1Text.test(value)) throw new TypeError(`${name} has characters outside Latin-1; show names in userName`)
  }
  if (userID === '') throw new TypeError('userID must not be empty')
  if (typeof userName !== 'string' || !isWellFormed(userName)) throw new TypeError('userName must be well-formed text')
  const suffix = { userID, roomID, userName: encodeURIComponent(userName), appID }
  return joinKitToken(token, btoa(JSON.stringify(suffix)))
}

function sealOfficial(key: AppKey, userId: string, issuedAt: number, lifetime: number, payload: string): string {
  const raw = sealToken(key, {
    userId,
    payload,
    issuedAt,
    expiresAt: issuedAt + lifetime,
    format: 'cbc',
    random: systemRandom,
    maxLength: maxOfficialPlaintext,
  })
  return encodeToken04(raw, key.transcoder)
}

/** The key of the last call: these functions get the secret anew each time, and deriving costs more than minting. */
function keyMemory(provider: CryptoProvider): (appId: number, serverSecret: string) => AppKey {
  let last: { readonly appId: number; readonly serverSecret: string; readonly key: AppKey } | null = null
  return (appId, serverSecret) => {
    if (last?.appId !== appId || last.serverSecret !== serverSecret) {
      const key = mintingKey(createKeyringWith(provider, [{ appId, serverSecret }]), appId)
      last = { appId, serverSecret, key }
    }
    return last.key
  }
}

let warned = false

function warnOnce(): void {
  if (warned) return
  warned = true
  // oxlint-disable-next-line no-console -- whoever ships a secret must be told where they look
  console.warn(
    'generateKitTokenForTest uses the ServerSecret right here. Whoever can open this page can read it, and then enter every room as anyone. ' +
      'Never ship it: mint on a server and call generateKitTokenForProduction. If this secret was published, replace it.',
  )
}
