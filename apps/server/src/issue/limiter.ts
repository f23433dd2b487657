// How often somebody may ask: token buckets in the memory of this process, as many as fit.

export interface Limiter {
  /** Takes one; 0 when it was there, else the seconds until it will be. */
  take(key: string): number
}

/** At most so many keys are remembered: a flood of new ones pushes the oldest out, not the process over. */
const maxKeys = 50_000

/** `perMinute` on average, and as many at once. */
export function createLimiter(perMinute: number, now: () => number): Limiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perMs = perMinute / 60_000
  return {
    take(key) {
      const at = now()
      const bucket = buckets.get(key) ?? { tokens: perMinute, at }
      // A clock that was set back gives nothing and takes nothing.
      const tokens = Math.min(perMinute, bucket.tokens + Math.max(0, at - bucket.at) * perMs)
      const enough = tokens >= 1
      // Deleted and set again: the map's order is then the order of use.
      buckets.delete(key)
      buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at })
      if (buckets.size > maxKeys) buckets.delete(buckets.keys().next().value ?? key)
      return enough ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000))
    },
  }
}
