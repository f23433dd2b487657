// A token bucket: a steady rate with room for a burst.
import type { Clock } from './types.ts'

export interface Bucket {
  /** Takes `amount`, or nothing and answers false. */
  take(amount?: number): boolean
}

/** A full bucket of `burst` that refills at `perSecond`. */
export function createBucket(clock: Clock, perSecond: number, burst: number): Bucket {
  let level = burst
  let filledAt = clock.steady()
  return {
    take(amount = 1) {
      const now = clock.steady()
      level = Math.min(burst, level + ((now - filledAt) / 1000) * perSecond)
      filledAt = now
      if (level < amount) return false
      level -= amount
      return true
    },
  }
}
