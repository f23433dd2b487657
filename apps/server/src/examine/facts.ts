// What can be seen of the things that a server needs, without changing any of them. Whether that is good is for whoever asks to say.

export interface SqliteFacts {
  readonly kind: 'sqlite'
  /** False: the first start makes it. */
  readonly there: boolean
  /** Of its tables; 0 where there are none. */
  readonly version: number
  /** The version that this server makes of it. */
  readonly known: number
}

export interface PostgresFacts {
  readonly kind: 'postgres'
  /** `15.14` */
  readonly server: string
  readonly version: number
  readonly known: number
  /** Whether tables can be made or changed where that is needed. */
  readonly mayChangeTables: boolean
  readonly readOnly: boolean
  /** As the database has it for new connections; a server sets `off` to `on` for its own. */
  readonly synchronousCommit: string
  readonly fsync: string
  readonly encrypted: boolean
}

export type StoreFacts = SqliteFacts | PostgresFacts

export interface RedisFacts {
  readonly version: string
  /** Milliseconds that one question took. */
  readonly pingMs: number
}

export interface IssuerFacts {
  /** How many keys it publishes. */
  readonly keys: number
  /** Those that tokens may be signed with: which algorithms, each once. */
  readonly algorithms: readonly string[]
  /** What is wrong with the others, each once. */
  readonly unusable: readonly string[]
}

export interface KeysFacts {
  /** How many secrets the database keeps; 0: the first start puts those of the config there. */
  readonly kept: number
  /** Names of those that this config does not open. */
  readonly closed: readonly string[]
}

/** It cannot be had; the message says why, and holds nothing of a URL. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}
