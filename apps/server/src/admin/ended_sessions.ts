// Sessions that a log-out ended, on whichever node: each node asks the store for what is new, sooner when a hint wakes it, and keeps them in memory
// until they would be over in any case.
import type { AuditEntry } from '../audit/entry.ts'
import type { Bus } from '../bus/bus.ts'
import { follow } from '../bus/follow.ts'
import { systemTicker, type Ticker } from '../bus/rounds.ts'
import type { EndedSession, Store } from '../store/store.ts'

export interface EndedSessions {
  has(id: string): boolean
  /** When it resolves the end is durable, and the session counts no more on this node. @throws StoreUnavailable */
  end(session: EndedSession, entry: AuditEntry): Promise<void>
  /** Whether what is known here is recent enough for any session to count. */
  readonly current: boolean
  close(): void
}

export interface EndedSessionsParts {
  readonly store: Pick<Store, 'endSession' | 'endedSessions'>
  readonly bus: Pick<Bus, 'listen' | 'hint'>
  /** Milliseconds for which one is remembered at least: the longest life of a session, and what clocks may differ by. */
  readonly memoryMs: number
  /** Default: the system's. */
  readonly ticker?: Ticker
}

/** Milliseconds: between two rounds, and how long nobody may have confirmed anything before no session counts. */
const roundEvery = 1000
const staleAfter = 15_000

/** Loads those that there are and follows them. @throws StoreUnavailable when they cannot be loaded */
export async function followEndedSessions(parts: EndedSessionsParts): Promise<EndedSessions> {
  const { store, bus, memoryMs, ticker = systemTicker } = parts
  /** When each was last heard of, the oldest first, by a clock that nobody sets. */
  const heard = new Map<string, number>()
  let [sequence, confirmedAt] = [0, ticker.now()]

  const take = (id: string): void => {
    heard.delete(id)
    heard.set(id, ticker.now())
  }
  const forget = (): void => {
    for (const [id, at] of heard) {
      if (ticker.now() - at <= memoryMs) return
      heard.delete(id)
    }
  }
  const { close } = await follow({
    topic: 'sessions',
    async ask() {
      const began = ticker.now()
      for (let page = await store.endedSessions({ sequence }); page.length > 0;) {
        for (const { id } of page) take(id)
        sequence = page.at(-1)?.sequence ?? sequence
        page = await store.endedSessions({ sequence })
      }
      // What became visible after the question was asked may be missing.
      confirmedAt = began
      forget()
    },
    everyMs: roundEvery,
    bus,
    ticker,
    // That the store does not answer is said once, by those who follow the revocations.
    turned: () => undefined,
  })
  return {
    has: (id) => heard.has(id),
    async end(session, entry) {
      await store.endSession(session, entry)
      take(session.id)
      bus.hint('sessions')
    },
    get current() {
      return ticker.now() - confirmedAt <= staleAfter
    },
    close,
  }
}
