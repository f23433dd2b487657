// Do the parts of an opened token agree with each other, with the clock and with what is expected (spec R23 to R28, R30)?
// The order of the checks is the order of the codes that a caller sees.
import type { Claims } from './codec/claims.ts'
import type { SuffixFields } from './codec/suffix_fields.ts'
import { KitTokenError } from './errors.ts'
import type { Terms } from './terms.ts'

/** Minting may be ahead of verifying by so many seconds. */
const maxClockDrift = 60

/** Spec R7, R28: the last second of a token is the one before `expire`. */
export function hasExpired(expire: number, { now, clockTolerance }: Pick<Terms, 'now' | 'clockTolerance'>): boolean {
  return now >= expire + clockTolerance
}

/** All that contradicts, most telling first; empty when all is well. */
export function conflictsOf(
  claims: Claims,
  headerExpire: number,
  keyAppId: number,
  suffix: SuffixFields | null,
  terms: Terms,
): KitTokenError[] {
  const { appId, userId, issuedAt, expiresAt } = claims
  const conflicts: KitTokenError[] = []
  const check = (holds: boolean, code: KitTokenError['code'], claim: string): void => {
    if (!holds) conflicts.push(new KitTokenError(code, claim))
  }
  check(appId === keyAppId && (terms.appId ?? appId) === appId, 'app_mismatch', 'app_id') // R23
  check(suffix === null || suffix.userId === userId, 'user_mismatch', 'userID') // R24
  check((terms.userId ?? userId) === userId, 'user_mismatch', 'user_id')
  check(expiresAt === headerExpire && expiresAt > issuedAt, 'expiry_mismatch', 'expire') // R25
  check(expiresAt - issuedAt <= terms.maxLifetime, 'lifetime_too_long', 'expire') // R26
  check(issuedAt <= terms.now + maxClockDrift, 'not_yet_valid', 'ctime') // R27
  check(!hasExpired(expiresAt, terms), 'token_expired', 'expire') // R28
  return conflicts
}
