// The keys of the app while the server runs: which one mints, which verify, and how an operator changes that (docs/keys.md).
import type { Keyring, KeyState } from '@roompass/token'

/** What every step of the server knows of the keys. */
export interface KeysInUse {
  /** The keyring of this moment. Take it once for each request: the next call may give another one. */
  current(): Keyring
  /** Whether it is known well enough that what the key mints will be taken everywhere for its whole life. */
  readonly fresh: boolean
  /**
   * Asks whether the keys have changed, at most once a second for everybody together. Where they never change it answers at once.
   * @returns whether there was an answer; `current` then gives what came of it
   */
  refresh(): Promise<boolean>
  /** The same at once, for what happens seldom. */
  reload(): Promise<boolean>
  /**
   * Unix seconds until which whoever is inside with a token of this key may stay without a fresh one: half a minute after it was retired. Null for a key that
   * counts, or that nobody knows.
   */
  endOf(kid: string): number | null
  /** Calls back when the keys have changed. */
  follow(changed: () => void): void
}

/** One key, without its secret. Times are milliseconds since 1970, null for what did not happen or is not known. */
export interface KeyView {
  /** 8 hex digits: the `kid` of passes and of the audit. */
  readonly kid: string
  /** `next` and `previous` verify, `active` mints and verifies, `retired` does nothing and has no secret any more. */
  readonly state: KeyState
  readonly createdAt: number | null
  readonly activeAt: number | null
  readonly previousAt: number | null
  readonly retiredAt: number | null
  /** When a previous one is retired by itself: no token that it made is left then. */
  readonly retireAt: number | null
  /** Whether its secret is sealed under today's key; false asks for {@link Keys.rewrap}. Null where there is no secret in the store. */
  readonly sealedToday: boolean | null
  readonly use: KeyUse
}

/** What this process has seen of a key since it started. Other nodes have seen other things. */
export interface KeyUse {
  /** Tokens that were made with it and given away, and when the last one was. */
  readonly issued: number
  readonly lastIssuedAt: number | null
  /** How often a token of it opened the door, took a seat again or renewed a stay, and when it last did. */
  readonly admitted: number
  readonly lastAdmittedAt: number | null
}

/** A secret for a new key. */
export interface NewSecret {
  /** 32 characters from 0x20 to 0x7E, as ZEGOCLOUD's console shows them. Default: a random one, which nobody ever sees. */
  readonly serverSecret?: string
}

/**
 * Every change is durable with its row of the audit when it resolves, holds on this node, and within two seconds on every other one.
 * `by` is who does it, as the audit names them: `api_key:backend`.
 * All that take `by` throw {@link KeysRefused}, and StoreUnavailable, with nothing changed.
 */
export interface Keys extends KeysInUse {
  /** Whether the keys are in the store, so that they can be changed here. Else they are those of the config. */
  readonly stored: boolean
  /** Every key, in the order in which they came, those that are retired included. @throws StoreUnavailable */
  list(): Promise<KeyView[]>
  /** Adds a key as `next`. Every node verifies with it soon; it mints when it is made active. */
  add(secret: NewSecret, by: string): Promise<KeyView>
  /**
   * Makes a `next` or `previous` key the one that mints. The one before it verifies until `tokens.maxLifetime` and a minute have passed. Waits until
   * every node has had the time to see the key: three seconds from when it was first seen here.
   */
  activate(kid: string, by: string): Promise<KeyView[]>
  /**
   * Changes the secret, and nobody notices: makes the key of this secret active; without a secret the oldest `next`; and where there is none, a new one.
   */
  rotate(secret: NewSecret, by: string): Promise<KeyView[]>
  /**
   * For a secret that leaked: a new key at once, and the active one is dead. What it made opens no door any more, for good; whoever is inside with it has half
   * a minute to bring a token of the new key. Does not wait, and makes room by
   * retiring the oldest previous key where the app has four.
   */
  rotateAndRevoke(leak: NewSecret & { readonly reason?: string }, by: string): Promise<KeyView[]>
  /** Forgets the secret of a `next` or `previous` key now. Tokens that it made open nothing from then on; whoever is inside has half a minute as above. */
  retire(kid: string, by: string): Promise<KeyView>
  /** Seals every secret anew under today's key, so that yesterday's can be thrown away. @returns how many that were */
  rewrap(by: string): Promise<number>
  close(): void
}

/**
 * `keys_of_config`: they are in the config, and nothing seals them in the store. `key_unknown`: there is no such key. `key_state`: it is not in a state
 * from which that can be done. `keys_full`: four are in use. `secret_invalid`, `secret_weak`, `secret_known`: no such secret is taken.
 * `keys_changed`: somebody else changed the keys in the same moment.
 */
export type KeysRefusal =
  | 'keys_of_config'
  | 'key_unknown'
  | 'key_state'
  | 'keys_full'
  | 'secret_invalid'
  | 'secret_weak'
  | 'secret_known'
  | 'keys_changed'

export const keysRefusals: Readonly<Record<KeysRefusal, string>> = {
  keys_of_config:
    'the keys are those of the config; to change them here, set keys.encryptionKey or ROOMPASS_KEY_ENCRYPTION_KEY_FILE',
  key_unknown: 'there is no key of this name; list the keys',
  key_state: 'the key is not in a state from which that can be done; list the keys',
  keys_full: 'four keys are in use; retire a previous or next one first, or wait until it is retired by itself',
  secret_invalid: 'serverSecret must be 32 printable ASCII characters',
  secret_weak: 'serverSecret is a published sample or has too few different characters; make one: openssl rand -hex 16',
  secret_known: 'this secret is, or was, a key of the app; take another one',
  keys_changed: 'somebody else changed the keys in the same moment; list the keys and try again',
}

/** A change of keys that cannot be. The message says the way out, and no secret. */
export class KeysRefused extends Error {
  override readonly name = 'KeysRefused'
  readonly code: KeysRefusal

  constructor(code: KeysRefusal) {
    super(keysRefusals[code])
    this.code = code
  }
}
