// A clock that moves only when a test moves it. Timers run in the order of their deadlines.
import type { Clock } from '@roompass/room/hub'

export interface FakeClock extends Clock {
  /** Moves on, running what falls due; back, running nothing. */
  advance(ms: number): void
}

export function createFakeClock(start: number = 1_800_000_000_000): FakeClock {
  let now = start
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  let passed = 0
  const setTimer: Clock['setTimer'] = (at, run) => {
    const timer = { at, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    now: () => now,
    steady: () => passed,
    setTimer,
    after: (ms, run) => setTimer(now + ms, run),
    advance(ms) {
      now += ms
      passed += Math.max(0, ms)
      const due = [...timers].filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at)
      for (const timer of due) if (timers.delete(timer)) timer.run()
    },
  }
}
