// The bytes of a Token04 around the ciphertext (spec R5 to R7): expiry, IV or nonce, ciphertext, and for GCM a mode byte.
import { KitTokenError } from '../errors.ts'
import { bounds, type Reading } from './bounds.ts'
import { readU16, readU32, writeU32 } from './bytes.ts'
import type { Transcoder } from './transcoder.ts'

export type Format = 'cbc' | 'gcm'

export interface Envelope {
  readonly format: Format
  /** Unix seconds; in the clear, and proved by nothing. */
  readonly expire: number
  readonly iv: Uint8Array
  /** For GCM with the tag of 16 bytes at its end. */
  readonly ciphertext: Uint8Array
}

/** 9999-12-31T23:59:59Z: the last second that common date types can hold. */
export const lastSecond = 253402300799

const cbc = { iv: 16, rest: 28 }
const gcm = { iv: 12, rest: 25, mode: 1 }

/** @throws KitTokenError `token_envelope` */
export function readEnvelope(raw: Uint8Array, reading: Reading): Envelope {
  const { raw: whole, ciphertext } = bounds[reading]
  if (raw.length < whole.min || raw.length > whole.max) throw new KitTokenError('token_envelope')
  const expire = readExpiry(raw)
  // Exactly two shapes. A length that fits neither is refused; there is no "else CBC", and bytes left over are no matter of taste.
  const ivLength = readU16(raw, 8)
  if (ivLength === cbc.iv) {
    const length = readU16(raw, 26)
    const { min, max } = ciphertext.cbc
    const fits = length >= min && length <= max && length % 16 === 0 && raw.length === cbc.rest + length
    if (fits) return { format: 'cbc', expire, iv: raw.subarray(10, 26), ciphertext: raw.subarray(28) }
  } else if (ivLength === gcm.iv) {
    const length = readU16(raw, 22)
    const { min, max } = ciphertext.gcm
    const fits = length >= min && length <= max && raw.length === gcm.rest + length
    if (fits && raw[raw.length - 1] === gcm.mode) {
      return { format: 'gcm', expire, iv: raw.subarray(10, 22), ciphertext: raw.subarray(24, 24 + length) }
    }
  }
  throw new KitTokenError('token_envelope')
}

/** Unix seconds, from the first 8 bytes. @throws KitTokenError `token_envelope` */
export function readExpiry(raw: Uint8Array): number {
  // A signed number: before 1970 is before 1.
  const expire = (readU32(raw, 0) | 0) * 2 ** 32 + readU32(raw, 4)
  if (expire < 1 || expire > lastSecond) throw new KitTokenError('token_envelope', 'expire')
  return expire
}

export function writeEnvelope({ format, expire, iv, ciphertext }: Envelope, { allocate }: Transcoder): Uint8Array {
  const { rest } = format === 'cbc' ? cbc : gcm
  const raw = allocate(rest + ciphertext.length)
  writeU32(raw, 0, Math.floor(expire / 2 ** 32))
  writeU32(raw, 4, expire)
  raw[8] = 0
  raw[9] = iv.length
  raw.set(iv, 10)
  const at = 10 + iv.length
  raw[at] = ciphertext.length >> 8
  raw[at + 1] = ciphertext.length
  raw.set(ciphertext, at + 2)
  if (format === 'gcm') raw[raw.length - 1] = gcm.mode
  return raw
}
