import { describe, expect, it } from 'vitest'
import type { Claims } from '../../src/codec/claims.ts'
import { conflictsOf } from '../../src/consistency.ts'
import { expired, explainConflict } from '../../src/inspect/conflicts.ts'
import { readTerms, type VerifyOptions } from '../../src/terms.ts'
import { expire } from '../forge.ts'
import { appId, now } from '../providers.ts'

const claims: Claims = { appId, userId: 'ada', nonce: 7, issuedAt: now, expiresAt: expire, payload: '' }

interface Case extends VerifyOptions {
  readonly changes?: Partial<Claims>
  /** The expiry outside; by default the one inside. */
  readonly outside?: number
}

/** Each contradiction as its code and what is said of it. */
function said({ changes = {}, outside, ...options }: Case): readonly string[] {
  const own = { ...claims, ...changes }
  const header = outside ?? own.expiresAt
  const terms = readTerms({ now, ...options })
  return conflictsOf(own, header, appId, null, terms)
    .flatMap((conflict) => explainConflict(conflict, own, header, terms))
    .map(({ code, detail = '' }) => `${code}: ${detail}`)
}

describe('contradictions are explained in numbers', () => {
  it('where the app is another one', () => {
    expect(said({ changes: { appId: 7 } })).toEqual(['app_mismatch: The claims name app 7.'])
  })

  it('where the user is another one', () => {
    expect(said({ userId: 'eve' })).toEqual(['user_mismatch: It is about user_id.'])
  })

  it('where the expiry outside is another one, or not after minting', () => {
    expect(said({ outside: expire + 1 })).toEqual([`expiry_mismatch: Outside it is ${expire + 1}, inside ${expire}.`])
    expect(said({ changes: { issuedAt: expire } })).toContain(
      `expiry_mismatch: Minted at ${expire}, it expires at ${expire}.`,
    )
    const late = 2 ** 32 + 5
    expect(said({ changes: { expiresAt: late, issuedAt: late - 60 }, outside: 5, now: late - 60 })).toEqual([
      `expiry_mismatch: Outside it is 5, cut to 32 bits as the web kit does, inside ${late}.`,
    ])
  })

  it('where it lives too long', () => {
    expect(said({ maxLifetime: 60 })).toEqual(['lifetime_too_long: It lives for 60 minutes; 60 seconds are allowed.'])
  })

  it('where it was minted in the future: by a wrong clock, if it is less than a day', () => {
    const ahead = (seconds: number): readonly string[] =>
      said({ changes: { issuedAt: now + seconds, expiresAt: now + seconds + 60 } })
    expect(ahead(60)).toEqual([])
    expect(ahead(61)).toEqual(['clock_ahead: It is so by 61 seconds.', 'not_yet_valid: It is so by 61 seconds.'])
    expect(ahead(86_399)).toEqual(['clock_ahead: It is so by 24 hours.', 'not_yet_valid: It is so by 24 hours.'])
    expect(ahead(86_400)).toEqual(['not_yet_valid: It is so by 24 hours.'])
  })

  it('and in whole seconds where the clock has parts of them', () => {
    expect(said({ now: now - 60.5 })).toContain('not_yet_valid: It is so by 61 seconds.')
    expect(said({ now: expire + 4.9 })).toEqual(['token_expired: It did so 4 seconds ago.'])
  })

  it('each in turn', () => {
    expect(said({ changes: { appId: 7 }, userId: 'eve', now: expire + 1 })).toEqual([
      'app_mismatch: The claims name app 7.',
      'user_mismatch: It is about user_id.',
      'token_expired: It did so 1 seconds ago.',
    ])
  })
})

describe('a time', () => {
  it.each([
    [299, '299 seconds'],
    [300, '5 minutes'],
    [7199, '120 minutes'],
    [7200, '2 hours'],
    [172_799, '48 hours'],
    [172_800, '2 days'],
    [216_000, '3 days'],
  ])('of %i seconds is said as %s', (seconds, text) => {
    expect(expired(expire, readTerms({ now: expire + seconds })).detail).toBe(`It did so ${text} ago.`)
  })
})
