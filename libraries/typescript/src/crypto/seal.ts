// The seal (spec "Seal", R16 to R18): encrypting under an IV that is derived from the plaintext, and opening again.
// Opening answers with one failure for everything, and does on each path the work of a success.
import { decodeBase64Url } from '../codec/base64.ts'
import { equalTags, latin1, utf8 } from '../codec/bytes.ts'
import { scanClaims, writeClaims } from '../codec/claims.ts'
import type { Envelope } from '../codec/envelope.ts'
import type { ScannedObject } from '../codec/json.ts'
import { pad, unpad } from '../codec/padding.ts'
import { decodeUtf8 } from '../codec/utf8.ts'
import type { SecretKey } from './keys.ts'

/** 16 characters carry 96 bits: all of an IV that must look like others', and the 12 bytes of a GCM nonce. */
const tagLength = 16

export function sealCbc(key: SecretKey, plaintext: Uint8Array): Pick<Envelope, 'iv' | 'ciphertext'> {
  const iv = utf8(key.sealTag(plaintext).slice(0, tagLength))
  return { iv, ciphertext: key.aes.encryptBlocks(iv, pad(plaintext)) }
}

export function sealGcm(key: SecretKey, plaintext: Uint8Array): Pick<Envelope, 'iv' | 'ciphertext'> {
  const iv = decodeBase64Url(key.gcmSealTag(plaintext).slice(0, tagLength))!
  return { iv, ciphertext: key.aes.sealGcm(iv, plaintext) }
}

export interface Opened {
  readonly claims: ScannedObject
  /** Whether the IV or nonce is the one that only a holder of the secret could derive. */
  readonly sealed: boolean
}

/** Null when it does not open: wrong key, tag, padding, UTF-8 or JSON, which nobody may tell apart. */
export function open(key: SecretKey, envelope: Envelope): Opened | null {
  const { plaintext, right } = envelope.format === 'cbc' ? decryptCbc(key, envelope) : decryptGcm(key, envelope)
  const text = decodeUtf8(plaintext)
  const plausible = right && text !== null
  const scanned = scanClaims(plausible ? text : dummy)
  const sealed = isSealed(key, envelope, plaintext)
  return plausible && scanned !== null ? { claims: scanned, sealed } : null
}

interface Decrypted {
  readonly plaintext: Uint8Array
  readonly right: boolean
}

function decryptCbc({ aes }: SecretKey, { iv, ciphertext }: Envelope): Decrypted {
  const blocks = aes.decryptBlocks(iv, ciphertext)
  const { end, right } = unpad(blocks)
  return { plaintext: blocks.subarray(0, end), right }
}

function decryptGcm({ aes }: SecretKey, { iv, ciphertext }: Envelope): Decrypted {
  const plaintext = aes.openGcm(iv, ciphertext)
  return { plaintext: plaintext ?? utf8(dummy), right: plaintext !== null }
}

function isSealed(key: SecretKey, { format, iv }: Envelope, plaintext: Uint8Array): boolean {
  if (format === 'cbc') return equalTags(key.sealTag(plaintext).slice(0, tagLength), latin1(iv))
  return equalTags(latin1(decodeBase64Url(key.gcmSealTag(plaintext).slice(0, tagLength))!), latin1(iv))
}

/** Read in place of a plaintext that cannot be read. */
const dummy = writeClaims({ appId: 1, userId: 'nobody', nonce: 1, issuedAt: 1, expiresAt: 2, payload: '' })
