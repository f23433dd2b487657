import { describe, expect, it } from 'vitest'
import { systemNow, systemRandom } from '../src/ambient.ts'

describe('the clock of the machine', () => {
  it('gives whole seconds', () => {
    expect(Number.isInteger(systemNow())).toBe(true)
    expect(Math.abs(systemNow() - Date.now() / 1000)).toBeLessThan(2)
  })
})

describe('the randomness of the machine', () => {
  it('gives as many bytes as asked, small or large', () => {
    for (const count of [0, 1, 4, 4095, 4096, 4097, 10_000]) expect(systemRandom(count)).toHaveLength(count)
  })

  it('gives nothing twice, also where one block ends and the next begins', () => {
    const drawn = Array.from({ length: 5000 }, () => Buffer.from(systemRandom(7)).toString('hex'))
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  it('gives every value of a byte, each about as often', () => {
    const counts = new Uint32Array(256)
    for (let i = 0; i < 10_000; i++) for (const byte of systemRandom(16)) counts[byte]!++
    expect(Math.min(...counts)).toBeGreaterThan(450)
    expect(Math.max(...counts)).toBeLessThan(800)
  })

  it('gives bytes of their own: what a caller writes there is nobody else’s', () => {
    const first = systemRandom(4)
    const kept = first.slice()
    systemRandom(4).fill(0)
    expect(first).toEqual(kept)
  })
})
