// A Token04 as an official generator makes it: encrypted, and proving nothing. By hand, from node:crypto alone.
import { createCipheriv, randomBytes } from 'node:crypto'

export interface BareClaims {
  readonly appId: number
  readonly userId: string
  readonly now: number
  readonly lifetime: number
  readonly payload?: string
}

export function bareToken04(secret: string, { appId, userId, now, lifetime, payload = '' }: BareClaims): string {
  const expire = now + lifetime
  const claims = { app_id: appId, user_id: userId, nonce: 7, ctime: now, expire, payload }
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', secret, iv)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()])
  const head = Buffer.alloc(10)
  head.writeBigInt64BE(BigInt(expire))
  head.writeUInt16BE(iv.length, 8)
  const size = Buffer.alloc(2)
  size.writeUInt16BE(sealed.length)
  return `04${Buffer.concat([head, iv, size, sealed]).toString('base64')}`
}

/** Token04 and suffix, as a page puts them together. */
export function kitTokenOf(token04: string, suffix: Readonly<Record<string, unknown>>): string {
  return `${token04}#${Buffer.from(JSON.stringify(suffix)).toString('base64')}`
}
