// What the drop-in functions have in common: a sealed Token04 as long as the format allows, with keys that are derived once.
import { systemRandom } from '../ambient.ts'
import { maxOfficialPlaintext } from '../codec/bounds.ts'
import { lastSecond } from '../codec/envelope.ts'
import { encodeToken04 } from '../codec/frame.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { createKeyringWith, mintingKey, type AppKey } from '../keyring.ts'
import { sealToken } from '../sealed_token.ts'

export interface OfficialInput {
  readonly appId: number
  readonly serverSecret: string
  readonly userId: string
  readonly issuedAt: number
  /** Seconds. */
  readonly lifetime: number
  readonly payload: string
}

/** Seals checked values. @throws RangeError when the payload makes it too long */
export type MintOfficial = (input: OfficialInput) => string

export function mintOfficialWith(provider: CryptoProvider): MintOfficial {
  const keyOf = keyMemory(provider)
  return ({ appId, serverSecret, userId, issuedAt, lifetime, payload }) => {
    const key = keyOf(appId, serverSecret)
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
}

/** Whether a token that is made at `issuedAt` can live so many seconds. */
export function isLifetime(seconds: unknown, issuedAt: number): seconds is number {
  return typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0 && issuedAt + seconds <= lastSecond
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
