import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClaims, scanClaims, writeClaims, type Claims } from '../../src/codec/claims.ts'
import { spellPayload, textOfPayload } from '../../src/codec/own_payload.ts'
import { isUserId } from '../../src/names.ts'
import { roomIds, userIds } from '../arbitraries.ts'
import { codeOf } from '../refusal.ts'

const ownPayloads = fc.record({ roomId: fc.oneof(fc.constant(''), roomIds), join: fc.boolean(), publish: fc.boolean() })
const claims: fc.Arbitrary<Claims> = fc.record({
  appId: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  userId: userIds,
  nonce: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  issuedAt: fc.integer({ min: 1, max: 253_402_300_799 }),
  expiresAt: fc.integer({ min: 1, max: 253_402_300_799 }),
  payload: fc.oneof(fc.string({ unit: 'binary' }), fc.json(), ownPayloads),
})

/** What becomes of a text: the claims, or how it is refused. */
function outcome(text: string): Claims | string {
  const scanned = scanClaims(text)
  if (scanned === null) return 'token_undecryptable'
  let read: Claims | undefined
  const code = codeOf(() => (read = readClaims(scanned)))
  return read ?? code
}

/** The same with the text of the payload: an own one that is read by the scanner comes as such. */
function inText(read: Claims | string): unknown {
  return typeof read === 'string' ? read : { ...read, payload: textOfPayload(read.payload) }
}

describe('claims', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(claims, (given) => {
        expect(inText(outcome(writeClaims(given)))).toEqual(inText(given))
      }),
    )
  })

  it('are spelled as JSON.stringify spells them, in the order of the format', () => {
    const text = writeClaims({ appId: 1, userId: 'a\\b', nonce: 2, issuedAt: 3, expiresAt: 4, payload: '{"x":"é"}' })
    expect(text).toBe('{"app_id":1,"user_id":"a\\\\b","nonce":2,"ctime":3,"expire":4,"payload":"{\\"x\\":\\"é\\"}"}')
  })

  it('give the text of a payload whichever way they are read', () => {
    fc.assert(
      fc.property(claims, (given) => {
        const text = writeClaims(given)
        // An escape that changes nothing leads from the pattern to the scanner.
        for (const spelling of [text, text.replace('"payload"', '"\\u0070ayload"')]) {
          expect(inText(outcome(spelling))).toEqual(inText(given))
        }
        expect(JSON.parse(text)).toHaveProperty('payload', textOfPayload(given.payload))
      }),
    )
  })

  it('know a payload of their own spelling, and no other', () => {
    const own = { roomId: 'lobby', join: true, publish: false }
    const spelled = spellPayload(own)
    const given = { appId: 1, userId: 'ada', nonce: 2, issuedAt: 3, expiresAt: 4, payload: own }
    expect(outcome(writeClaims(given))).toEqual(given)
    for (const other of ['lob by', 'lob#by', 'é', 'r'.repeat(129)]) {
      const payload = textOfPayload({ ...own, roomId: other })
      const text = writeClaims(given).replace(spelled, JSON.stringify(payload))
      expect(outcome(text)).toEqual({ ...given, payload })
    }
    for (const [one, another] of [
      [':1', ':2'],
      [':null', ':[]'],
      ['},', '} ,'],
      ['room_id', 'room_ID'],
    ] as const) {
      const payload = textOfPayload(own).replace(one, another)
      expect(outcome(writeClaims({ ...given, payload }))).toEqual({ ...given, payload })
    }
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
