import { describe, expect, it } from 'vitest'
import { envelopeFaults } from '../../src/inspect/envelope_faults.ts'
import { expire } from '../forge.ts'

interface Lengths {
  readonly expiry?: number
  readonly ivLength?: number
  /** Bytes of claims, as the token says. */
  readonly said?: number
  /** Bytes of claims, as there are. */
  readonly found?: number
}

/** Bytes with these lengths in the form of CBC, or with 12 bytes of IV in that of GCM. */
function bytesWith({ expiry = expire, ivLength = 16, said = 64, found = said }: Lengths): Buffer {
  const head = Buffer.alloc(10)
  head.writeBigInt64BE(BigInt(expiry))
  head.writeUInt16BE(ivLength, 8)
  const size = Buffer.alloc(2)
  size.writeUInt16BE(said)
  return Buffer.concat([head, Buffer.alloc(ivLength), size, Buffer.alloc(found + (ivLength === 12 ? 1 : 0))])
}

function faultsOf(lengths: Lengths): readonly string[] {
  return envelopeFaults(bytesWith(lengths)).map(({ code, detail = '' }) => `${code} ${detail}`.trim())
}

describe('what has the length of less than an empty token', () => {
  it('is cut off, whatever its bytes say', () => {
    for (const length of [0, 1, 9, 10, 11, 27]) {
      expect(envelopeFaults(new Uint8Array(length))).toEqual([{ code: 'truncated' }])
    }
    expect(envelopeFaults(new Uint8Array(28))).toEqual([])
  })
})

describe('an expiry', () => {
  it.each([
    [1e12, []],
    [1e12 + 1, ['expiry_in_milliseconds']],
    [expire * 1000, ['expiry_in_milliseconds']],
    [1e13 - 1, ['expiry_in_milliseconds']],
    [1e13, []],
    [expire, []],
    [0, []],
  ])('of %i is in milliseconds or not', (expiry, faults) => {
    expect(faultsOf({ expiry })).toEqual(faults)
  })

  it('explains more than the lengths behind it', () => {
    expect(faultsOf({ expiry: expire * 1000, found: 3 })).toEqual(['expiry_in_milliseconds'])
  })
})

describe('the length of the claims', () => {
  it.each<[string, Lengths, string[]]>([
    ['right in CBC form', {}, []],
    ['right in GCM form', { ivLength: 12 }, []],
    ['one too long in CBC form', { found: 63 }, ['truncated It says 64 bytes of claims and has 63.']],
    ['one too long in GCM form', { ivLength: 12, found: 63 }, ['truncated It says 64 bytes of claims and has 63.']],
    ['too short', { found: 65 }, []],
    ['nothing in GCM form', { ivLength: 12, said: 9, found: 8 }, ['truncated It says 9 bytes of claims and has 8.']],
    ['that of the tag alone in GCM form', { ivLength: 12, said: 16 }, []],
    ['in neither form', { ivLength: 15, found: 3 }, []],
  ])('is %s', (_, lengths, faults) => {
    expect(faultsOf(lengths)).toEqual(faults)
  })

  it.each([
    [0x7fff, 0x7fff, []],
    [0x8000, 0x8000, ['length_overflow It has 32768 bytes of claims.']],
    [0x10000, 0, ['length_overflow It has 65536 bytes of claims.']],
    [0x10040, 0x40, ['length_overflow It has 65600 bytes of claims.']],
    [0x10040, 0x41, []],
    [0x10040, 0x3f, []],
    [0x8000, 0x7fff, []],
  ])('overflows with %i bytes of which %i are said, or does not', (found, said, faults) => {
    expect(faultsOf({ said, found })).toEqual(faults)
  })

  it('is that of padding alone where nothing was encrypted', () => {
    expect(faultsOf({ said: 16 })).toEqual(['plaintext_empty'])
    expect(faultsOf({ said: 16, found: 17 })).toEqual([])
    expect(faultsOf({ said: 15, found: 16 })).toEqual([])
    expect(faultsOf({ said: 32 })).toEqual([])
  })
})
