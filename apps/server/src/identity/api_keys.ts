// Keys for servers of the application: `rpk_<name>_<43 characters>`. The config holds their hashes; a lost config is no lost key.
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { bearerOf, identified, unidentified, type Caller, type IdentitySource } from './identity.ts'
import { defaultScopes, type ApiScope } from './scopes.ts'

export interface ApiKey {
  /** 1 to 32 of a-z, 0-9 and "-": what the audit calls this server. */
  readonly name: string
  /** SHA-256 of the whole key in lowercase hex. */
  readonly sha256: string
  /** What it may be used for. Default: `tokens` alone. */
  readonly scopes?: readonly ApiScope[]
  /** User IDs that it may name when it asks for tokens; `*` stands for any characters. Default: everyone. */
  readonly users?: string | readonly string[]
}

/** Group 1 is the name. */
const keyPattern = /^rpk_([a-z0-9-]{1,32})_[A-Za-z0-9_-]{43}$/
export const apiKeyName: RegExp = /^[a-z0-9-]{1,32}$/
export const apiKeyHash: RegExp = /^[0-9a-f]{64}$/

/**
 * Makes a key of 256 random bits: give `key` to the server that will use it, and `entry` to the config.
 * @throws RangeError when the name cannot be one
 */
export function createApiKey(
  name: string,
  limits: Pick<ApiKey, 'scopes' | 'users'> = {},
): { readonly key: string; readonly entry: ApiKey } {
  if (!apiKeyName.test(name)) throw new RangeError('name must be 1 to 32 of a-z, 0-9 and "-"')
  const key = `rpk_${name}_${randomBytes(32).toString('base64url')}`
  return { key, entry: { name, sha256: hashOf(key).toString('hex'), ...limits } }
}

export function apiKeySource(keys: readonly ApiKey[]): IdentitySource {
  const find = apiKeyFinder(keys)
  const callers = new Map(keys.map((key) => [key, identified(callerOf(key))]))
  return (request) => {
    const given = bearerOf(request) ?? request.headers.get('x-api-key')
    if (given === null || !given.startsWith('rpk_')) return null
    const key = find(given)
    return (key === null ? undefined : callers.get(key)) ?? unidentified('credentials_invalid')
  }
}

/** Which of the keys somebody has given; null where it is none of them. */
export function apiKeyFinder(keys: readonly ApiKey[]): (given: string) => ApiKey | null {
  const known = new Map(keys.map((key) => [key.name, { key, digest: Buffer.from(key.sha256, 'hex') }]))
  const noKey = Buffer.alloc(32)
  // Servers give the same key thousands of times a second: one that was right is not hashed again. Only who has it finds it here.
  const right = new Map<string, ApiKey>()
  return (given) => {
    const before = right.get(given)
    if (before !== undefined) return before
    const name = keyPattern.exec(given)?.[1] ?? ''
    // The same work for a name that nobody has: the answer's time tells nothing.
    const one = known.get(name)
    const isRight = timingSafeEqual(hashOf(given), one?.digest ?? noKey)
    if (!isRight || one === undefined) return null
    right.set(given, one.key)
    return one.key
  }
}

/** The server that calls with a key. */
export function callerOf({ name, scopes = defaultScopes, users }: ApiKey): Caller & { readonly kind: 'service' } {
  return { kind: 'service', name, scopes, users: users ?? '*' }
}

function hashOf(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}
