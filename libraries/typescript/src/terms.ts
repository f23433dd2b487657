// The options of verifying, with their defaults and checks.
import type { Reading } from './codec/bounds.ts'
import { systemNow } from './ambient.ts'
import { defaultMaxLifetime } from './lifetime.ts'
import { isAppId } from './names.ts'

/**
 * What a verified token proved. `signed`: every field. `sealed`: the claims inside Token04, not the suffix.
 * `bare`: nothing; anyone who holds a token of an official generator can make others from it.
 * @example
 * const accept: Trust = 'signed'
 * const { roomId, userName } = verify(kitToken, keys, { accept })
 */
export type Trust = 'signed' | 'sealed' | 'bare'

/**
 * What a token must be to be taken (spec kit-token.md 5.1).
 * @example
 * const terms: VerifyOptions = { accept: 'signed', roomId: 'lobby', clockTolerance: 5 }
 * const pass = verify(kitToken, keys, terms)
 */
export interface VerifyOptions {
  /** The least trust that is taken. Default `sealed`. With `bare`, longer tokens and stranger suffixes of others are read as well. */
  readonly accept?: Trust
  /** The room that the token must prove. A bare token proves none; there its words are compared. */
  readonly roomId?: string
  /** The user that the token must name. */
  readonly userId?: string
  /** The app that the token must belong to. Default: any app of the keyring. */
  readonly appId?: number
  /** Unix seconds. Default: the clock of this machine. */
  readonly now?: number
  /** Seconds for which an expired token is still taken, 0 to 300. Default 0. */
  readonly clockTolerance?: number
  /** The longest lifetime in seconds that is taken. Default 86400. */
  readonly maxLifetime?: number
}

export interface Terms {
  readonly accept: Trust
  readonly roomId: string | undefined
  readonly userId: string | undefined
  readonly appId: number | undefined
  readonly now: number
  readonly clockTolerance: number
  readonly maxLifetime: number
  /** Who takes bare tokens reads all that official generators make. */
  readonly reading: Reading
}

const ranks: Readonly<Record<Trust, number>> = { bare: 0, sealed: 1, signed: 2 }
const maxTolerance = 300

/** Whether `trust` is worth at least `accept`. */
export function suffices(trust: Trust, accept: Trust): boolean {
  return ranks[trust] >= ranks[accept]
}

/** @throws TypeError or RangeError naming the option */
export function readTerms(options: VerifyOptions): Terms {
  if (typeof options !== 'object' || options === null) throw new TypeError('options must be an object')
  const {
    accept = 'sealed',
    roomId,
    userId,
    appId,
    now,
    clockTolerance = 0,
    maxLifetime = defaultMaxLifetime,
  } = options
  if (!Object.hasOwn(ranks, accept)) throw new TypeError('options.accept must be signed, sealed or bare')
  if (roomId !== undefined && typeof roomId !== 'string') throw new TypeError('options.roomId must be a string')
  if (userId !== undefined && typeof userId !== 'string') throw new TypeError('options.userId must be a string')
  if (appId !== undefined && !isAppId(appId)) throw new RangeError('options.appId must be an AppID')
  const at = now ?? systemNow()
  if (!Number.isFinite(at)) throw new RangeError('options.now must be a time in Unix seconds')
  if (!(clockTolerance >= 0 && clockTolerance <= maxTolerance)) {
    throw new RangeError(`options.clockTolerance must be 0 to ${maxTolerance} seconds`)
  }
  if (!(maxLifetime > 0)) throw new RangeError('options.maxLifetime must be a positive number of seconds')
  const reading = accept === 'bare' ? 'official' : 'own'
  return { accept, roomId, userId, appId, now: at, clockTolerance, maxLifetime, reading }
}
