// How long a client waits before it tries again.
import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../src/client/backoff.ts'

const attempts = [1, 2, 3, 4, 5, 6, 7, 20]

describe('backoffMs', () => {
  it('begins at once and grows to seven seconds', () => {
    expect(attempts.map((attempt) => backoffMs(attempt, null, () => 0))).toEqual([
      0, 300, 1200, 2700, 4800, 7000, 7000, 7000,
    ])
  })

  it('spreads the long waits by up to a second', () => {
    expect(backoffMs(6, null, () => 0.5)).toBe(7500)
    expect(backoffMs(5, null, () => 0.5)).toBe(4800)
  })

  it('spreads everybody after a restart, from the first attempt on', () => {
    expect(backoffMs(1, 'restart', () => 0.5)).toBe(1000)
    expect(backoffMs(1, 'restart', () => 0)).toBe(0)
  })

  it('comes no sooner than in five seconds when asked to come later', () => {
    expect(backoffMs(1, 'try_later', () => 0)).toBe(5000)
    expect(backoffMs(1, 'room_full', () => 0.5)).toBe(6000)
    expect(backoffMs(9, 'rate_limited', () => 0)).toBe(7000)
  })

  it('comes back at once after a close that keeps the seat', () => {
    expect(backoffMs(1, 'slow_consumer', () => 0.9)).toBe(0)
    expect(backoffMs(1, 'going_away', () => 0.9)).toBe(0)
  })
})
