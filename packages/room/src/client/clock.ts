// The system's time. Timers of a client are short; one that is due while the machine sleeps runs when it wakes.

/** Time as the client sees it; the hub's clock has the same shape. */
export interface ClientClock {
  /** Wall clock, milliseconds since 1970. */
  now(): number
  /** Runs once, not before `at` (wall clock, ms); gives a function that cancels. */
  setTimer(at: number, run: () => void): () => void
}

export const systemClock: ClientClock = {
  now: () => Date.now(),
  setTimer(at, run) {
    const timer = setTimeout(run, Math.max(0, at - Date.now()))
    return () => clearTimeout(timer)
  },
}

/** At most one timer at a time: setting it again replaces it. */
export interface Alarm {
  readonly set: boolean
  in(ms: number, run: () => void): void
  stop(): void
}

export function createAlarm(clock: ClientClock): Alarm {
  let cancel: (() => void) | null = null
  const stop = (): void => {
    cancel?.()
    cancel = null
  }
  return {
    get set() {
      return cancel !== null
    },
    in(ms, run) {
      stop()
      cancel = clock.setTimer(clock.now() + ms, () => {
        cancel = null
        run()
      })
    },
    stop,
  }
}
