// Limits that the processes of one machine keep together without asking each other: what one takes is told to the others within moments, and they
// take it too. Whoever comes to all of them at once may get a little more at first, and owes it.
import type { LocalLimiter } from './limiter.ts'

export interface Spending {
  /** One was taken here. */
  took(limit: string, key: string): void
  /** Calls back with what was taken elsewhere. */
  follow(limit: string, taken: (key: string, count: number) => void): void
}

/** A limiter whose counts others have as well. */
export function createSpreadLimiter(local: LocalLimiter, spending: Spending): LocalLimiter {
  const { name } = local.rate
  spending.follow(name, (key, count) => local.charge(key, count))
  return {
    ...local,
    take(key) {
      const wait = local.take(key)
      if (wait === 0) spending.took(name, key)
      return wait
    },
    charge(key, count = 1) {
      for (let n = 0; n < count; n += 1) spending.took(name, key)
      return local.charge(key, count)
    },
  }
}
