// Which secret mints and which still verify. A keyring is opaque: its keys are in no property, and printing it shows none.
import { bytesOfLatin1 } from './codec/bytes.ts'
import type { Transcoder } from './codec/transcoder.ts'
import { deriveKey, type SecretKey } from './crypto/keys.ts'
import type { CryptoProvider } from './crypto/provider.ts'
import { isAppId, maxAppId } from './names.ts'
import { isServerSecret, isWeakServerSecret } from './server_secret.ts'

/**
 * What may be done with a key: see {@link KeyringEntry}.
 * @example
 * const stillVerifies = (state: KeyState): boolean => state !== 'retired'
 * console.log(keys.keys.filter(({ state }) => stillVerifies(state)).length)
 */
export type KeyState = 'next' | 'active' | 'previous' | 'retired'

/**
 * One secret of one app.
 * @example
 * const entries: KeyringEntry[] = [{ appId: 1234567890, serverSecret: newSecret }]
 * if (oldSecret !== '') entries.push({ appId: 1234567890, serverSecret: oldSecret, state: 'previous' })
 * const keys = createKeyring(entries)
 */
export interface KeyringEntry {
  /** 1 to 4294967295. */
  readonly appId: number
  /** 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them; not decoded from hex. */
  readonly serverSecret: string
  /**
   * `active` (default) mints and verifies. `next` and `previous` only verify, before and after a rotation. `retired` does neither:
   * it lets {@link inspect} say that a token was made with it. An app has one active key at most, and four keys in all.
   */
  readonly state?: KeyState
  /**
   * What a Token04 in GCM form is worth when its tag is right. `accept` (default): it proves nothing unless its nonce is ours,
   * since some generators repeat nonces. `trust`: every maker with this secret is known to be good. `refuse`: not taken.
   */
  readonly gcm?: 'refuse' | 'accept' | 'trust'
}

/**
 * A key by its name, without the secret.
 * @example
 * const nameOf = ({ appId, kid, state }: KeyInfo): string => `${appId} ${kid} ${state}`
 * console.log(keys.keys.map(nameOf))
 */
export interface KeyInfo {
  readonly appId: number
  /** 8 hex digits that name the key without telling it: the `kid` of a {@link Pass}. */
  readonly kid: string
  readonly state: KeyState
  /** Whether its secret is none ({@link isWeakServerSecret}). */
  readonly weak: boolean
}

/**
 * The keys of one or several apps, from {@link createKeyring}.
 * @example
 * const userOf = (kitToken: string, keys: Keyring): string => verify(kitToken, keys).userId
 * console.log(`${userOf(kitToken, keys)} by one of ${keys.toString()}`)
 */
export interface Keyring {
  readonly appIds: readonly number[]
  /** App by app; of one app in the order in which they are tried, newest first. */
  readonly keys: readonly KeyInfo[]
  /** The names of its keys; in JSON and in `util.inspect` likewise. */
  toString(): string
}

/** A key and what may be done with it. For the library's own use. */
export interface AppKey extends SecretKey, KeyInfo {
  readonly gcm: 'refuse' | 'accept' | 'trust'
}

/** The keys of one app, or of all. */
export interface Ring {
  readonly active: AppKey | null
  /** Newest first. */
  readonly verifying: readonly AppKey[]
  readonly retired: readonly AppKey[]
}

interface Contents {
  readonly transcoder: Transcoder
  /** Sets the token ID apart from other hashes of the same bytes. */
  readonly tokenId: (raw: Uint8Array) => string
  readonly rings: ReadonlyMap<number, Ring>
  /** Of every app together; it mints when there is one app. */
  readonly all: Ring
}

const contents = new WeakMap<Keyring, Contents>()
const maxKeys = 4
const states: readonly KeyState[] = ['next', 'active', 'previous', 'retired']
const gcmChoices: readonly string[] = ['refuse', 'accept', 'trust']

/** Makes `createKeyring` over a provider. */
export function createKeyringWith(provider: CryptoProvider, entries: readonly KeyringEntry[]): Keyring {
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new TypeError('entries must be a list with at least one key')
  }
  const keys = new Map<number, AppKey[]>()
  entries.forEach((entry: KeyringEntry, index) => {
    const key = readEntry(provider, entry, `entries[${index}]`)
    const others = keys.get(key.appId) ?? []
    checkPlace(key, others, `entries[${index}]`)
    keys.set(key.appId, [...others, key])
  })
  const rings = new Map([...keys].map(([appId, own]) => [appId, ringOf(own)]))
  const every: AppKey[] = []
  for (const { verifying, retired } of rings.values()) every.push(...verifying, ...retired)
  const tokenId = provider.sha256(bytesOfLatin1('roompass-tid/v1\0'))
  const keyring = Object.freeze(new OpaqueKeyring(every))
  contents.set(keyring, { transcoder: provider.transcoder, tokenId, rings, all: ringOf(every) })
  return keyring
}

function checkPlace(key: AppKey, others: readonly AppKey[], name: string): void {
  if (others.length === maxKeys) throw new RangeError(`${name}: an app has at most ${maxKeys} keys`)
  if (others.some(({ kid }) => kid === key.kid)) throw new TypeError(`${name}.serverSecret is in the ring already`)
  if (key.state === 'active' && others.some(({ state }) => state === 'active')) {
    throw new TypeError(`${name}.state: an app has one active key; mark the others next, previous or retired`)
  }
}

function ringOf(keys: readonly AppKey[]): Ring {
  const sorted = [...keys].sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
  return {
    active: sorted.find(({ state }) => state === 'active') ?? null,
    verifying: sorted.filter(({ state }) => state !== 'retired'),
    retired: sorted.filter(({ state }) => state === 'retired'),
  }
}

/** What a caller holds. It has no way to the keys, and prints as their names. */
class OpaqueKeyring implements Keyring {
  readonly appIds: readonly number[]
  readonly keys: readonly KeyInfo[]

  constructor(keys: readonly AppKey[]) {
    this.appIds = Object.freeze([...new Set(keys.map(({ appId }) => appId))])
    this.keys = Object.freeze(keys.map(({ appId, kid, state, weak }) => Object.freeze({ appId, kid, state, weak })))
  }

  toString(): string {
    return `[Keyring kid=${this.keys.map(({ kid }) => kid).join(',')}]`
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
  if (!states.includes(state)) throw new TypeError(`${name}.state must be one of ${states.join(', ')}`)
  if (!gcmChoices.includes(gcm)) throw new TypeError(`${name}.gcm must be one of ${gcmChoices.join(', ')}`)
  return { ...deriveKey(provider, appId, serverSecret), appId, state, gcm, weak: isWeakServerSecret(serverSecret) }
}

/** @throws TypeError when it is no keyring */
export function contentsOf(keys: Keyring): Contents {
  const content = contents.get(keys)
  if (content === undefined) throw new TypeError('keys must be a keyring from createKeyring')
  return content
}

/** The key that mints for an app; without an app, for the only one. @throws TypeError naming the argument */
export function mintingKey(keys: Keyring, appId: number | undefined): AppKey {
  const { rings, all } = contentsOf(keys)
  if (appId === undefined && rings.size !== 1) throw new TypeError('appId must be given: the keyring has several apps')
  const active = appId === undefined ? all.active : rings.get(appId)?.active
  if (active === undefined || active === null) {
    throw new TypeError('appId: the keyring has no active key for this app')
  }
  return active
}
