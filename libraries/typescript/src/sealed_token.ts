// From checked values to the bytes of a sealed Token04: the only way by which tokens come into being here.
import { maxPlaintext } from './codec/bounds.ts'
import { readU32 } from './codec/bytes.ts'
import { writeClaims } from './codec/claims.ts'
import { writeEnvelope, type Format } from './codec/envelope.ts'
import type { Payload } from './codec/own_payload.ts'
import { sealCbc, sealGcm } from './crypto/seal.ts'
import type { AppKey } from './keyring.ts'

export interface SealInput {
  readonly userId: string
  readonly payload: Payload
  readonly issuedAt: number
  readonly expiresAt: number
  readonly format: Format
  readonly random: (count: number) => Uint8Array
  /** In bytes. Default: the most that verify takes. */
  readonly maxLength?: number
}

/** @throws RangeError when the payload makes it too long */
export function sealToken(key: AppKey, input: SealInput): Uint8Array {
  const { userId, payload, issuedAt, expiresAt, format, random, maxLength = maxPlaintext } = input
  const claims = { appId: key.appId, userId, nonce: nonceFrom(random), issuedAt, expiresAt, payload }
  const plaintext = key.transcoder.encodeUtf8(writeClaims(claims))
  if (plaintext.length > maxLength) throw new RangeError(`payload: the claims are longer than ${maxLength} bytes`)
  const { iv, ciphertext } = format === 'cbc' ? sealCbc(key, plaintext) : sealGcm(key, plaintext)
  return writeEnvelope({ format, expire: expiresAt, iv, ciphertext }, key.transcoder)
}

/** 0 to 2^31 - 1. Two tokens with equal claims in one second differ by it, and therefore in all their bytes. */
function nonceFrom(random: (count: number) => Uint8Array): number {
  const bytes = random(4)
  if (!(bytes instanceof Uint8Array) || bytes.length !== 4) {
    throw new TypeError('options.random must give as many bytes as asked')
  }
  return readU32(bytes, 0) & 0x7fffffff
}
