// Kit Tokens for the door to judge: good ones from the library, and broken ones made by hand, as somebody else would make them.
import { createCipheriv, randomInt } from 'node:crypto'
import { createKeyring, mint } from '@roompass/token'
import type { AppKey } from './process.ts'

export interface Wish {
  readonly userId: string
  readonly roomId: string
  readonly userName?: string
  readonly join?: boolean
  readonly publish?: boolean
  /** Seconds. Default 600. */
  readonly expiresIn?: number
  /** When it was minted, in Unix seconds. Default: now. */
  readonly mintedAt?: number
}

/** A signed Kit Token. */
export function mintFor({ appId, serverSecret }: AppKey, wish: Wish): string {
  const { userId, roomId, userName = userId, join = true, publish = true, expiresIn = 600, mintedAt } = wish
  return mint(
    { userId, roomId, userName, grant: { join, publish }, expiresIn },
    createKeyring([{ appId, serverSecret }]),
    mintedAt === undefined ? {} : { now: () => mintedAt },
  )
}

/** What an official generator makes: the right secret and a random IV, so nothing that proves where it comes from. */
export function bareFor({ appId, serverSecret }: AppKey, { userId, roomId, userName = userId }: Wish): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { app_id: appId, user_id: userId, nonce: randomInt(1, 2 ** 31), ctime: now, expire: now + 600 }
  const iv = Array.from({ length: 16 }, () => randomInt(10)).join('')
  const cipher = createCipheriv('aes-256-cbc', serverSecret, iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify({ ...claims, payload: '' })), cipher.final()])
  const expire = Buffer.alloc(8)
  expire.writeBigInt64BE(BigInt(claims.expire))
  const packed = Buffer.concat([expire, lengthOf(16), Buffer.from(iv), lengthOf(sealed.length), sealed])
  return `04${packed.toString('base64')}#${suffixOf({ userID: userId, roomID: roomId, userName, appID: appId })}`
}

function lengthOf(count: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(count)
  return bytes
}

function suffixOf(fields: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(fields)).toString('base64')
}

/** The token with other readable fields than those it was signed with. */
export function withSuffix(kitToken: string, changes: Readonly<Record<string, unknown>>): string {
  const [token04 = '', suffix = ''] = kitToken.split('#')
  const fields: unknown = JSON.parse(Buffer.from(suffix, 'base64').toString())
  if (typeof fields !== 'object' || fields === null) throw new TypeError('kitToken has no suffix')
  return `${token04}#${suffixOf({ ...fields, ...changes })}`
}

/** The token with one bit of its sealed part turned. */
export function withFlippedBit(kitToken: string): string {
  const [token04 = '', suffix = ''] = kitToken.split('#')
  const bytes = Buffer.from(token04.slice(2), 'base64')
  const at = bytes.length - 20
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return `04${bytes.toString('base64')}#${suffix}`
}
