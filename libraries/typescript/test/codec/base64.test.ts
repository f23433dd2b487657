import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeBase64,
  decodeBase64Text,
  decodeBase64Url,
  encodeBase64,
  encodeBase64Url,
} from '../../src/codec/base64.ts'
import { latin1 } from '../../src/codec/bytes.ts'
import { providers } from '../providers.ts'

const bytesOf = fc.uint8Array({ maxLength: 200 })

describe.each(providers)('base64 of the $name provider', ({ provider: { transcoder } }) => {
  it('gives back what it encoded, as Node has it', () => {
    fc.assert(
      fc.property(bytesOf, (bytes) => {
        const text = transcoder.encodeBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect([...(transcoder.decodeBase64(text) ?? [])]).toEqual([...bytes])
      }),
    )
  })

  it('decodes a text if and only if encoding gives it back', () => {
    const loose = fc.string({ unit: fc.constantFrom(...'AQgw/+-_= \nBé'.split('')), maxLength: 12 })
    fc.assert(
      fc.property(loose, (text) => {
        const bytes = transcoder.decodeBase64(text)
        if (bytes === null) expect(Buffer.from(text, 'base64').toString('base64')).not.toBe(text)
        else expect(transcoder.encodeBase64(bytes)).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['white space', 'QUJD '],
    ['a line break', 'QUJD\n'],
    ['no padding', 'QUI'],
    ['too much padding', 'QUJD===='],
    ['padding in the middle', 'QQ==QQ=='],
    ['spare bits', 'QUJ='],
    ['spare bits of four', 'QR=='],
    ['base64url', 'QU-_'],
    ['one character alone', 'A'],
    ['letters of another script', 'QUJé'],
    ['a letter above Latin-1', 'QUJ\u0141'],
  ])('refuses %s', (_, text) => {
    expect(transcoder.decodeBase64(text)).toBe(null)
  })

  it('decodes nothing to nothing', () => {
    expect(transcoder.decodeBase64('')).toHaveLength(0)
    expect(transcoder.encodeBase64(new Uint8Array(0))).toBe('')
  })
})

describe('base64 as text', () => {
  it('gives the bytes as characters', () => {
    fc.assert(
      fc.property(bytesOf, (bytes) => {
        expect(decodeBase64Text(encodeBase64(bytes))).toBe(latin1(bytes))
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
      }),
    )
  })
})

describe('base64url', () => {
  it('has no padding and none of the characters that URLs give a meaning', () => {
    fc.assert(
      fc.property(bytesOf, (bytes) => {
        const text = encodeBase64Url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64Url(text)).toEqual(bytes)
      }),
    )
  })
})
