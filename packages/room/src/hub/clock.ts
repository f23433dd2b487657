// The system's clock with timers of any length. Tests bring a clock of their own.
import type { Clock } from './types.ts'

// Host timers overflow beyond 2^31 ms and measure uptime, not wall time. Short legs avoid the first, and bound
// how late a timer can be after a clock step or a sleep of the machine.
const longestLeg = 60_000

/** Wall clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(at, run) {
    let handle: ReturnType<typeof setTimeout>
    const leg = (): void => {
      const rest = at - Date.now()
      if (rest <= 0) return run()
      handle = setTimeout(leg, Math.min(Math.ceil(rest), longestLeg))
    }
    handle = setTimeout(leg, Math.min(Math.max(0, Math.ceil(at - Date.now())), longestLeg))
    return () => clearTimeout(handle)
  },
}
