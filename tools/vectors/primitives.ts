// The cryptography of spec/token04.md and spec/kit-token.md, step by step with fresh node:crypto objects: slow, plain, and
// independent of libraries/typescript, so that the two can find each other's faults.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'

export type Format = 'cbc' | 'gcm'

export interface DerivedKeys {
  readonly kSeal: Buffer
  readonly kSig: Buffer
  readonly kid: string
}

/** token04.md section 5. */
export function deriveKeys(serverSecret: string, appId: number): DerivedKeys {
  const derive = (label: string, length: number): Buffer => {
    const info = Buffer.concat([Buffer.from(`${label}\0`, 'latin1'), u32(appId)])
    return Buffer.from(hkdfSync('sha256', Buffer.from(serverSecret, 'latin1'), 'roompass/v1', info, length))
  }
  return {
    kSeal: derive('token04-seal', 32),
    kSig: derive('kit-token-signature', 32),
    kid: derive('kid', 4).toString('hex'),
  }
}

/** token04.md section 6: the IV (16 bytes) or nonce (12 bytes) that belongs to a plaintext. */
export function sealOf(serverSecret: string, appId: number, plaintext: Buffer, format: Format): Buffer {
  const label = format === 'cbc' ? 'roompass-seal/v1\0' : 'roompass-gcm-seal/v1\0'
  const mac = createHmac('sha256', deriveKeys(serverSecret, appId).kSeal)
  const tag = mac.update(label, 'latin1').update(u32(appId)).update(plaintext).digest()
  return format === 'gcm' ? tag.subarray(0, 12) : Buffer.from(tag.toString('base64url').slice(0, 16), 'latin1')
}

export function pkcs7(plaintext: Buffer): Buffer {
  const count = 16 - (plaintext.length % 16)
  return Buffer.concat([plaintext, Buffer.alloc(count, count)])
}

/** Whole blocks only: padding is the caller's, who may want it wrong. */
export function encryptCbc(serverSecret: string, iv: Buffer, blocks: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(serverSecret, 'latin1'), iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(blocks), cipher.final()])
}

export function decryptCbc(serverSecret: string, iv: Buffer, ciphertext: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(serverSecret, 'latin1'), iv).setAutoPadding(false)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()])
}

/** Ciphertext and the tag of 16 bytes after it. */
export function encryptGcm(serverSecret: string, nonce: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(serverSecret, 'latin1'), nonce)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

export function decryptGcm(serverSecret: string, nonce: Buffer, sealed: Buffer): Buffer | null {
  const options = { authTagLength: 16 }
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(serverSecret, 'latin1'), nonce, options)
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch {
    return null
  }
}

/** GCM without looking at the tag: counter mode that starts at 2. Only for reading what the tag refused. */
export function decryptGcmUnchecked(serverSecret: string, nonce: Buffer, bytes: Buffer): Buffer {
  const counter = Buffer.concat([nonce, u32(2)])
  return createDecipheriv('aes-256-ctr', Buffer.from(serverSecret, 'latin1'), counter).update(bytes)
}

export interface Envelope {
  readonly header: bigint
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly format: Format
}

/** token04.md section 2. */
export function frame({ header, iv, ciphertext, format }: Envelope): Buffer {
  const expire = Buffer.alloc(8)
  expire.writeBigInt64BE(header)
  const parts = [expire, u16(iv.length), iv, u16(ciphertext.length), ciphertext]
  return Buffer.concat(format === 'gcm' ? [...parts, Buffer.of(1)] : parts)
}

/** What the suffix shows and the signature covers; the name is percent-encoded. */
export interface Shown {
  readonly userId: string
  readonly roomId: string
  readonly encodedName: string
  readonly appId: number
  readonly ext: string | null
}

/** kit-token.md section 3: the bytes to be signed. */
export function signedBytes(kid: string, shown: Shown, raw: Buffer): Buffer {
  const fields = [kid, String(shown.appId), shown.userId, shown.roomId, shown.encodedName, shown.ext ?? '']
  const parts = [...fields.map((field) => Buffer.from(field, 'utf8')), raw]
  const counted = parts.flatMap((part) => [u32(part.length), part])
  return Buffer.concat([Buffer.from('roompass-signature/v1\0', 'latin1'), Buffer.of(7), ...counted])
}

export function sign(serverSecret: string, shown: Shown, raw: Buffer): string {
  const { kSig, kid } = deriveKeys(serverSecret, shown.appId)
  return `1.${kid}.${createHmac('sha256', kSig)
    .update(signedBytes(kid, shown, raw))
    .digest('base64url')}`
}

export function suffixJson(shown: Shown, sig: string | null): string {
  const { userId: userID, roomId: roomID, encodedName: userName, appId: appID, ext } = shown
  return JSON.stringify({
    userID,
    roomID,
    userName,
    appID,
    ...(ext === null ? {} : { ext }),
    ...(sig === null ? {} : { sig }),
  })
}

export function tokenId(raw: Buffer): string {
  return createHash('sha256').update('roompass-tid/v1\0', 'latin1').update(raw).digest('hex')
}

export function token04Text(raw: Buffer): string {
  return `04${raw.toString('base64')}`
}

export function kitTokenText(raw: Buffer, json: string): string {
  return `${token04Text(raw)}#${Buffer.from(json, 'latin1').toString('base64')}`
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value & 0xffff)
  return bytes
}
