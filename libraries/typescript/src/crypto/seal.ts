// The seal (spec "Seal", R16 to R18): encrypting under an IV that is derived from the plaintext, and opening again.
// Opening answers with one failure for everything, and does on each path the work of a success.
import { decodeBase64Url } from '../codec/base64.ts'
import { bytesOfLatin1, equalBytes, beginsWith } from '../codec/bytes.ts'
import { scanClaims, type ScannedClaims } from '../codec/claims.ts'
import type { Envelope } from '../codec/envelope.ts'
import { pad, unpad } from '../codec/padding.ts'
import type { SecretKey } from './keys.ts'

/** 16 characters carry 96 bits: all of an IV that must look like others', and the 12 bytes of a GCM nonce. */
const tagLength = 16

export function sealCbc(key: SecretKey, plaintext: Uint8Array): Pick<Envelope, 'iv' | 'ciphertext'> {
  const iv = cbcSeal(key, plaintext)
  return { iv, ciphertext: key.aes.encryptBlocks(iv, pad(plaintext, key.transcoder)) }
}

export function sealGcm(key: SecretKey, plaintext: Uint8Array): Pick<Envelope, 'iv' | 'ciphertext'> {
  const iv = gcmSeal(key, plaintext)
  return { iv, ciphertext: key.aes.sealGcm(iv, plaintext) }
}

function cbcSeal(key: SecretKey, plaintext: Uint8Array): Uint8Array {
  return bytesOfLatin1(key.sealTag(plaintext).slice(0, tagLength))
}

function gcmSeal(key: SecretKey, plaintext: Uint8Array): Uint8Array {
  return decodeBase64Url(key.gcmSealTag(plaintext).slice(0, tagLength))
}

export interface Opened {
  readonly claims: ScannedClaims
  /** What the claims were read from. */
  readonly plaintext: string
  /** Whether only a holder of the secret can have made it: by the signature, or by the IV or nonce that nobody else could derive. */
  readonly sealed: boolean
}

/**
 * Null when it does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart.
 * @param signed the signature was right: it covers every byte, and the seal could prove nothing more
 */
export function open(key: SecretKey, envelope: Envelope, signed: boolean): Opened | null {
  const { plaintext, right } = decrypt(key, envelope)
  // Whether the padding or the tag is right decides nothing before the end.
  const text = key.transcoder.decodeUtf8(plaintext)
  const scanned = text === null ? null : scanClaims(text)
  const claims = right ? scanned : null
  if (claims === null) scanClaims(unreadable)
  const sealed = signed || isSealed(key, envelope, plaintext)
  return text === null || claims === null ? null : { claims, plaintext: text, sealed }
}

function isSealed(key: SecretKey, { format, iv }: Envelope, plaintext: Uint8Array): boolean {
  return format === 'cbc' ? beginsWith(key.sealTag(plaintext), iv) : equalBytes(gcmSeal(key, plaintext), iv)
}

/** What is inside, claims or not; null when the key does not fit. For explaining alone: it tells more than a refusal may. */
export function plaintextOf(key: Cipher, envelope: Envelope): string | null {
  const { plaintext, right } = decrypt(key, envelope)
  return right ? key.transcoder.decodeUtf8(plaintext) : null
}

type Cipher = Pick<SecretKey, 'aes' | 'transcoder'>

interface Decrypted {
  readonly plaintext: Uint8Array
  readonly right: boolean
}

function decrypt(key: Cipher, envelope: Envelope): Decrypted {
  return envelope.format === 'cbc' ? decryptCbc(key, envelope) : decryptGcm(key, envelope)
}

function decryptCbc({ aes }: Cipher, { iv, ciphertext }: Envelope): Decrypted {
  const blocks = aes.decryptBlocks(iv, ciphertext)
  const { end, right } = unpad(blocks)
  return { plaintext: blocks.subarray(0, end), right }
}

function decryptGcm({ aes, transcoder }: Cipher, { iv, ciphertext }: Envelope): Decrypted {
  const plaintext = aes.openGcm(iv, ciphertext)
  return { plaintext: plaintext ?? transcoder.encodeUtf8(unreadable), right: plaintext !== null }
}

/** Read in place of a plaintext that cannot be read, in a spelling that takes long, so that the failure costs what a success costs. */
const unreadable = '{"user_id":"nobody","app_id":1,"nonce":1,"ctime":1,"expire":2,"payload":""}'
