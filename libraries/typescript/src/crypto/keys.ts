// What one ServerSecret computes for one app: three derived keys and the AES key, which is the secret itself (spec "Keys").
import { decodeBase64Url } from '../codec/base64.ts'
import { bytesOfLatin1, concat, hexOf, u32 } from '../codec/bytes.ts'
import type { Transcoder } from '../codec/transcoder.ts'
import type { Aes, CryptoProvider, Mac } from './provider.ts'

export interface SecretKey {
  /** Names the key without telling it: 8 hex digits. */
  readonly kid: string
  readonly aes: Aes
  readonly sealTag: Mac
  readonly gcmSealTag: Mac
  /** Over what follows the key ID and the AppID in the signed bytes. */
  readonly signatureTag: Mac
  readonly transcoder: Transcoder
  /** AES-128 as those use it who take the secret for hex digits; null where it has others. For explaining alone. */
  readonly misreadAes: (() => Aes) | null
}

export function deriveKey(provider: CryptoProvider, appId: number, serverSecret: string): SecretKey {
  const secret = bytesOfLatin1(serverSecret)
  const app = u32(appId)
  const labelled = (label: string): Uint8Array => concat(bytesOfLatin1(`${label}\0`), app)
  // HKDF-SHA256: extract with the salt, then one block of expand for each label.
  const nothing = new Uint8Array(0)
  const pseudorandom = decodeBase64Url(provider.hmac(bytesOfLatin1('roompass/v1'), nothing)(secret))
  const expand = provider.hmac(pseudorandom, nothing)
  const derive = (label: string): Uint8Array => decodeBase64Url(expand(concat(labelled(label), Uint8Array.of(1))))

  const kid = hexOf(derive('kid').subarray(0, 4))
  const sealKey = derive('token04-seal')
  const signed = concat(bytesOfLatin1('roompass-signature/v1\0\x07'), counted(kid), counted(String(appId)))
  return {
    kid,
    aes: provider.aes(secret),
    sealTag: provider.hmac(sealKey, labelled('roompass-seal/v1')),
    gcmSealTag: provider.hmac(sealKey, labelled('roompass-gcm-seal/v1')),
    signatureTag: provider.hmac(derive('kit-token-signature'), signed),
    transcoder: provider.transcoder,
    misreadAes: hexDigits.test(serverSecret) ? () => provider.aes(bytesOfHex(serverSecret)) : null,
  }
}

const hexDigits = /^[0-9a-f]{32}$/i

function bytesOfHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

function counted(text: string): Uint8Array {
  return concat(u32(text.length), bytesOfLatin1(text))
}
