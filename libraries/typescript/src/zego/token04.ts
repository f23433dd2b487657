// ZEGOCLOUD's generateToken04 under its own name, with the same arguments: a program changes its import and nothing else.
import { systemNow } from '../ambient.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { isAppId, isUserId } from '../names.ts'
import { isServerSecret } from '../server_secret.ts'
import { isLifetime, mintOfficialWith } from './official_token.ts'
import { Token04Error, type Token04ErrorCode } from './token04_error.ts'

export type GenerateToken04 = (
  appId: number,
  userId: string,
  secret: string,
  effectiveTimeInSeconds: number,
  payload?: string | null,
) => string

/** The names are those of the official generators. */
const codes = { appIDInvalid: 1, userIDInvalid: 3, secretInvalid: 5, effectiveTimeInSecondsInvalid: 6 } as const

/** Makes `generateToken04` over a provider. The checks come in the order of the official generators. */
export function generateToken04With(provider: CryptoProvider): GenerateToken04 {
  const mint = mintOfficialWith(provider)
  return (appId, userId, secret, effectiveTimeInSeconds, payload) => {
    if (!isAppId(appId)) refuse(codes.appIDInvalid, 'appID invalid')
    if (!isUserId(userId)) refuse(codes.userIDInvalid, 'userId invalid')
    if (!isServerSecret(secret)) refuse(codes.secretInvalid, 'secret must be a 32 byte string')
    const issuedAt = systemNow()
    if (!isLifetime(effectiveTimeInSeconds, issuedAt)) {
      refuse(codes.effectiveTimeInSecondsInvalid, 'effectiveTimeInSeconds invalid')
    }
    const text = payload ?? ''
    if (typeof text !== 'string') throw new TypeError('payload must be a string')
    return mint({ appId, serverSecret: secret, userId, issuedAt, lifetime: effectiveTimeInSeconds, payload: text })
  }
}

function refuse(code: Token04ErrorCode, message: string): never {
  throw new Token04Error(code, message)
}
