import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePercent, fitsUtf8, isAppId, isRoomId, isUserId, isUserName, isWellFormed } from '../src/names.ts'

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
const allowed = (isAllowed: (text: string) => boolean): string => ascii.filter(isAllowed).join('')

describe('an AppID', () => {
  it.each([
    [1, true],
    [4294967295, true],
    [0, false],
    [4294967296, false],
    [-1, false],
    [1.5, false],
    [Number.NaN, false],
    ['1', false],
    [1n, false],
    [null, false],
  ])('%s: %s', (value, right) => {
    expect(isAppId(value)).toBe(right)
  })
})

describe('a user ID', () => {
  it('is made of what ZEGOCLOUD documents', () => {
    expect(allowed(isUserId)).toBe(
      "!#$%&'()*+,-./0123456789;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\^_`abcdefghijklmnopqrstuvwxyz~",
    )
    expect(['é', '用', '😀', 'a\n', ''].filter(isUserId)).toEqual([])
  })

  it('has at most 64 characters', () => {
    expect(['a'.repeat(64), 'a'.repeat(65)].map(isUserId)).toEqual([true, false])
  })
})

describe('a room ID', () => {
  it('is made of printable ASCII but for what quotes and separates', () => {
    expect(allowed(isRoomId)).toBe(
      ascii
        .slice(0x21, 0x7f)
        .filter((c) => !'"#\\'.includes(c))
        .join(''),
    )
    expect(['é', '房', 'a\n', ''].filter(isRoomId)).toEqual([])
  })

  it('has at most 128 characters', () => {
    expect(['a'.repeat(128), 'a'.repeat(129)].map(isRoomId)).toEqual([true, false])
  })
})

describe('a user name', () => {
  it.each([
    ['', true],
    ['Ada L.', true],
    ['Zoë 张 👩‍👩‍👧', true],
    ['n'.repeat(256), true],
    ['n'.repeat(257), false],
    ['é'.repeat(128), true],
    ['é'.repeat(129), false],
    ['張'.repeat(85), true],
    ['張'.repeat(86), false],
    ['😀'.repeat(64), true],
    ['😀'.repeat(65), false],
    ['a\u0000', false],
    ['a\u001f', false],
    ['a\u007f', false],
    ['a\u0080', false],
    ['a\u009f', false],
    ['a\u00a0', true],
    ['\u202eadA', false],
    ['a\u2066', false],
    ['a\u2069', false],
    ['a\u200e', false],
    ['a\u061c', false],
    ['a\u200d', true],
    ['\ud83d', false],
    ['\ude00\ud83d', false],
  ])('%j: %s', (name, right) => {
    expect(isUserName(name)).toBe(right)
  })
})

describe('none of them', () => {
  it.each([undefined, null, 7, true, ['ada'], { toString: () => 'ada' }])('is %j', (value) => {
    expect([isUserId(value), isRoomId(value), isUserName(value)]).toEqual([false, false, false])
  })
})

describe('text', () => {
  it('is well-formed without half characters', () => {
    expect(['', 'a', '😀', '\ud83d', 'a\ude00', '\ude00\ud83d'].map(isWellFormed)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('is measured in bytes of UTF-8', () => {
    for (const text of ['', 'a', 'é', '張', '😀', 'aé張😀', 'é'.repeat(50)]) {
      const length = Buffer.byteLength(text)
      expect([fitsUtf8(text, length), fitsUtf8(text, length - 1)]).toEqual([true, false])
    }
  })

  it.each([
    ['Ada', 'Ada'],
    ['', ''],
    ['Ada%20L', 'Ada L'],
    ['%E5%BC%A0', '张'],
    ['张', '张'],
    ['100%', null],
    ['%FF', null],
    ['%ED%A0%80', null],
    ['\ud800', null],
  ])('%j in percents is %j', (encoded, text) => {
    expect(decodePercent(encoded)).toBe(text)
  })
})

describe('any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 140 }),
    fc.string({ unit: 'grapheme', maxLength: 140 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 140 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 5 }),
  )
  const isOf = (set: string, most: number, text: string): boolean =>
    text.length >= 1 && text.length <= most && Array.from(text).every((character) => set.includes(character))

  it('is a user ID, a room ID when each of its characters is', () => {
    const [users, rooms] = [allowed(isUserId), allowed(isRoomId)]
    const fitting = fc.string({ unit: fc.constantFrom(...(users + rooms).split('')), maxLength: 140 })
    fc.assert(
      fc.property(fc.oneof(texts, fitting), (text) => {
        expect([isUserId(text), isRoomId(text)]).toEqual([isOf(users, 64, text), isOf(rooms, 128, text)])
      }),
    )
  })

  it('is well-formed when a strict encoder takes it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(isWellFormed(text)).toBe(Buffer.from(text).toString() === text)
      }),
    )
  })

  it('fits when its bytes of UTF-8 do', () => {
    fc.assert(
      fc.property(texts.filter(isWellFormed), fc.integer({ min: -3, max: 3 }), (text, difference) => {
        const length = Buffer.byteLength(text)
        expect(fitsUtf8(text, length + difference)).toBe(difference >= 0)
      }),
    )
  })

  it('comes back from percents, and is a name then if it was one', () => {
    fc.assert(
      fc.property(texts.filter(isWellFormed), (text) => {
        const back = decodePercent(encodeURIComponent(text))
        expect(back).toBe(text)
        expect(isUserName(back)).toBe(isUserName(text))
        if (!text.includes('%')) expect(decodePercent(text)).toBe(text)
      }),
    )
  })
})
