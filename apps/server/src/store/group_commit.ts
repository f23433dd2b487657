// Writes that come while one commit is on its way go into the next one together, so that a busy server waits for the disk once for many.
import { StoreUnavailable } from './store.ts'

/** More than this waits for nothing good: whoever asks is better told at once. */
const maxWaiting = 10_000
const maxBatch = 1000

export interface GroupCommit<W, R> {
  /** Resolves with what came of the write when its commit is durable. @throws StoreUnavailable */
  write(write: W): Promise<R>
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

interface Waiting<W, R> {
  readonly write: W
  readonly kept: (result: R) => void
  readonly lost: (error: StoreUnavailable) => void
}

/** @param commit keeps all writes of a batch, in their order, or none; gives one result for each */
export function createGroupCommit<W, R>(commit: (batch: readonly W[]) => Promise<readonly R[]>): GroupCommit<W, R> {
  let waiting: Waiting<W, R>[] = []
  let writing: Promise<void> | null = null

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      try {
        // The next batch gathers while this one is on its way.
        const results = await commit(batch.map(({ write }) => write))
        // oxlint-disable-next-line typescript/no-non-null-assertion -- commit gives one result for each write
        for (const [i, { kept }] of batch.entries()) kept(results[i]!)
      } catch (cause) {
        const error = cause instanceof StoreUnavailable ? cause : new StoreUnavailable('the write failed', { cause })
        for (const { lost } of batch) lost(error)
      }
    }
    writing = null
  }

  return {
    write(write) {
      return new Promise<R>((kept, lost) => {
        if (waiting.length >= maxWaiting) throw new StoreUnavailable('too much is waiting to be written')
        waiting.push({ write, kept, lost })
        writing ??= writeAll()
      })
    },
    async idle() {
      await writing
    },
  }
}
