// Which secret mints and which still verify. A keyring is opaque: its keys are in no property, and printing it shows none.
import { bytesOfLatin1 } from './codec/bytes.ts'
import { maxAppId } from './codec/claims.ts'
import type { Transcoder } from './codec/transcoder.ts'
import { deriveKey, type SecretKey } from './crypto/keys.ts'
import type { CryptoProvider } from './crypto/provider.ts'

export interface KeyringEntry {
  /** 1 to 4294967295. */
  readonly appId: number
  /** 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them; not decoded from hex. */
  readonly serverSecret: string
  /**
   * `active` (default) mints and verifies; `next` and `previous` only verify, before and after a rotation.
   * An app has one active key at most, and four keys in all.
   */
  readonly state?: 'next' | 'active' | 'previous'
  /**
   * What a Token04 in GCM form is worth when its tag is right. `accept` (default): it proves nothing unless its nonce is ours,
   * since some generators repeat nonces. `trust`: every maker with this secret is known to be good. `refuse`: not taken.
   */
  readonly gcm?: 'refuse' | 'accept' | 'trust'
}

/** The keys of one or several apps, from {@link createKeyring}. */
export interface Keyring {
  readonly appIds: readonly number[]
}

/** A key and what may be done with it. For the library's own use. */
export interface AppKey extends SecretKey {
  readonly appId: number
  readonly state: 'next' | 'active' | 'previous'
  readonly gcm: 'refuse' | 'accept' | 'trust'
  /** Too few different characters, or published as a sample. */
  readonly weak: boolean
}

interface Contents {
  readonly transcoder: Transcoder
  /** Sets the token ID apart from other hashes of the same bytes. */
  readonly tokenId: (raw: Uint8Array) => string
  readonly keys: ReadonlyMap<number, readonly AppKey[]>
}

const contents = new WeakMap<Keyring, Contents>()
const maxKeys = 4
const order = ['next', 'active', 'previous'] as const
const gcmChoices = ['refuse', 'accept', 'trust'] as const
const secretPattern = /^[\x20-\x7e]{32}$/
const publishedSamples: ReadonlySet<string> = new Set([
  '0123456789abcdef0123456789abcdef',
  'fa94dd0f974cf2e293728a526b028271',
  '12345678901234567890123456789012',
])

export function createKeyringWith(provider: CryptoProvider, entries: readonly KeyringEntry[]): Keyring {
  if (!Array.isArray(entries) || entries.length === 0)
    throw new TypeError('entries must be a list with at least one key')
  const keys = new Map<number, AppKey[]>()
  entries.forEach((entry: KeyringEntry, index) => {
    const key = readEntry(provider, entry, `entries[${index}]`)
    const ring = keys.get(key.appId) ?? []
    if (ring.length === maxKeys) throw new RangeError(`entries[${index}]: an app has at most ${maxKeys} keys`)
    if (ring.some(({ kid }) => kid === key.kid))
      throw new TypeError(`entries[${index}].serverSecret is in the ring already`)
    if (key.state === 'active' && ring.some(({ state }) => state === 'active')) {
      throw new TypeError(`entries[${index}].state: an app has one active key; mark the others next or previous`)
    }
    keys.set(key.appId, [...ring, key])
  })
  for (const ring of keys.values()) ring.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return register({
    transcoder: provider.transcoder,
    keys,
    tokenId: provider.sha256(bytesOfLatin1('roompass-tid/v1\0')),
  })
}

function register(content: Contents): Keyring {
  const keyring = Object.freeze(new OpaqueKeyring(content.keys))
  contents.set(keyring, content)
  return keyring
}

/** What a caller holds. It has no way to the keys, and prints as their names. */
class OpaqueKeyring implements Keyring {
  readonly appIds: readonly number[]
  readonly #kids: readonly string[]

  constructor(keys: Contents['keys']) {
    this.appIds = Object.freeze([...keys.keys()])
    this.#kids = [...keys.values()].flatMap((ring) => ring.map(({ kid }) => kid))
  }

  toString(): string {
    return `[Keyring kid=${this.#kids.join(',')}]`
  }

  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

function readEntry(provider: CryptoProvider, entry: KeyringEntry, name: string): AppKey {
  if (typeof entry !== 'object' || entry === null) throw new TypeError(`${name} must be an object`)
  const { appId, serverSecret, state = 'active', gcm = 'accept' } = entry
  if (!isAppId(appId)) throw new RangeError(`${name}.appId must be an integer from 1 to ${maxAppId}`)
  if (!isServerSecret(serverSecret)) {
    throw new TypeError(`${name}.serverSecret must be a string of 32 printable ASCII characters`)
  }
  if (!order.includes(state)) throw new TypeError(`${name}.state must be one of ${order.join(', ')}`)
  if (!gcmChoices.includes(gcm)) throw new TypeError(`${name}.gcm must be one of ${gcmChoices.join(', ')}`)
  const weak = isWeakServerSecret(serverSecret)
  return { ...deriveKey(provider, appId, serverSecret), appId, state, gcm, weak }
}

export function isAppId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxAppId
}

export function isServerSecret(value: unknown): value is string {
  return typeof value === 'string' && secretPattern.test(value)
}

/**
 * Whether a ServerSecret is no secret: published as a sample, or of fewer than 8 different characters (32 random hex digits
 * have so few once in 27 million). Servers refuse such a secret; verify does not care.
 */
export function isWeakServerSecret(serverSecret: string): boolean {
  return new Set(serverSecret).size < 8 || publishedSamples.has(serverSecret)
}

/** @throws TypeError when it is no keyring */
export function contentsOf(keys: Keyring): Contents {
  const content = contents.get(keys)
  if (content === undefined) throw new TypeError('keys must be a keyring from createKeyring')
  return content
}

/** The key that mints for an app; without an app, for the only one. @throws TypeError naming the argument */
export function mintingKey(keys: Keyring, appId: number | undefined): AppKey {
  const content = contentsOf(keys)
  if (appId === undefined && content.keys.size !== 1)
    throw new TypeError('appId must be given: the keyring has several apps')
  const ring = appId === undefined ? [...content.keys.values()][0]! : (content.keys.get(appId) ?? [])
  const active = ring.find(({ state }) => state === 'active')
  if (active === undefined) throw new TypeError('appId: the keyring has no active key for this app')
  return active
}
