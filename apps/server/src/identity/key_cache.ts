// The keys of one provider, kept: how long they count, when the provider is asked again, and what holds while it does not answer.
// Where they come from is in provider_keys.ts.
import { errors, type JWTVerifyGetKey } from 'jose'
import type { Keys } from './provider_keys.ts'

/** The provider could not be asked: that says nothing about a token. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

export interface KeyCacheParts {
  /** @throws Error when the provider does not give them */
  readonly fetch: () => Promise<Keys>
  /** Told of each time that the provider did not give its keys; `stale`: the old ones go on counting. */
  readonly failed: (error: unknown, stale: boolean) => void
  /** Milliseconds. */
  readonly now: () => number
}

/** Milliseconds. From `renewAfter` on keys are fetched anew while they still count, so that nobody has to wait for it. */
const [renewAfter, maxAge] = [480_000, 600_000]
/** How long keys count beyond `maxAge` when the provider fails. */
const grace = 3_600_000
/** How long the provider is left alone after it was asked; and where nothing can be done without it. */
const [coolDown, coolDownWithout] = [30_000, 2000]

export function createKeyCache({ fetch, failed, now }: KeyCacheParts): JWTVerifyGetKey {
  let kept: { readonly keys: Keys; readonly at: number } | null = null
  let askedAt = -Infinity
  let failing = false
  let pending: Promise<void> | null = null

  // A clock that was set back makes keys due, not young.
  const since = (at: number): number => (now() < at ? renewAfter : now() - at)
  const usable = (): Keys | null => (kept !== null && since(kept.at) < maxAge + grace ? kept.keys : null)
  const cooling = (): boolean => now() >= askedAt && now() - askedAt < (usable() === null ? coolDownWithout : coolDown)

  async function ask(): Promise<void> {
    askedAt = now()
    try {
      kept = { keys: await fetch(), at: now() }
      failing = false
    } catch (error) {
      failing = true
      failed(error, usable() !== null)
    } finally {
      // An answer that took its time is followed by as much peace as any other.
      askedAt = now()
    }
  }

  /** One question at a time, whoever waits for it; none while the provider is left alone. */
  function refresh(): Promise<void> {
    if (pending === null && cooling()) return Promise.resolve()
    return (pending ??= ask().finally(() => (pending = null)))
  }

  async function current(): Promise<Keys> {
    const age = kept === null ? Infinity : since(kept.at)
    if (age >= renewAfter) {
      const asked = refresh()
      // What has run out is waited for, unless the provider is known to fail and the grace lasts.
      if (age >= maxAge && !(failing && usable() !== null)) await asked
    }
    const keys = usable()
    if (keys === null) throw new KeysUnavailable()
    return keys
  }

  return async (header, token) => {
    const keys = await current()
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
    }
    // Perhaps it is new. A flood of made-up names asks no more often than one.
    await refresh()
    if (failing) throw new KeysUnavailable()
    return (await current())(header, token)
  }
}
