// The system's clock with timers of any length. Tests bring a clock of their own.
import type { Clock } from './types.ts'

// Host timers overflow beyond 2^31 ms and measure uptime, not wall time. Short legs avoid the first, and bound
// how late a timer can be after a clock step or a sleep of the machine.
const longestLeg = 30_000

/** Wall clock of this machine, and the time that passes whatever it is set to. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  setTimer(at, run) {
    const passed = deadlineIn(at - Date.now())
    return inLegs(() => Math.min(at - Date.now(), passed()), run)
  },
  after: (ms, run) => inLegs(deadlineIn(ms), run),
}

/** What is left of so many milliseconds. */
function deadlineIn(ms: number): () => number {
  const deadline = performance.now() + Math.max(0, ms)
  return () => deadline - performance.now()
}

function inLegs(rest: () => number, run: () => void): () => void {
  let handle: ReturnType<typeof setTimeout>
  const wait = (ms: number): void => {
    handle = setTimeout(leg, Math.min(Math.max(0, Math.ceil(ms)), longestLeg))
  }
  const leg = (): void => {
    const left = rest()
    if (left <= 0) run()
    else wait(left)
  }
  wait(rest())
  return () => clearTimeout(handle)
}
