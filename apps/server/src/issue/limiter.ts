// How often somebody may ask: token buckets in the memory of this process, as many as fit.

export interface Limiter {
  /** Takes one; 0 when it was there, else the seconds until it will be. */
  take(key: string): number
}

/** At most twice so many keys are remembered: a flood of new ones pushes out those that were not used for longest, not the process over. */
const generation = 25_000

/** `perMinute` on average, and as many at once. */
export function createLimiter(perMinute: number, now: () => number): Limiter {
  type Bucket = { readonly tokens: number; readonly at: number }
  // Two generations instead of one map in the order of use: to find the oldest key of a map costs more with each one that was deleted.
  let recent = new Map<string, Bucket>()
  let older: ReadonlyMap<string, Bucket> = new Map()
  const perMs = perMinute / 60_000
  const remember = (key: string, bucket: Bucket): void => {
    recent.set(key, bucket)
    if (recent.size < generation) return
    older = recent
    recent = new Map()
  }
  return {
    take(key) {
      const at = now()
      const bucket = recent.get(key) ?? older.get(key) ?? { tokens: perMinute, at }
      // A clock that was set back gives nothing and takes nothing.
      const tokens = Math.min(perMinute, bucket.tokens + Math.max(0, at - bucket.at) * perMs)
      const enough = tokens >= 1
      remember(key, { tokens: enough ? tokens - 1 : tokens, at })
      return enough ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000))
    },
  }
}
