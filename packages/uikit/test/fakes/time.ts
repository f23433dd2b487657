// Time that passes only when a test says so.
import type { Later } from '../../src/models/announcer.ts'

export interface FakeTime {
  readonly later: Later
  /** Lets `ms` milliseconds pass; what is due runs in its order. */
  pass(ms: number): void
  readonly waiting: number
}

export function createFakeTime(): FakeTime {
  let now = 0
  let timers: { at: number; run: () => void }[] = []
  return {
    later(run, ms) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    pass(ms) {
      now += ms
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at)
        if (due === undefined) return
        timers = timers.filter((one) => one !== due)
        due.run()
      }
    },
    get waiting() {
      return timers.length
    },
  }
}
