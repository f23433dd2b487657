// A ticker that moves only when a test moves it.
import type { Ticker } from '../../src/bus/rounds.ts'

export interface FakeTicker extends Ticker {
  /** Moves on and lets what fell due happen, with all that was promised. */
  advance(ms: number): Promise<void>
}

export function createFakeTicker(): FakeTicker {
  let now = 0
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async advance(ms) {
      now += ms
      for (const timer of timers) {
        if (timer.at > now || !timers.delete(timer)) continue
        timer.run()
      }
      await new Promise((later) => setTimeout(later, 5))
    },
  }
}
