// What somebody writes by hand to have sealed and signed tokens from Node's own calls: AES-CBC, an HMAC, base64, JSON. It does the work of the library
// without its checks, and not its bytes: the secret itself is the key of the HMAC, which costs the same.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomInt, timingSafeEqual } from 'node:crypto'
import { appId, lifetime, secret, type Contestant, type Person } from './token_contestants.ts'

const key = createSecretKey(secret, 'utf8')

/** A Token04 whose IV comes from an HMAC of the claims. */
export const sealedByHand: Contestant = {
  mint: (person) => `04${sealedBytes(person).toString('base64')}`,
  verify(token) {
    const raw = Buffer.from(token.slice(2), 'base64')
    const text = decrypt(raw)
    return timingSafeEqual(seal(text), raw.subarray(10, 26)) ? userOf(text) : undefined
  },
}

/** A Kit Token, whose suffix has an HMAC of everything. */
export const signedByHand: Contestant = {
  mint(person) {
    const raw = sealedBytes(person)
    const userName = encodeURIComponent(person.userName)
    const sig = signature(raw, person.userId, person.roomId, userName)
    const suffix = JSON.stringify({ userID: person.userId, roomID: person.roomId, userName, appID: appId, sig })
    return `04${raw.toString('base64')}#${Buffer.from(suffix).toString('base64')}`
  },
  verify(kitToken) {
    const [token = '', encoded = ''] = kitToken.split('#')
    const raw = Buffer.from(token.slice(2), 'base64')
    const suffix: { userID: string; roomID: string; userName: string; sig: string } = JSON.parse(
      Buffer.from(encoded, 'base64').toString('utf8'),
    )
    const wanted = signature(raw, suffix.userID, suffix.roomID, suffix.userName)
    if (!timingSafeEqual(Buffer.from(suffix.sig), Buffer.from(wanted))) return undefined
    decodeURIComponent(suffix.userName)
    return userOf(decrypt(raw)) === suffix.userID ? suffix.userID : undefined
  },
}

function sealedBytes({ userId, roomId }: Person): Buffer {
  const now = Math.floor(Date.now() / 1000)
  const expire = now + lifetime
  const payload = JSON.stringify({ room_id: roomId, privilege: { 1: 1, 2: 1 }, stream_id_list: null })
  const nonce = randomInt(2 ** 31)
  const text = JSON.stringify({ app_id: appId, user_id: userId, nonce, ctime: now, expire, payload })
  const iv = seal(text)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const raw = Buffer.alloc(28 + ciphertext.length)
  raw.writeBigInt64BE(BigInt(expire))
  raw.writeUInt16BE(16, 8)
  iv.copy(raw, 10)
  raw.writeUInt16BE(ciphertext.length, 26)
  ciphertext.copy(raw, 28)
  return raw
}

function decrypt(raw: Buffer): string {
  const decipher = createDecipheriv('aes-256-cbc', key, raw.subarray(10, 26))
  return decipher.update(raw.subarray(28), undefined, 'utf8') + decipher.final('utf8')
}

function userOf(text: string): string | undefined {
  const claims: { app_id: number; user_id: string; expire: number; payload: string } = JSON.parse(text)
  const { room_id: room }: { room_id: string } = JSON.parse(claims.payload)
  const good = claims.app_id === appId && claims.expire > Date.now() / 1000 && room !== ''
  return good ? claims.user_id : undefined
}

function seal(text: string): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, 16)
}

function signature(raw: Buffer, ...fields: readonly string[]): string {
  return createHmac('sha256', key).update(fields.join('\0')).update(raw).digest('base64url')
}
