// What a JWT says once its signature holds: that it is a token for us at all, beyond what jose checks, and whom it speaks of.
import { createHash } from 'node:crypto'
import type { JWTHeaderParameters, JWTPayload } from 'jose'
import { isUserId, isUserName } from '@roompass/token'
import type { PolicyUser } from '../policy/policy.ts'
import type { JwtIssuer } from './issuer.ts'

/** The kinds that speak of a user: RFC 7519 section 5.1, RFC 9068 section 2.1. Not proofs, log-outs and events, which the same key may sign. */
const types = /^(?:application\/)?(?:at\+)?jwt$/i

/** Whether the type, the audience and the authorized party are as they must be. Type and party may be left out. */
export function isForUs({ typ }: JWTHeaderParameters, claims: JWTPayload, { authorizedParties }: JwtIssuer): boolean {
  if (typ !== undefined && !(typeof typ === 'string' && types.test(typ))) return false
  if (!areTexts(claims.aud) || !['string', 'undefined'].includes(typeof claims['azp'])) return false
  if (authorizedParties === undefined) return true
  const party = claims['azp'] ?? claims['client_id']
  return typeof party === 'string' && [authorizedParties].flat().includes(party)
}

/** `aud` is a text or a list of texts; one that holds something else was made by no issuer that can be trusted to mean us. */
function areTexts(aud: unknown): boolean {
  return [aud].flat().every((one) => typeof one === 'string')
}

/** Null where the claim with the user ID names nobody. @param several whether there are other issuers */
export function userOf(terms: JwtIssuer, claims: JWTPayload, several: boolean): PolicyUser | null {
  const { issuer, userIdClaim = 'sub', userIds = several ? 'derived' : 'subject', userNameClaim = 'name' } = terms
  const subject = claims[userIdClaim]
  if (typeof subject !== 'string' || subject === '') return null
  const name = claims[userNameClaim]
  return {
    id: userIdOf(issuer, subject, userIds),
    name: typeof name === 'string' && isUserName(name) ? name : null,
    via: 'jwt',
    claims,
  }
}

/**
 * The subject itself, or a stable name made from issuer and subject, so that two providers' "42" are two people. A subject that cannot be
 * a user ID gets such a name as well, and so does one that looks like such a name: nobody can be called what another one is.
 */
function userIdOf(issuer: string, subject: string, userIds: 'subject' | 'derived'): string {
  if (userIds === 'subject' && isUserId(subject) && !/^u\.[\w-]{22}$/.test(subject)) return subject
  return `u.${createHash('sha256').update(`${issuer}\0${subject}`).digest('base64url').slice(0, 22)}`
}
