import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { providers } from '../providers.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function reference(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

describe.each(providers)('UTF-8 of the $name provider', ({ provider: { transcoder } }) => {
  it('gives back what it encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(transcoder.decodeUtf8(transcoder.encodeUtf8(text))).toBe(text)
      }),
    )
  })

  it('decodes exactly what a strict decoder decodes', () => {
    const lead = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xff,
    )
    const follow = fc.constantFrom(0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbb, 0xbf, 0xc0)
    const bytesOf = fc.array(fc.oneof(lead, follow, fc.nat({ max: 255 })), { maxLength: 8 })
    fc.assert(
      fc.property(bytesOf, (bytes) => {
        const given = Uint8Array.from(bytes)
        expect(transcoder.decodeUtf8(given)).toBe(reference(given))
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['a letter in two bytes that fits one', [0xc1, 0x81]],
    ['three bytes for what fits two', [0xe0, 0x9f, 0xbf]],
    ['four bytes for what fits three', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['what is above Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a letter that is cut off', [0x41, 0xe2, 0x82]],
    ['a byte that continues nothing', [0x80]],
    ['a letter where a byte should continue', [0xc3, 0x41]],
  ])('refuses %s', (_, bytes) => {
    expect(transcoder.decodeUtf8(Uint8Array.from(bytes))).toBe(null)
  })

  it('keeps a byte order mark, which is a character', () => {
    expect(transcoder.decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA')
  })

  it('allocates as many bytes as asked', () => {
    expect(transcoder.allocate(0)).toHaveLength(0)
    expect(transcoder.allocate(20_000)).toHaveLength(20_000)
  })

  it('reads parts of larger buffers', () => {
    const part = Uint8Array.from(Buffer.from('xxZoëxx')).subarray(2, 6)
    expect(transcoder.decodeUtf8(part)).toBe('Zoë')
    expect(transcoder.encodeBase64(part)).toBe(Buffer.from('Zoë').toString('base64'))
  })
})
