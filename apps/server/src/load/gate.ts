// Whether a request is taken or told to come back: what is more than the process can do is refused before any work, so that the rest is done in time.
// It knows no HTTP. Why these numbers: docs/limits.md.
import { performance } from 'node:perf_hooks'

export interface Gate {
  /** Whether one more is too much at this moment. */
  readonly closed: boolean
  /** Takes work in hand, until it is done. */
  enter(): WorkInHand
}

export interface WorkInHand {
  /** Waits for whoever asked, and has it out of hand for as long: who sends slowly keeps nobody else out. */
  aside<T>(coming: Promise<T>): Promise<T>
  /** Called once. */
  done(): void
}

/** The part of the time that the event loop may be busy. */
const busy = 0.9
/**
 * So much in hand keeps a busy process busy: as much as it finished in the last 20 milliseconds, since a disk that takes longer for a commit takes more
 * in it; and so much at least. With less, nothing is refused. More would make the refused wait, for what is done in one go.
 */
const enoughMs = 20
const leastEnough = 64
/** So much may come at once: to a process that was not given the processor for a while, for example. */
const leastBurst = 128
/** Milliseconds of business after which what stands is no burst any more. */
const lastingMs = 300
/** More in hand than this waits for something else than the processor: for a store, or for whoever knows the users. */
const most = 2000
/** Milliseconds over which the business is measured. */
const windowMs = 50

/** How busy the event loop was since it was last asked, from 0 to 1, and the time in milliseconds. */
export interface Pulse {
  now(): number
  utilization(): number
}

export function createGate(pulse: Pulse = createPulse()): Gate {
  let [inHand, finished, enough] = [0, 0, leastEnough]
  let measuredAt = pulse.now()
  /** Since when it is busy without a pause; null while it is not. */
  let busySince: number | null = null
  /** How much is enough at this moment. */
  const measured = (): number => {
    const at = pulse.now()
    if (at - measuredAt >= windowMs) {
      busySince = pulse.utilization() < busy ? null : (busySince ?? measuredAt)
      enough = Math.max(leastEnough, Math.round((finished * enoughMs) / (at - measuredAt)))
      measuredAt = at
      finished = 0
    }
    if (busySince === null) return most
    return at - busySince < lastingMs ? Math.max(leastBurst, 2 * enough) : enough
  }
  return {
    get closed() {
      return inHand >= leastEnough && inHand >= measured()
    },
    enter() {
      inHand += 1
      return {
        async aside(coming) {
          inHand -= 1
          try {
            return await coming
          } finally {
            inHand += 1
          }
        },
        done() {
          inHand -= 1
          finished += 1
        },
      }
    },
  }
}

function createPulse(): Pulse {
  let last = performance.eventLoopUtilization()
  return {
    now: () => performance.now(),
    utilization() {
      const next = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(next, last)
      last = next
      return utilization
    },
  }
}
