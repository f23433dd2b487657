// Following something that the store keeps: asked for at the start, then by the clock, and sooner when a hint wakes it.
import type { Bus, Topic } from './bus.ts'
import { createRounds, type Rounds, type Ticker } from './rounds.ts'

export interface Following {
  readonly topic: Topic
  /** One question to the store; rejects when there was no answer. */
  readonly ask: () => Promise<void>
  readonly everyMs: number
  readonly bus: Pick<Bus, 'listen'>
  readonly ticker: Ticker
  /** Told when the answers stop, and when they come again. */
  readonly turned: (answers: boolean) => void
}

/** @throws what the first question threw; then nothing is followed */
export async function follow({ topic, ask, everyMs, bus, ticker, turned }: Following): Promise<Pick<Rounds, 'close'>> {
  const rounds = createRounds(ask, everyMs, ticker, turned)
  // Heard before it is loaded: nothing falls between the two.
  const deafen = bus.listen((heard) => {
    if (heard === topic) rounds.wake()
  })
  const close = (): void => {
    rounds.close()
    deafen()
  }
  try {
    await rounds.begin()
  } catch (error) {
    close()
    throw error
  }
  return { close }
}
