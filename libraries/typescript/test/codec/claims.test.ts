import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClaims, scanClaims, writeClaims, type Claims } from '../../src/codec/claims.ts'
import { isUserId } from '../../src/names.ts'
import { userIds } from '../arbitraries.ts'
import { codeOf } from '../refusal.ts'

const claims: fc.Arbitrary<Claims> = fc.record({
  appId: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  userId: userIds,
  nonce: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  issuedAt: fc.integer({ min: 1, max: 253_402_300_799 }),
  expiresAt: fc.integer({ min: 1, max: 253_402_300_799 }),
  payload: fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
})

/** What becomes of a text: the claims, or how it is refused. */
function outcome(text: string): unknown {
  const scanned = scanClaims(text)
  if (scanned === null) return 'token_undecryptable'
  let read: Claims | undefined
  const code = codeOf(() => (read = readClaims(scanned)))
  return read ?? code
}

describe('claims', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(claims, (given) => {
        expect(outcome(writeClaims(given))).toEqual(given)
      }),
    )
  })

  it('are spelled as JSON.stringify spells them, in the order of the format', () => {
    const text = writeClaims({ appId: 1, userId: 'a\\b', nonce: 2, issuedAt: 3, expiresAt: 4, payload: '{"x":"é"}' })
    expect(text).toBe('{"app_id":1,"user_id":"a\\\\b","nonce":2,"ctime":3,"expire":4,"payload":"{\\"x\\":\\"é\\"}"}')
  })

  // Our own spelling is read by a pattern and every other by the scanner: an escape that changes nothing leads from one to the other.
  it('mean the same in our spelling and in any other', () => {
    const values = fc.record({
      app_id: fc.constantFrom('0', '1', '4294967295', '4294967296', '999999999999', '01', '1.0'),
      user_id: fc.constantFrom('ada', 'a\\\\b', '', 'Ada L', 'é', 'a\\"b', 'u'.repeat(65)),
      nonce: fc.constantFrom('0', '2147483647', '2147483648', '-1', '-0'),
      ctime: fc.constantFrom('0', '1', '253402300799', '253402300800'),
      expire: fc.constantFrom('1', '253402300799', '253402300800', '1e3'),
      payload: fc.constantFrom('', '{}', '{\\"a\\":\\"\\\\\\\\\\"}', 'a b', 'é😀'),
    })
    fc.assert(
      fc.property(values, ({ app_id, user_id, nonce, ctime, expire, payload }) => {
        const spelled = (key: string): string =>
          `{"${key}":${app_id},"user_id":"${user_id}","nonce":${nonce},"ctime":${ctime},"expire":${expire},"payload":"${payload}"}`
        expect(outcome(spelled('app_id'))).toEqual(outcome(spelled('\\u0061pp_id')))
      }),
      { numRuns: 2000 },
    )
  })

  it('have user IDs of the documented set, whatever else fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (userId) => {
        const text = writeClaims({ appId: 1, userId, nonce: 2, issuedAt: 3, expiresAt: 4, payload: '' })
        expect(typeof outcome(text) === 'object').toBe(isUserId(userId))
      }),
    )
  })
})
