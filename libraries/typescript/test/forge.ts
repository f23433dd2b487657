// Makes tokens that our minting would never make: official spellings, broken rules, edited parts. By hand, from node:crypto alone.
import { createCipheriv, randomBytes } from 'node:crypto'
import { appId, now, serverSecret } from './providers.ts'

export interface Forged {
  readonly plaintext?: string | Uint8Array
  readonly secret?: string | Uint8Array
  /** The expiry outside; by default the one of the default claims. */
  readonly expire?: number | bigint
  readonly iv?: Uint8Array
  /** Padding in place of PKCS#7. */
  readonly padding?: Uint8Array
}

export const expire: number = now + 3600

/** The claims as an official generator spells them, with changes. */
export function claimsText(changes: Readonly<Record<string, unknown>> = {}): string {
  const claims = { app_id: appId, user_id: 'ada', nonce: 7, ctime: now, expire, payload: '' }
  return JSON.stringify({ ...claims, ...changes })
}

export function forgeRaw({ plaintext = claimsText(), secret = serverSecret, ...rest }: Forged = {}): Buffer {
  const { iv = randomBytes(16), expire: outside = expire, padding } = rest
  const algorithm = secret.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc'
  const cipher = createCipheriv(algorithm, secret, iv).setAutoPadding(padding === undefined)
  const input = typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext
  const ciphertext = Buffer.concat([cipher.update(input), cipher.update(padding ?? new Uint8Array(0)), cipher.final()])
  const head = Buffer.alloc(10)
  head.writeBigInt64BE(BigInt(outside))
  head.writeUInt16BE(iv.length, 8)
  const size = Buffer.alloc(2)
  size.writeUInt16BE(ciphertext.length)
  return Buffer.concat([head, iv, size, ciphertext])
}

export function forgeGcm(plaintext: string = claimsText(), secret: string = serverSecret): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  const head = Buffer.alloc(10)
  head.writeBigInt64BE(BigInt(expire))
  head.writeUInt16BE(12, 8)
  const size = Buffer.alloc(2)
  size.writeUInt16BE(sealed.length)
  return Buffer.concat([head, nonce, size, sealed, Uint8Array.of(1)])
}

export function token04Of(raw: Uint8Array): string {
  return `04${Buffer.from(raw).toString('base64')}`
}

/** A token of an official generator: it proves nothing. */
export function bareToken(forged: Forged = {}): string {
  return token04Of(forgeRaw(forged))
}

export const suffixFields: Readonly<Record<string, unknown>> = {
  userID: 'ada',
  roomID: 'lobby',
  userName: 'Ada%20L',
  appID: appId,
}

export function suffixOf(json: string | Readonly<Record<string, unknown>>): string {
  return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)).toString('base64')
}

export function kitOf(token04: string, changes: Readonly<Record<string, unknown>> = {}): string {
  return `${token04}#${suffixOf({ ...suffixFields, ...changes })}`
}
