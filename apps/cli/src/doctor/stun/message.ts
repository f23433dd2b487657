// Messages of STUN (RFC 8489) and of TURN (RFC 8656), as far as asking for an allocation needs them. How they travel is in line.ts.
import { createHash, createHmac } from 'node:crypto'

export const types = { binding: 0x0001, allocate: 0x0003, refresh: 0x0004 } as const
const [success, failure] = [0x0100, 0x0110]
const cookie = 0x2112a442
const headerLength = 20

export const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  relayedAddress: 0x0016,
  requestedTransport: 0x0019,
  mappedAddress: 0x0020,
} as const

export type Attribute = readonly [type: number, value: Uint8Array]

/** Long-term credentials (RFC 8489 section 9.2). */
export interface Credentials {
  readonly username: string
  readonly password: string
  readonly realm: string
}

/** A request; with credentials it is signed with HMAC-SHA1 over everything before, the length counting the signature. */
export function encode(
  type: number,
  transactionId: Uint8Array,
  list: readonly Attribute[],
  credentials: Credentials | null = null,
): Uint8Array {
  const body = Buffer.concat(list.map(encodeAttribute))
  if (credentials === null) return Buffer.concat([header(type, body.length, transactionId), body])
  const signed = Buffer.concat([header(type, body.length + 24, transactionId), body])
  const hmac = createHmac('sha1', keyOf(credentials)).update(signed).digest()
  return Buffer.concat([signed, encodeAttribute([attributes.integrity, hmac])])
}

function keyOf({ username, realm, password }: Credentials): Uint8Array {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest()
}

function header(type: number, length: number, transactionId: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(headerLength)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(length, 2)
  bytes.writeUInt32BE(cookie, 4)
  bytes.set(transactionId, 8)
  return bytes
}

function encodeAttribute([type, value]: Attribute): Uint8Array {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  bytes.set(value, 4)
  return bytes
}

export interface Answer {
  readonly ok: boolean
  /** Of a refusal: 401, 438 and their like; else null. */
  readonly code: number | null
  /** The first attribute of each type. */
  readonly attributes: ReadonlyMap<number, Buffer>
}

/** How long the message at the beginning of a stream is; null while that cannot be told yet. */
export function lengthOf(bytes: Buffer): number | null {
  return bytes.length < headerLength ? null : headerLength + bytes.readUInt16BE(2)
}

/** The answer to a request, or null where these bytes are something else. */
export function decode(bytes: Buffer, request: number, transactionId: Uint8Array): Answer | null {
  if (lengthOf(bytes) !== bytes.length || bytes.readUInt32BE(4) !== cookie) return null
  if (!bytes.subarray(8, headerLength).equals(transactionId)) return null
  const type = bytes.readUInt16BE(0)
  if (type !== (request | success) && type !== (request | failure)) return null
  const found = new Map<number, Buffer>()
  for (let at = headerLength; at + 4 <= bytes.length;) {
    const [kind, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)]
    if (at + 4 + length > bytes.length) return null
    if (!found.has(kind)) found.set(kind, bytes.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  const code = found.get(attributes.errorCode)
  return {
    ok: type === (request | success),
    code: code === undefined || code.length < 4 ? null : (code[2] ?? 0) * 100 + (code[3] ?? 0),
    attributes: found,
  }
}

/** An address that was XORed with the cookie (RFC 8489 section 14.2); null where it is none of IPv4. */
export function addressOf(value: Buffer | undefined): string | null {
  if (value === undefined || value.length < 8 || value[1] !== 1) return null
  return [4, 5, 6, 7].map((i) => (value[i] ?? 0) ^ ((cookie >>> (8 * (7 - i))) & 0xff)).join('.')
}
