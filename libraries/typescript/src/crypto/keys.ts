// What one ServerSecret computes for one app: three derived keys and the AES key, which is the secret itself (spec "Keys").
import { decodeBase64Url } from '../codec/base64.ts'
import { concat, hexOf, u32, utf8 } from '../codec/bytes.ts'
import type { Aes, CryptoProvider, Mac } from './provider.ts'

export interface SecretKey {
  /** Names the key without telling it: 8 hex digits. */
  readonly kid: string
  readonly aes: Aes
  readonly sealTag: Mac
  readonly gcmSealTag: Mac
  /** Over what follows the key ID and the AppID in the signed bytes. */
  readonly signatureTag: Mac
}

const zero = Uint8Array.of(0)
const nothing = new Uint8Array(0)

export function deriveKey(provider: CryptoProvider, appId: number, serverSecret: string): SecretKey {
  const secret = utf8(serverSecret)
  // HKDF-SHA256: extract with the salt, then one block of expand for each label.
  const pseudorandom = bytesOf(provider.hmac(utf8('roompass/v1'), nothing)(secret))
  const expand = provider.hmac(pseudorandom, nothing)
  const derive = (label: string): Uint8Array => bytesOf(expand(concat(utf8(label), zero, u32(appId), Uint8Array.of(1))))

  const kid = hexOf(derive('kid').subarray(0, 4))
  const sealKey = derive('token04-seal')
  const sealPrefix = (label: string): Uint8Array => concat(utf8(label), zero, u32(appId))
  return {
    kid,
    aes: provider.aes(secret),
    sealTag: provider.hmac(sealKey, sealPrefix('roompass-seal/v1')),
    gcmSealTag: provider.hmac(sealKey, sealPrefix('roompass-gcm-seal/v1')),
    signatureTag: provider.hmac(
      derive('kit-token-signature'),
      concat(utf8('roompass-signature/v1'), zero, Uint8Array.of(7), counted(kid), counted(String(appId))),
    ),
  }
}

function bytesOf(tag: string): Uint8Array {
  return decodeBase64Url(tag)!
}

function counted(text: string): Uint8Array {
  return concat(u32(text.length), utf8(text))
}
