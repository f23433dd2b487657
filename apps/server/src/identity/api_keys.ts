// Keys for servers of the application: `rpk_<name>_<43 characters>`. The config holds their hashes; a lost config is no lost key.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { bearerOf, identified, unidentified, type IdentitySource } from './identity.ts'

export interface ApiKey {
  /** 1 to 32 of a-z, 0-9 and "-": what the audit calls this server. */
  readonly name: string
  /** SHA-256 of the whole key in lowercase hex. */
  readonly sha256: string
}

/** Group 1 is the name. */
const keyPattern = /^rpk_([a-z0-9-]{1,32})_[A-Za-z0-9_-]{43}$/
export const apiKeyName: RegExp = /^[a-z0-9-]{1,32}$/
export const apiKeyHash: RegExp = /^[0-9a-f]{64}$/

/** Makes a key of 256 random bits: give `key` to the server that will use it, and `entry` to the config. */
export function createApiKey(name: string): { readonly key: string; readonly entry: ApiKey } {
  if (!apiKeyName.test(name)) throw new RangeError('name must be 1 to 32 of a-z, 0-9 and "-"')
  const key = `rpk_${name}_${randomBytes(32).toString('base64url')}`
  return { key, entry: { name, sha256: hashOf(key).toString('hex') } }
}

export function apiKeySource(keys: readonly ApiKey[]): IdentitySource {
  const hashes = new Map(keys.map(({ name, sha256 }) => [name, Buffer.from(sha256, 'hex')]))
  const noKey = Buffer.alloc(32)
  return async (request) => {
    const given = bearerOf(request) ?? request.headers.get('x-api-key')
    if (given === null || !given.startsWith('rpk_')) return null
    const name = keyPattern.exec(given)?.[1] ?? ''
    // The same work for a name that nobody has: the answer's time tells nothing.
    const known = hashes.get(name)
    const right = timingSafeEqual(hashOf(given), known ?? noKey) && known !== undefined
    return right ? identified({ kind: 'service', name }) : unidentified('credentials_invalid')
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
