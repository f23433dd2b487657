// Who takes part in `token.bench.ts`: each mints or verifies the same thing, the way its own documentation says, with keys made beforehand.
// A person may enter one room for an hour, is shown a name, and may publish.
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomInt, type KeyObject } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { AccessToken, TokenVerifier } from 'livekit-server-sdk'
import { provider as node } from '../libraries/typescript/src/crypto/node.ts'
import { provider as portable } from '../libraries/typescript/src/crypto/portable.ts'
import type { CryptoProvider } from '../libraries/typescript/src/crypto/provider.ts'
import { createKeyringWith, type Keyring } from '../libraries/typescript/src/keyring.ts'
import { mint, mintToken04 } from '../libraries/typescript/src/mint.ts'
import { verify, verifyToken04 } from '../libraries/typescript/src/verify.ts'

export const appId = 1234567890
export const secret = 'Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6'
export const lifetime = 3600

export interface Person {
  readonly userId: string
  readonly roomId: string
  readonly userName: string
}

export const people: readonly Person[] = Array.from({ length: 64 }, (_, i) => ({
  userId: `user-${i}`,
  roomId: `room-${i % 8}`,
  userName: `Ada L. ${i}`,
}))

/** Both ways of one library. What `verify` gives is who the token is for. */
export interface Contestant {
  readonly mint: (person: Person) => string | Promise<string>
  readonly verify: (token: string) => string | undefined | Promise<string | undefined>
}

export const contestants: Readonly<Record<string, () => Contestant>> = {
  'roompass sealed': () => sealed(keyringOf(node)),
  'roompass signed': () => signed(keyringOf(node)),
  'roompass sealed, portable': () => sealed(keyringOf(portable)),
  'roompass signed, portable': () => signed(keyringOf(portable)),
  'fresh cipher, key as text': () => floor(secret),
  'fresh cipher, key as bytes': () => floor(Buffer.from(secret)),
  'fresh cipher, KeyObject': () => floor(createSecretKey(secret, 'utf8')),
  'livekit-server-sdk': livekit,
  jose,
  jsonwebtoken: jwt,
}

function keyringOf(provider: CryptoProvider): Keyring {
  return createKeyringWith(provider, [{ appId, serverSecret: secret }])
}

/** A Token04 with room and rights in its payload. */
function sealed(keys: Keyring): Contestant {
  return {
    mint: ({ userId, roomId }) => mintToken04({ userId, roomId, grant: { publish: true }, expiresIn: lifetime }, keys),
    verify: (token) => verifyToken04(token, keys).userId,
  }
}

/** A Kit Token. */
function signed(keys: Keyring): Contestant {
  return {
    mint: (person) => mint({ ...person, grant: { publish: true }, expiresIn: lifetime }, keys),
    verify: (token) => verify(token, keys, { accept: 'signed' }).userId,
  }
}

/** The least that a Token04 generator and its reader do: no seal, no signature, no strictness. */
function floor(key: string | Buffer | KeyObject): Contestant {
  return {
    mint({ userId, roomId }) {
      const now = Math.floor(Date.now() / 1000)
      const expire = now + lifetime
      const payload = JSON.stringify({ room_id: roomId, privilege: { 1: 1, 2: 1 }, stream_id_list: null })
      const nonce = randomInt(2 ** 31)
      const claims = { app_id: appId, user_id: userId, nonce, ctime: now, expire, payload }
      const iv = randomBytes(16)
      const cipher = createCipheriv('aes-256-cbc', key, iv)
      const ciphertext = Buffer.concat([cipher.update(JSON.stringify(claims), 'utf8'), cipher.final()])
      const raw = Buffer.alloc(28 + ciphertext.length)
      raw.writeBigInt64BE(BigInt(expire))
      raw.writeUInt16BE(16, 8)
      iv.copy(raw, 10)
      raw.writeUInt16BE(ciphertext.length, 26)
      ciphertext.copy(raw, 28)
      return `04${raw.toString('base64')}`
    },
    verify(token) {
      const raw = Buffer.from(token.slice(2), 'base64')
      const decipher = createDecipheriv('aes-256-cbc', key, raw.subarray(10, 26))
      const text = decipher.update(raw.subarray(28), undefined, 'utf8') + decipher.final('utf8')
      const claims: { app_id: number; user_id: string; expire: number; payload: string } = JSON.parse(text)
      const { room_id: room }: { room_id: string } = JSON.parse(claims.payload)
      const good = claims.app_id === appId && claims.expire > Date.now() / 1000 && room !== ''
      return good ? claims.user_id : undefined
    },
  }
}

function livekit(): Contestant {
  const verifier = new TokenVerifier('key', secret)
  return {
    mint({ userId, roomId, userName }) {
      const token = new AccessToken('key', secret, { identity: userId, name: userName, ttl: lifetime })
      token.addGrant({ roomJoin: true, room: roomId, canPublish: true })
      return token.toJwt()
    },
    verify: async (token) => (await verifier.verify(token)).sub,
  }
}

function jose(): Contestant {
  // The key that jose is fastest with.
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = crypto.subtle.importKey('raw', Buffer.from(secret), algorithm, false, ['sign', 'verify'])
  return {
    mint: async ({ userId, roomId, userName }) =>
      new SignJWT({ room: roomId, name: userName, publish: true })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(`${lifetime}s`)
        .sign(await key),
    verify: async (token) => (await jwtVerify(token, await key, { algorithms: ['HS256'] })).payload.sub,
  }
}

function jwt(): Contestant {
  const key = createSecretKey(secret, 'utf8')
  return {
    mint: ({ userId, roomId, userName }) =>
      jsonwebtoken.sign({ room: roomId, name: userName, publish: true }, key, { subject: userId, expiresIn: lifetime }),
    verify: (token) => jsonwebtoken.verify(token, key, { algorithms: ['HS256'] }).sub,
  }
}
