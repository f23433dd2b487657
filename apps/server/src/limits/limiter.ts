// How often something may happen: token buckets in the memory of this process, as many as fit. What nodes share is in shared.ts.

export interface Rate {
  /** What Redis calls it. */
  readonly name: string
  readonly perMinute: number
  /** How many at once. Default: as many as in a minute. */
  readonly burst?: number
}

export interface Limiter {
  /** Takes one; 0 when it was there, else the seconds until it will be. */
  take(key: string): number | Promise<number>
}

export interface LocalLimiter extends Limiter {
  readonly rate: Required<Rate>
  take(key: string): number
  /** Takes one, or so many, whether or not they are there: a debt is paid before anything is there again. @returns as `wait` does */
  charge(key: string, count?: number): number
  /** Whether nothing was taken of it, or all of that is made up for. */
  isFull(key: string): boolean
  /** Seconds until one is there; 0 when it is. */
  wait(key: string): number
  /** Somebody else knows that there is none for so many seconds. */
  delay(key: string, seconds: number): void
}

/** At most twice so many keys are remembered: a flood of new ones pushes out those that were not used for longest, not the process over. */
export const generation = 25_000

type Bucket = { readonly tokens: number; readonly at: number }

export function createLimiter({ name, perMinute, burst = perMinute }: Rate, now: () => number): LocalLimiter {
  // Two generations instead of one map in the order of use: to find the oldest key of a map costs more with each one that was deleted.
  let recent = new Map<string, Bucket>()
  let older: ReadonlyMap<string, Bucket> = new Map()
  const perMs = perMinute / 60_000
  const remember = (key: string, tokens: number, at = now()): void => {
    // Nobody owes more than a burst.
    recent.set(key, { tokens: Math.max(-burst, tokens), at })
    if (recent.size < generation) return
    older = recent
    recent = new Map()
  }
  const tokensOf = (key: string, at = now()): number => {
    const bucket = recent.get(key) ?? older.get(key)
    if (bucket === undefined) return burst
    if (at >= bucket.at) return Math.min(burst, bucket.tokens + (at - bucket.at) * perMs)
    // A clock that was set back gives nothing and takes nothing, and counts from here on: also for whoever only asks.
    remember(key, bucket.tokens, at)
    return bucket.tokens
  }
  const waitFor = (tokens: number): number => (tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)))
  return {
    rate: { name, perMinute, burst },
    take(key) {
      const at = now()
      const tokens = tokensOf(key, at)
      remember(key, tokens >= 1 ? tokens - 1 : tokens, at)
      return waitFor(tokens)
    },
    charge(key, count = 1) {
      const tokens = tokensOf(key) - count
      remember(key, tokens)
      return waitFor(tokens)
    },
    isFull: (key) => tokensOf(key) >= burst,
    wait: (key) => waitFor(tokensOf(key)),
    delay(key, seconds) {
      remember(key, Math.min(tokensOf(key), 1 - seconds * 1000 * perMs))
    },
  }
}
