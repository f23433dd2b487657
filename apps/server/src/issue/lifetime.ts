// How long a token lives: what was wished for, cut by the policy and the config.
import type { Granted, Wish } from '../policy/policy.ts'

export interface LifetimeSettings {
  /** Seconds, where nobody wishes otherwise. */
  readonly defaultLifetime: number
  /** Seconds; longer wishes are cut. */
  readonly maxLifetime: number
}

/** Seconds, at least one. */
export function lifetimeOf(
  { expiresIn, at }: Pick<Wish, 'expiresIn' | 'at'>,
  granted: Granted,
  { defaultLifetime, maxLifetime }: LifetimeSettings,
): number {
  const longest = Math.min(maxLifetime, Math.floor(granted.maxLifetime ?? maxLifetime))
  return Math.max(1, Math.min(expiresIn ?? defaultLifetime, longest, (granted.until ?? Number.POSITIVE_INFINITY) - at))
}
