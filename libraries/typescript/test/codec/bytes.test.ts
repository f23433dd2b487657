import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOfLatin1,
  concat,
  beginsWith,
  equalBytes,
  equalTags,
  hexOf,
  latin1,
  readU16,
  readU32,
  u32,
  writeLatin1,
  writeU32,
} from '../../src/codec/bytes.ts'

const bytesOf = fc.uint8Array({ maxLength: 64 })

describe('bytes', () => {
  it('are Latin-1 and back, as many as there are', () => {
    fc.assert(
      fc.property(bytesOf, (bytes) => {
        expect(bytesOfLatin1(latin1(bytes))).toEqual(bytes)
      }),
    )
    const many = new Uint8Array(20_000).map((_, i) => i)
    expect(latin1(many)).toBe(Buffer.from(many).toString('latin1'))
  })

  it('are written where they belong, and nowhere else', () => {
    const target = new Uint8Array(8).fill(9)
    expect(writeLatin1(target, 2, 'AB')).toBe(4)
    expect([...target]).toEqual([9, 9, 65, 66, 9, 9, 9, 9])
    expect(writeU32(target, 4, 0xfffefd01)).toBe(8)
    expect([...target]).toEqual([9, 9, 65, 66, 0xff, 0xfe, 0xfd, 1])
  })

  it('are big-endian numbers', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), (value) => {
        expect(readU32(u32(value), 0)).toBe(value)
      }),
    )
    expect(readU16(Uint8Array.of(1, 0xff, 0xfe), 1)).toBe(0xfffe)
    expect([...u32(0x01020304)]).toEqual([1, 2, 3, 4])
  })

  it('are joined in their order', () => {
    expect([...concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))]).toEqual([1, 2, 3])
    expect(concat()).toHaveLength(0)
  })

  it('are hex in lower case', () => {
    expect(hexOf(Uint8Array.of(0, 10, 255))).toBe('000aff')
  })
})

describe.each<[string, (one: string, other: string) => boolean]>([
  ['bytes', (one, other) => equalBytes(bytesOfLatin1(one), bytesOfLatin1(other))],
  ['tags', equalTags],
])('comparing %s', (_, equal) => {
  it('sees every difference', () => {
    fc.assert(
      fc.property(bytesOf, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, change) => {
        const text = latin1(bytes)
        expect(equal(text, text)).toBe(true)
        expect(equal(text, `${text}x`)).toBe(false)
        if (bytes.length === 0) return
        const other = bytes.slice()
        other[at % bytes.length]! ^= change
        expect(equal(text, latin1(other))).toBe(false)
      }),
    )
  })
})

describe('comparing a text with what it should begin with', () => {
  it('looks at all of the bytes, and at nothing behind them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 1 }), fc.string(), fc.nat(), (text, rest, at) => {
        const bytes = bytesOfLatin1(text)
        expect(beginsWith(text + rest, bytes)).toBe(true)
        expect(beginsWith(text.slice(0, -1), bytes)).toBe(text.endsWith('\0'))
        bytes[at % bytes.length]! ^= 1
        expect(beginsWith(text + rest, bytes)).toBe(false)
      }),
    )
  })
})
