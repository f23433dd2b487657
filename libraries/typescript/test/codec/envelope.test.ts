import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bounds } from '../../src/codec/bounds.ts'
import { lastSecond, readEnvelope, readExpiry, writeEnvelope, type Envelope } from '../../src/codec/envelope.ts'
import { providers } from '../providers.ts'
import { codeOf } from '../refusal.ts'

const cbc = fc.record({
  format: fc.constant('cbc' as const),
  expire: fc.integer({ min: 1, max: lastSecond }),
  iv: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  ciphertext: fc
    .integer({ min: 4, max: 192 })
    .chain((blocks) => fc.uint8Array({ minLength: 16 * blocks, maxLength: 16 * blocks })),
})
const gcm = fc.record({
  format: fc.constant('gcm' as const),
  expire: fc.integer({ min: 1, max: lastSecond }),
  iv: fc.uint8Array({ minLength: 12, maxLength: 12 }),
  ciphertext: fc.uint8Array({ minLength: 72, maxLength: 3087 }),
})

function plainly({ format, expire, iv, ciphertext }: Envelope): unknown {
  return { format, expire, iv: [...iv], ciphertext: [...ciphertext] }
}

describe.each(providers)('an envelope over the $name provider', ({ provider: { transcoder } }) => {
  it('is read as it was written, in both forms', () => {
    fc.assert(
      fc.property(fc.oneof(cbc, gcm), (envelope) => {
        const raw = writeEnvelope(envelope, transcoder)
        expect(plainly(readEnvelope(raw, 'own'))).toEqual(plainly(envelope))
        expect(plainly(readEnvelope(raw, 'official'))).toEqual(plainly(envelope))
        expect(readExpiry(raw)).toBe(envelope.expire)
      }),
    )
  })

  it('has every byte written, whatever stood there before', () => {
    const dirty = { ...transcoder, allocate: (length: number) => new Uint8Array(length).fill(0xaa) }
    fc.assert(
      fc.property(fc.oneof(cbc, gcm), (envelope) => {
        expect(writeEnvelope(envelope, dirty)).toEqual(Uint8Array.from(writeEnvelope(envelope, transcoder)))
      }),
    )
  })
})

describe('an envelope', () => {
  const envelope = (format: 'cbc' | 'gcm', length: number): Uint8Array =>
    writeEnvelope(
      { format, expire: 5, iv: new Uint8Array(format === 'cbc' ? 16 : 12), ciphertext: new Uint8Array(length) },
      providers[1]!.provider.transcoder,
    )

  it.each([
    ['own', 'cbc', 64, 3072],
    ['official', 'cbc', 64, 32_752],
    ['own', 'gcm', 72, 3087],
    ['official', 'gcm', 72, 32_767],
  ] as const)('holds in %s reading and %s form %d to %d bytes', (reading, format, min, max) => {
    const step = format === 'cbc' ? 16 : 1
    const code = (length: number): string => codeOf(() => readEnvelope(envelope(format, length), reading))
    expect([min, max].map(code)).toEqual(['taken', 'taken'])
    expect([min - step, max + step].map(code)).toEqual(['token_envelope', 'token_envelope'])
    expect(code(min + 1)).toBe(format === 'cbc' ? 'token_envelope' : 'taken')
  })

  it('is refused with any byte more or less', () => {
    for (const raw of [envelope('cbc', 64), envelope('gcm', 72)]) {
      expect(codeOf(() => readEnvelope(raw.subarray(0, -1), 'own'))).toBe('token_envelope')
      expect(codeOf(() => readEnvelope(Uint8Array.of(...raw, 0), 'own'))).toBe('token_envelope')
      expect(codeOf(() => readEnvelope(Uint8Array.of(...raw, 1), 'own'))).toBe('token_envelope')
    }
  })

  it('is refused with any other length of the IV, and with any other mode', () => {
    for (let length = 0; length < 256; length++) {
      const raw = envelope('cbc', 64)
      raw[9] = length
      expect(codeOf(() => readEnvelope(raw, 'own'))).toBe(length === 16 ? 'taken' : 'token_envelope')
      const other = envelope('gcm', 72)
      other[other.length - 1] = length
      expect(codeOf(() => readEnvelope(other, 'own'))).toBe(length === 1 ? 'taken' : 'token_envelope')
    }
  })

  it.each([
    [0n, 'token_envelope'],
    [1n, 'taken'],
    [BigInt(lastSecond), 'taken'],
    [BigInt(lastSecond) + 1n, 'token_envelope'],
    [-1n, 'token_envelope'],
    [-(2n ** 63n), 'token_envelope'],
    [2n ** 63n - 1n, 'token_envelope'],
  ])('with the expiry %d is %s', (expire, code) => {
    const raw = envelope('cbc', 64)
    new DataView(raw.buffer).setBigInt64(0, expire)
    expect(codeOf(() => readExpiry(raw))).toBe(code)
    expect(codeOf(() => readEnvelope(raw, 'own'))).toBe(code)
  })

  it('has room for each form in the texts that are allowed', () => {
    for (const reading of ['own', 'official'] as const) {
      const { raw, token04, ciphertext } = bounds[reading]
      expect(2 + Math.ceil(raw.max / 3) * 4).toBeLessThanOrEqual(token04.max)
      expect(2 + Math.floor(raw.min / 3) * 4).toBeLessThanOrEqual(token04.min)
      expect(Math.max(28 + ciphertext.cbc.max, 25 + ciphertext.gcm.max)).toBeLessThanOrEqual(raw.max)
    }
  })
})
