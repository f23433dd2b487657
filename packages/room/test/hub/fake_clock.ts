// A clock that moves only when a test moves it; timers run in the order of their deadlines, never before them.
import type { Clock } from '../../src/hub/index.ts'

export interface FakeClock extends Clock {
  /** Moves on, running what falls due on the way. */
  advance(ms: number): void
  /** Timers that have neither run nor been cancelled. */
  readonly pending: number
}

export function createFakeClock(start: number = 1_800_000_000_000): FakeClock {
  let now = start
  let made = 0
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>()

  const nextBefore = (end: number): [number, { readonly at: number; readonly run: () => void }] | undefined =>
    [...timers].filter(([, timer]) => timer.at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0]

  const setTimer: Clock['setTimer'] = (at, run) => {
    made += 1
    const id = made
    timers.set(id, { at, run })
    return () => void timers.delete(id)
  }

  return {
    now: () => now,
    steady: () => now,
    setTimer,
    after: (ms, run) => setTimer(now + ms, run),
    advance(ms) {
      const end = now + ms
      for (let next = nextBefore(end); next !== undefined; next = nextBefore(end)) {
        const [id, timer] = next
        timers.delete(id)
        now = Math.max(now, timer.at)
        timer.run()
      }
      now = end
    },
    get pending() {
      return timers.size
    },
  }
}
