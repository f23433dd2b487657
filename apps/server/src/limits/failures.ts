// How often somebody may be wrong: a budget of tokens and credentials that are not right, so that nobody learns from trying. It is kept by network,
// by the wider network of IPv6 and for the app, never by the user that somebody claims to be: else they could lock that user out.
import type { Log } from '../log.ts'
import { widerNetworkOf } from '../network.ts'
import { createLimiter, type LocalLimiter, type Rate } from './limiter.ts'
import type { SharedCounts } from './shared_counts.ts'

/** Who was wrong: a network (null where it is not known), or somebody who has proved who they are. */
export type Wrongdoer = { readonly network: string | null } | { readonly holder: string }

export interface FailureBudget {
  /** Seconds until there is something left; 0 when there is. */
  spent(who: Wrongdoer): number
  /** One more failure. */
  failed(who: Wrongdoer): void
}

export interface FailureParts {
  readonly appId: number
  /** Makes a limit. Default: one of this process. */
  readonly limiter?: (rate: Rate) => LocalLimiter
  /** Null where nodes share nothing. */
  readonly counts: SharedCounts | null
  readonly log: Log
  readonly now: () => number
}

/** So many in so long are said in the log, once for each time. */
const alarmAt = 100
const alarmMs = 600_000
/** Networks that are counted for the alarm at most. */
const watched = 10_000

export function createFailureBudget(parts: FailureParts): FailureBudget {
  const { appId, counts, log, now, limiter = (rate) => createLimiter(rate, now) } = parts
  const one = limiter({ name: 'failures', perMinute: 10, burst: 20 })
  // Ten times as much: behind a /48 may be a household with all of it, or a provider with a customer in each network.
  const wider = limiter({ name: 'failures-wider', perMinute: 100, burst: 200 })
  const all = limiter({ name: 'failures-of-all', perMinute: 600 })
  const alarm = createAlarm(now, (network) =>
    log.warn('verification_failures', { app_id: appId, network, failures: alarmAt, minutes: alarmMs / 60_000 }),
  )
  const charge = (kept: LocalLimiter, key: string): void => {
    kept.charge(key)
    // What the other nodes have seen counts from the next time on.
    void counts?.take(kept.rate, key, true).then((wait) => wait !== null && wait > 0 && kept.delay(key, wait))
  }
  return {
    // Who has proved who they are answers for themselves alone: whatever others do, they stay.
    spent(who) {
      const own = one.wait(keyOf(who))
      if ('holder' in who) return own
      const wide = widerOf(who)
      return Math.max(own, wide === null ? 0 : wider.wait(wide), all.wait('all'))
    },
    failed(who) {
      charge(one, keyOf(who))
      if ('holder' in who) return
      charge(all, 'all')
      alarm(null)
      if (who.network !== null) alarm(who.network)
      const wide = widerOf(who)
      if (wide === null) return
      charge(wider, wide)
      alarm(wide)
    },
  }
}

function keyOf(who: Wrongdoer): string {
  return 'holder' in who ? `holder ${who.holder}` : (who.network ?? 'unknown')
}

function widerOf({ network }: { readonly network: string | null }): string | null {
  return network === null ? null : widerNetworkOf(network)
}

/** Counts for each network, and for null all of them together. */
function createAlarm(now: () => number, tell: (network: string | null) => void): (network: string | null) => void {
  const counts = new Map<string | null, { readonly since: number; count: number }>()
  return (network) => {
    const seen = counts.get(network)
    const current = seen !== undefined && now() - seen.since < alarmMs ? seen : { since: now(), count: 0 }
    current.count += 1
    if (counts.size >= watched) counts.clear()
    counts.set(network, current)
    if (current.count === alarmAt) tell(network)
  }
}
