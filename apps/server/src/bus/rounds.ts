// Asking again and again: by the clock, and sooner when somebody wakes it; one question at a time.

/** Time that no clock that is set back or forward changes, in milliseconds. */
export interface Ticker {
  now(): number
  /** Runs once after a while; gives a function that cancels. */
  after(ms: number, run: () => void): () => void
}

export interface Rounds {
  /** The first question; from then on they follow one another. @throws what the question threw; then there are no others */
  begin(): Promise<void>
  /** Asks now; where a question is on its way, once more after it, since that one may have come too early. */
  wake(): void
  close(): void
}

/**
 * @param ask rejects when there was no answer
 * @param turned is told when the answers stop, and when they come again
 */
export function createRounds(
  ask: () => Promise<void>,
  everyMs: number,
  ticker: Ticker,
  turned: (answers: boolean) => void,
): Rounds {
  let state: 'idle' | 'asking' | 'closed' = 'asking'
  let [again, answers] = [false, true]
  let cancel: (() => void) | null = null

  const heard = async (): Promise<boolean> => {
    try {
      await ask()
      return true
    } catch {
      return false
    }
  }
  const next = (): void => {
    if (isClosed()) return
    state = 'idle'
    if (again && answers) void round()
    else cancel = ticker.after(everyMs, () => void round())
  }
  const round = async (): Promise<void> => {
    cancel?.()
    state = 'asking'
    again = false
    const now = await heard()
    if (now !== answers && !isClosed()) turned(now)
    answers = now
    next()
  }
  // A function, since it may have been closed during any wait.
  const isClosed = (): boolean => state === 'closed'

  return {
    async begin() {
      await ask()
      next()
    },
    wake() {
      if (state === 'asking') again = true
      else if (state === 'idle') void round()
    },
    close() {
      state = 'closed'
      cancel?.()
    },
  }
}

export const systemTicker: Ticker = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms).unref()
    return () => clearTimeout(timer)
  },
}
