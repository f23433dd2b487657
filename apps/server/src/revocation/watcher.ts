// Every node follows the revocations of the store: it asks each second, sooner when a hint wakes it, and keeps those that count in memory.
import type { Bus } from '../bus/bus.ts'
import { follow } from '../bus/follow.ts'
import { systemTicker, type Ticker } from '../bus/rounds.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { createRevocationSet, type Verdict } from './cutoff.ts'
import type { Revocation } from './revocation.ts'
import type { TokenFacts } from './scope.ts'

export interface WatcherParts {
  readonly store: Pick<Store, 'revocationsSince'>
  readonly bus: Pick<Bus, 'listen'>
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Default: the system's. */
  readonly ticker?: Ticker
  /** How many revocations may count at once. Default 200000, which take about 90 MB. */
  readonly most?: number
}

export interface RevocationWatcher {
  /** The revocation that ends this token; null when none does. */
  judge(facts: TokenFacts): Verdict | null
  /** Takes in what this node itself has just made or undone, without waiting for the next round. */
  take(revocation: Revocation): void
  /** Calls back with what is new and counts, as soon as it is known here. */
  follow(news: (revocations: readonly Revocation[]) => void): void
  /** Whether what is known here is recent enough to let anybody in. */
  readonly current: boolean
  /** Milliseconds since the store last confirmed what is known here. */
  readonly lagMs: number
  /** How many are in memory. */
  readonly size: number
  close(): void
}

/** Milliseconds: between two rounds, how long nobody may have confirmed anything before nobody is let in, and between two clean-ups. */
const roundEvery = 1000
const staleAfter = 15_000
const forgetEvery = 60_000
/** Seconds by which the wall clock may be set back and nothing is read again: less than what is kept beyond its end (revocation.ts). */
const clockSlack = 30

/** Loads what counts and follows it. @throws StoreUnavailable when it cannot be loaded */
export async function watchRevocations(parts: WatcherParts): Promise<RevocationWatcher> {
  const { store, bus, log, now, ticker = systemTicker, most = 200_000 } = parts
  const set = createRevocationSet()
  const followers: ((revocations: readonly Revocation[]) => void)[] = []
  let [sequence, confirmedAt, forgotAt] = [0, ticker.now(), ticker.now()]
  /** The latest time by the wall that was asked with. */
  let latest = 0
  const seconds = (): number => Math.floor(now() / 1000)

  /** Applies what is newer than what is known, and tells of it. */
  const take = (revocations: readonly Revocation[]): void => {
    const fresh = revocations.filter((revocation) => set.apply(revocation) && revocation.undone === null)
    if (fresh.length > 0) for (const news of followers) news(fresh)
  }
  const forget = (at: number): void => {
    if (at - forgotAt < forgetEvery && set.size <= most) return
    forgotAt = at
    set.forget(seconds())
    if (set.size > most) log.error('revocations_too_many', { size: set.size })
  }
  const load = async (): Promise<void> => {
    const began = ticker.now()
    const wall = seconds()
    // A clock that was ahead is right again: what was left out or forgotten by it may count now.
    if (wall < latest - clockSlack) sequence = 0
    latest = sequence === 0 ? wall : Math.max(latest, wall)
    for (let page = await store.revocationsSince({ sequence, now: wall }); page.length > 0;) {
      take(page)
      sequence = page.at(-1)?.sequence ?? sequence
      page = await store.revocationsSince({ sequence, now: wall })
    }
    // What became visible after the question was asked may be missing.
    confirmedAt = began
    forget(began)
  }

  const { close } = await follow({
    topic: 'revocations',
    ask: load,
    everyMs: roundEvery,
    bus,
    ticker,
    turned: (answers) => (answers ? log.info('revocations_known') : log.error('revocations_unknown')),
  })

  return {
    judge: (facts) => set.judge(facts),
    take: (revocation) => take([revocation]),
    follow: (news) => void followers.push(news),
    get current() {
      return ticker.now() - confirmedAt <= staleAfter && set.size <= most
    },
    get lagMs() {
      return ticker.now() - confirmedAt
    },
    get size() {
      return set.size
    },
    close,
  }
}
