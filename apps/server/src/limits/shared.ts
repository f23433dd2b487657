// A limit that all nodes keep together, as far as they can ask each other.
import type { Limiter, LocalLimiter } from './limiter.ts'
import type { SharedCounts } from './shared_counts.ts'

/** What this node alone refuses is not asked about: the others allow no more. Where nobody answers, each node keeps the limit for itself. */
export function createSharedLimiter(local: LocalLimiter, counts: SharedCounts): Limiter {
  return {
    async take(key) {
      const wait = local.take(key)
      return wait > 0 ? wait : ((await counts.take(local.rate, key, false)) ?? 0)
    },
  }
}
