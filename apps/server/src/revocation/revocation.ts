// One revocation: who may no longer be inside, until when, and why. The store numbers it.
import { keepableText, tidPrefix } from '../audit/entry.ts'
import type { RevocationScope } from './scope.ts'

/** Unix seconds of 9999-12-31T23:59:59Z: a revocation without an end. No token is issued after it. */
export const forGood = 253_402_300_799

/** What is asked for. */
export interface NewRevocation {
  readonly appId: number
  readonly scope: RevocationScope
  /**
   * Unix seconds. It is the cut-off: what was issued in this second or before is refused, so that nothing new is issued until it is over, and what
   * was issued before stays dead. Of a single token it does not matter.
   */
  readonly until: number
  /** For operators; people do not see it. Null for none. */
  readonly reason: string | null
  /** Who did it, as the audit names them: `api_key:backend`. */
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface Revocation extends NewRevocation {
  readonly id: number
  /** Of its last change: grows by one with each change to any revocation, in the order in which they became visible. */
  readonly sequence: number
  /** Unix seconds: from then on no token is left that it could be about. */
  readonly endsAt: number
  readonly undone: { readonly at: number; readonly by: string } | null
}

/** Seconds: no token lives longer (spec R26), and the clock of whoever made it may be ahead by a minute (R27). */
const longestLife = 86_400
const clocksApart = 60

/** When a revocation can be forgotten: every token that it covers has expired by then. */
export function endOf({ scope, until, at }: Pick<NewRevocation, 'scope' | 'until' | 'at'>): number {
  const last = scope.kind === 'token' ? Math.ceil(at / 1000) : until
  return last + longestLife + clocksApart
}

/**
 * A revocation as every store keeps it.
 * @throws RangeError naming what cannot be: a time that is none, an ID that is empty or too long, a token ID that is not 16 hex digits or more
 */
export function keepableRevocation(wished: NewRevocation): NewRevocation {
  const { appId, until, reason, by, at } = wished
  if (!Number.isInteger(appId) || appId < 1 || appId > 0xffffffff) throw new RangeError('appId must be 1 to 4294967295')
  if (!Number.isInteger(until) || until < 0 || until > forGood) throw new RangeError('until must be Unix seconds')
  if (!Number.isSafeInteger(at) || at < 0) throw new RangeError('at must be milliseconds since 1970')
  if (by === '') throw new RangeError('by must not be empty')
  return {
    appId,
    scope: keepableScope(wished.scope),
    until,
    reason: reason === null ? null : keepableText(reason),
    by: keepableText(by),
    at,
  }
}

// oxlint-disable-next-line typescript/consistent-return -- every kind has its case
function keepableScope(scope: RevocationScope): RevocationScope {
  switch (scope.kind) {
    case 'token': {
      if (!/^[0-9a-f]{16,64}$/.test(scope.tid)) throw new RangeError('tid must be 16 to 64 hex digits')
      return { kind: 'token', tid: tidPrefix(scope.tid) }
    }
    case 'user':
      return { kind: 'user', userId: id('userId', scope.userId) }
    case 'room':
      return { kind: 'room', roomId: id('roomId', scope.roomId) }
    case 'user_in_room':
      return { kind: 'user_in_room', userId: id('userId', scope.userId), roomId: id('roomId', scope.roomId) }
    case 'key': {
      if (!/^[0-9a-f]{8}$/.test(scope.kid)) throw new RangeError('kid must be 8 hex digits')
      return { kind: 'key', kid: scope.kid }
    }
    case 'app':
      return { kind: 'app' }
  }
}

/** IDs of users and rooms are printable ASCII; which characters they may have is said where tokens are made. */
function id(name: string, value: string): string {
  if (!/^[\x21-\x7e]{1,128}$/.test(value)) throw new RangeError(`${name} must be 1 to 128 printable ASCII characters`)
  return value
}
