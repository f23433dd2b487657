import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, readPlain, scanObject, spell, type JsonValue } from '../../src/codec/json.ts'

/** What JSON.parse would have given. */
function ordinary(value: JsonValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, part]) => [key, ordinary(part)]))
  if (Array.isArray(value)) return value.map(ordinary)
  return typeof value === 'object' && value !== null && 'literal' in value ? Number(value.literal) : value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const noPrototype = (key: string): boolean => key !== '__proto__'

describe('the scanner', () => {
  it('reads every object that JSON.stringify writes, with the same values', () => {
    const objects = fc.dictionary(fc.string({ unit: 'grapheme' }).filter(noPrototype), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(objects, fc.constantFrom(undefined, 1, '\t'), (object, space) => {
        const text = JSON.stringify(object, null, space)
        const scanned = scanObject(text, 20)
        expect(ordinary(scanned?.object ?? null)).toEqual(JSON.parse(text))
        expect(scanned).toMatchObject({ duplicate: false, spaced: space !== undefined && text.length > 2 })
      }),
    )
  })

  it('takes nothing that JSON.parse does not take, and means the same by it', () => {
    const pieces = fc.constantFrom(...'{}[]:,"\\ \n\t019-+.eEuxtfn\u0000é'.split(''), '"a"', 'true', 'null', '\\u0061')
    const texts = fc.oneof(
      fc.string({ unit: pieces, maxLength: 24 }),
      fc.string({ unit: pieces, maxLength: 12 }).map((text) => `{"a":${text}}`),
      fc.string({ unit: pieces, maxLength: 12 }).map((text) => `{${text}}`),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const scanned = scanObject(text, 9)
        if (scanned === null) return
        const reference = parsed(text)
        expect(reference).toBeTypeOf('object')
        expect(ordinary(scanned.object)).toEqual(reference)
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    ['a key twice', '{"a":1,"a":2}', true],
    ['a key twice, once in other words', '{"a":1,"\\u0061":2}', true],
    ['a key twice further inside', '{"a":[{"b":1,"b":1}]}', true],
    ['one key in two objects', '{"a":{"b":1},"c":{"b":1}}', false],
    ['a key like a prototype', '{"__proto__":1,"constructor":2}', false],
  ])('sees %s', (_, text, duplicate) => {
    expect(scanObject(text, 9)?.duplicate).toBe(duplicate)
  })

  it('keeps the last of two values, and keys for what they are', () => {
    expect(scanObject('{"a":1,"a":2}', 1)?.object.get('a')).toBe(2)
    expect(scanObject('{"__proto__":1}', 1)?.object.get('__proto__')).toBe(1)
  })

  it.each(['1.0', '1e3', '1E+2', '-0', '0.5', '9007199254740993', '-9007199254740992', '1e999'])(
    'keeps the spelling of %s, which is no plain integer',
    (literal) => {
      expect(scanObject(`{"n":${literal}}`, 1)?.object.get('n')).toEqual({ literal })
    },
  )

  it.each([0, 7, -7, 9_007_199_254_740_991, -9_007_199_254_740_991])('reads %d as a number', (value) => {
    expect(scanObject(`{"n":${value}}`, 1)?.object.get('n')).toBe(value)
  })

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"a"'],
    ['a number', '1'],
    ['an object that does not end', '{'],
    ['an object and more', '{}{}'],
    ['a comma too many', '{"a":1,}'],
    ['a comma too many in a list', '{"a":[1,]}'],
    ['no comma', '{"a":1"b":2}'],
    ['no colon', '{"a"1}'],
    ['no value', '{"a":}'],
    ['a key without quotes', '{a:1}'],
    ['a key in single quotes', "{'a':1}"],
    ['a number with a zero before it', '{"a":01}'],
    ['a number with a plus', '{"a":+1}'],
    ['a number that ends with a point', '{"a":1.}'],
    ['a number in hex', '{"a":0x1}'],
    ['not a number', '{"a":NaN}'],
    ['a word of JavaScript', '{"a":undefined}'],
    ['half a word', '{"a":tru}'],
    ['a word in capitals', '{"a":True}'],
    ['a text without an end', '{"a":"b}'],
    ['a text that ends in an escape', '{"a":"b\\'],
    ['a line break in a text', '{"a":"b\n"}'],
    ['an unknown escape', '{"a":"\\x41"}'],
    ['an escape that is a name of every object', '{"a":"\\constructor"}'],
    ['three digits of an escape', '{"a":"\\u041"}'],
    ['an escape that is no hex', '{"a":"\\u00g1"}'],
    ['a comment', '{/**/}'],
    ['a space of another kind', '{"a":\u00a01}'],
    ['a list without an end', '{"a":[1'],
    ['a list in a wrong bracket', '{"a":[1}'],
  ])('refuses %s', (_, text) => {
    expect(scanObject(text, 9)).toBe(null)
    expect(typeof parsed(text) === 'object' && parsed(text) !== null && !Array.isArray(parsed(text))).toBe(false)
  })

  it('counts depth', () => {
    expect(scanObject('{"a":1}', 1)).not.toBe(null)
    expect(scanObject('{"a":{}}', 1)).toBe(null)
    expect(scanObject('{"a":[]}', 1)).toBe(null)
    expect(scanObject('{"a":[{"b":1}]}', 3)).not.toBe(null)
    expect(scanObject('{"a":[{"b":[]}]}', 3)).toBe(null)
    expect(scanObject(`{"a":${'['.repeat(100_000)}`, 8)).toBe(null)
  })
})

describe('plain spelling', () => {
  it('spells as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a"\\/\n\u0000é😀\ud800 '.split('')) }), (text) => {
        expect(spell(text)).toBe(JSON.stringify(text))
      }),
    )
  })

  it('reads what its pattern takes as JSON.parse does', () => {
    const pattern = new RegExp(`^${plainText}$`)
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a"\\/n\né'.split('')), maxLength: 12 }), (text) => {
        const match = pattern.exec(`"${text}"`)
        if (match !== null) expect(readPlain(match[1]!)).toBe(JSON.parse(match[0]))
      }),
      { numRuns: 2000 },
    )
  })
})
