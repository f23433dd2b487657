// What contradicts what in an opened token, in numbers where there are some. The contradictions themselves are verify's.
import type { Claims } from '../codec/claims.ts'
import type { KitTokenError } from '../errors.ts'
import type { Terms } from '../terms.ts'
import { findingOf, type Finding } from './findings.ts'

/** A minting so far ahead is a clock that is wrong, and not a date that is meant. */
const clockFault = 86_400

export function explainConflict(
  conflict: KitTokenError,
  { appId, issuedAt, expiresAt }: Claims,
  headerExpire: number,
  terms: Terms,
): readonly Finding[] {
  const { code } = conflict
  switch (code) {
    case 'app_mismatch':
      return [{ code, detail: `The claims name app ${appId}.` }]
    case 'expiry_mismatch':
      return [{ code, detail: expiries(issuedAt, expiresAt, headerExpire) }]
    case 'lifetime_too_long':
      return [{ code, detail: `It lives for ${span(expiresAt - issuedAt)}; ${span(terms.maxLifetime)} are allowed.` }]
    case 'not_yet_valid': {
      const ahead = Math.ceil(issuedAt - terms.now)
      const clock: Finding[] =
        ahead < clockFault ? [{ code: 'clock_ahead', detail: `It is so by ${span(ahead)}.` }] : []
      return [...clock, { code, detail: `It is so by ${span(ahead)}.` }]
    }
    case 'token_expired':
      return [expired(expiresAt, terms)]
    default:
      return [findingOf(conflict)]
  }
}

function expiries(issuedAt: number, expiresAt: number, headerExpire: number): string {
  if (expiresAt === headerExpire) return `Minted at ${issuedAt}, it expires at ${expiresAt}.`
  const cut = headerExpire === expiresAt % 2 ** 32 ? ', cut to 32 bits as the web kit does' : ''
  return `Outside it is ${headerExpire}${cut}, inside ${expiresAt}.`
}

export function expired(expire: number, { now }: Terms): Finding {
  return { code: 'token_expired', detail: `It did so ${span(Math.floor(now) - expire)} ago.` }
}

/** A length of time as people say it. */
function span(seconds: number): string {
  const units = [
    [172_800, 86_400, 'days'],
    [7200, 3600, 'hours'],
    [300, 60, 'minutes'],
  ] as const
  for (const [from, size, name] of units) if (seconds >= from) return `${Math.round(seconds / size)} ${name}`
  return `${seconds} seconds`
}
