// Writes that come while one commit is on its way go into the next one together, so that a busy server waits for the disk once for many.
import { StoreUnavailable } from './store.ts'

/** More than this waits for nothing good: whoever asks is better told at once. */
const maxWaiting = 10_000
/** With a disk that is quick less at a time gets more done: who is answered goes on while the next ones are written. Milliseconds. */
const maxBatch = { quick: 128, slow: 1000 } as const
const quickMs = 5
/** So many begin a commit at once: the disk works while whoever wrote them goes on. Fewer wait for what is written beside them. */
const enough = 32

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

/**
 * @param commit keeps all writes of a batch, in their order, or none, and gives one result for each. When it says that one write may be the reason,
 * it is given the batch again in smaller ones, so that only that write fails
 */
export function createGroupCommit<W, R>(commit: (batch: readonly W[]) => Promise<readonly R[]>): GroupCommit<W, R> {
  let waiting: Waiting<W, R>[] = []
  let writing: Promise<void> | null = null
  let lastMs = 0

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const size = lastMs < quickMs ? maxBatch.quick : maxBatch.slow
      const batch = waiting.slice(0, size)
      waiting = waiting.slice(size)
      const began = performance.now()
      // The next batch gathers while this one is on its way.
      await writeBatch(batch)
      lastMs = performance.now() - began
    }
    writing = null
  }
  const begin = (): void => {
    if (waiting.length > 0) writing ??= writeAll()
  }
  const writeBatch = async (batch: readonly Waiting<W, R>[]): Promise<void> => {
    try {
      const results = await commit(batch.map(({ write }) => write))
      // oxlint-disable-next-line typescript/no-non-null-assertion -- commit gives one result for each write
      for (const [i, { kept }] of batch.entries()) kept(results[i]!)
    } catch (cause) {
      const error = cause instanceof StoreUnavailable ? cause : new StoreUnavailable('the write failed', { cause })
      if (error.ofOneWrite && batch.length > 1) return writeHalves(batch)
      for (const { lost } of batch) lost(error)
    }
  }
  /** Nothing of the batch was kept because of a write in it: halves of halves find it, and the others do not pay for it. */
  const writeHalves = async (batch: readonly Waiting<W, R>[]): Promise<void> => {
    const half = Math.floor(batch.length / 2)
    await writeBatch(batch.slice(0, half))
    await writeBatch(batch.slice(half))
  }

  return {
    write(write) {
      return new Promise<R>((kept, lost) => {
        if (waiting.length >= maxWaiting) throw new StoreUnavailable('too much is waiting to be written')
        waiting.push({ write, kept, lost })
        if (waiting.length >= enough) begin()
        else if (waiting.length === 1) process.nextTick(begin)
      })
    },
    async idle() {
      begin()
      await writing
    },
  }
}
