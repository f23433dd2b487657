import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64Text } from '../../src/codec/base64.ts'
import { readSuffix, writeSuffix } from '../../src/codec/suffix.ts'
import { roomIds, userIds, userNames } from '../arbitraries.ts'
import { codeOf } from '../refusal.ts'

const signature = { kid: 'a2517ef2', tag: `${'x'.repeat(42)}A` }
const fields = fc.record({
  userId: userIds,
  roomId: fc.oneof(roomIds, fc.constant('')),
  encodedName: userNames.map(encodeURIComponent),
  appId: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  ext: fc.option(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 })),
})

describe('a suffix', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fields, (given) => {
        const text = decodeBase64Text(writeSuffix(given, signature) ?? '')
        const userName = decodeURIComponent(given.encodedName)
        expect(readSuffix(text, 'own')).toEqual({ ...given, userName, signature })
        expect(readSuffix(text, 'official')).toEqual({ ...given, userName, signature })
      }),
    )
  })

  it('is JSON in the order that the official client writes, our fields at its end', () => {
    const given = { userId: 'a\\b', roomId: 'r', encodedName: 'n%20', appId: 7, ext: '{"v":1}' }
    const json = Buffer.from(writeSuffix(given, signature) ?? '', 'base64').toString()
    expect(json).toBe(
      JSON.stringify({
        userID: 'a\\b',
        roomID: 'r',
        userName: 'n%20',
        appID: 7,
        ext: '{"v":1}',
        sig: `1.a2517ef2.${signature.tag}`,
      }),
    )
  })

  // The official spelling and ours are read by a pattern and every other by the scanner: an escape leads from one to the other.
  it('means the same in our spelling and in any other', () => {
    const values = fc.record({
      userID: fc.constantFrom('ada', 'a\\\\b', 'Ada L', '', 'a\\"b'),
      roomID: fc.constantFrom('lobby', '', 'my room', 'a\\\\b'),
      userName: fc.constantFrom('Ada', 'Ada%20L', '100%', '%00', 'a b'),
      appID: fc.constantFrom('1', '0', '4294967296', '1.5', '-1'),
      rest: fc.constantFrom('', ',"ext":"x"', `,"sig":"1.a2517ef2.${signature.tag}"`, ',"sig":"2.x"', ',"ext":"é"'),
    })
    const outcome = (json: string, reading: 'own' | 'official'): unknown => {
      let suffix: unknown
      const code = codeOf(() => (suffix = readSuffix(json, reading)))
      return suffix ?? code
    }
    fc.assert(
      fc.property(values, fc.constantFrom('own', 'official'), ({ userID, roomID, userName, appID, rest }, reading) => {
        const spelled = (key: string): string =>
          `{"${key}":"${userID}","roomID":"${roomID}","userName":"${userName}","appID":${appID}${rest}}`
        expect(outcome(spelled('userID'), reading)).toEqual(outcome(spelled('\\u0075serID'), reading))
      }),
      { numRuns: 1000 },
    )
  })

  it('is not written when it would be longer than a verifier takes', () => {
    const given = { userId: 'ada', roomId: 'r', encodedName: 'n', appId: 1, ext: null }
    const length = Buffer.from(writeSuffix(given, signature) ?? '', 'base64').length
    const room = (size: number): string => 'r'.repeat(size + 1)
    expect(writeSuffix({ ...given, roomId: room(2048 - length) }, signature)).not.toBe(null)
    expect(writeSuffix({ ...given, roomId: room(2049 - length) }, signature)).toBe(null)
  })
})
