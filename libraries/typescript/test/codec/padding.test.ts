import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pad, unpad } from '../../src/codec/padding.ts'

const allocate = (length: number): Uint8Array => new Uint8Array(length).fill(0xee)

describe('padding', () => {
  it('fills blocks of 16 bytes, one more where none is open, and comes off again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const blocks = pad(bytes, { allocate })
        expect(blocks.length % 16).toBe(0)
        expect(blocks.length - bytes.length).toBeGreaterThan(0)
        expect(blocks.length - bytes.length).toBeLessThanOrEqual(16)
        expect(unpad(blocks)).toEqual({ end: bytes.length, right: true })
        expect(blocks.subarray(0, bytes.length)).toEqual(bytes)
      }),
    )
  })

  it('is right only when all its bytes say how many they are', () => {
    for (let length = 0; length <= 255; length++) {
      const blocks = new Uint8Array(32).fill(length)
      expect(unpad(blocks).right).toBe(length >= 1 && length <= 16)
    }
    for (let length = 2; length <= 16; length++) {
      for (let wrong = 1; wrong < length; wrong++) {
        const blocks = new Uint8Array(32).fill(length, 32 - length)
        blocks[31 - wrong]! ^= 1
        expect(unpad(blocks).right).toBe(false)
      }
    }
  })

  it('ends where it could, also when it is wrong', () => {
    expect(unpad(new Uint8Array(32))).toEqual({ end: 31, right: false })
    expect(unpad(new Uint8Array(32).fill(17))).toEqual({ end: 31, right: false })
  })
})
