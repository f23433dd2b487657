// The edges at which parsers change their ways, found by mutants that nobody noticed.
import { describe, expect, it } from 'vitest'
import { latin1 } from '../../src/codec/bytes.ts'
import { scanObject } from '../../src/codec/json.ts'
import { mint } from '../../src/mint.ts'
import { call } from '../call.ts'
import { clock, keyringOf, providers } from '../providers.ts'

describe.each(providers)('UTF-8 of the $name provider', ({ provider: { transcoder } }) => {
  it.each([0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff])(
    'gives back the code point %i, between others',
    (point) => {
      const text = `a${String.fromCodePoint(point)}b${String.fromCodePoint(point)}`
      expect(transcoder.decodeUtf8(transcoder.encodeUtf8(text))).toBe(text)
    },
  )
})

describe('the scanner', () => {
  it.each([
    '{"a":[1}',
    '{"a":{"b":1]',
    '{"a":[{"b":1]}',
    '{"a":[1 2]}',
    '{"a":{"b" 1}}',
    '{"a":[}',
    '{"a":[1,}',
    '{"a":1]',
  ])('takes no bracket for another, nor for none: %s', (text) => {
    expect(scanObject(text, 3)).toBeNull()
  })
})

describe('white space', () => {
  it.each([
    [' {"a":1}', { a: 1 }],
    ['{"a":1} ', { a: 1 }],
    ['{ "a":1}', { a: 1 }],
    ['{"a" :1}', { a: 1 }],
    ['{"a": 1}', { a: 1 }],
    ['{"a":1 }', { a: 1 }],
    ['{"a":1, "b":2}', { a: 1, b: 2 }],
    ['{ }', {}],
    ['{"a":[ 1]}', { a: [1] }],
    ['{"a":[1 ]}', { a: [1] }],
    ['{"a":[1, 2]}', { a: [1, 2] }],
    ['{"a":[ ]}', { a: [] }],
  ])('is taken and noted where JSON has it: %s', (text, object) => {
    const scanned = scanObject(text, 2)
    expect(Object.fromEntries(scanned?.object ?? [])).toEqual(object)
    expect(scanned?.spaced).toBe(true)
  })
})

describe('text of bytes', () => {
  it('may be longer than the arguments of a call', () => {
    const bytes = new Uint8Array(1_000_000).fill(0xe9)
    expect(latin1(bytes) === 'é'.repeat(1_000_000)).toBe(true)
  })
})

describe('an extension', () => {
  it.each([[['a']], [{ length: 1 }], [5], [true]])('is text, and nothing that can be read as text: %j', (ext) => {
    const input = { userId: 'ada', roomId: 'lobby', expiresIn: 60, ext }
    expect(() => call(mint, input, keyringOf(), clock)).toThrow(/^ext must be/)
  })
})
