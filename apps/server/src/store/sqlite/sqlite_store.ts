// The embedded store: node:sqlite in a thread of its own. Entries that arrive while one commit is on its way go into the next
// one together, so that a busy server waits for the disk once for many tokens.
import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { AuditEntry, AuditRow } from '../../audit/entry.ts'
import { limitOf, StoreUnavailable, type Store } from '../store.ts'
import type { Call, Reply, Request } from './messages.ts'

export interface SqliteOptions {
  /** The file, or `:memory:`. */
  readonly path: string
}

/** More than this waits for nothing good: whoever asks is better told at once. */
const maxWaiting = 10_000
const maxBatch = 1000

interface Waiting {
  readonly entry: AuditEntry
  readonly kept: () => void
  readonly lost: (error: StoreUnavailable) => void
}

/** Opens the database, making or updating it. @throws StoreUnavailable when that fails */
export async function openSqliteStore({ path }: SqliteOptions): Promise<Store> {
  if (path !== ':memory:') await makePrivate(path)
  const thread = createThread(path)
  let waiting: Waiting[] = []
  let writing: Promise<void> | null = null
  let closing: Promise<void> | null = null

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch)
      waiting = waiting.slice(maxBatch)
      try {
        await thread.call({ do: 'append', entries: batch.map(({ entry }) => entry) })
        for (const { kept } of batch) kept()
      } catch (cause) {
        const error = cause instanceof StoreUnavailable ? cause : new StoreUnavailable('the write failed', { cause })
        for (const { lost } of batch) lost(error)
      }
    }
    writing = null
  }
  const closeAll = async (): Promise<void> => {
    await writing
    await thread.call({ do: 'close' }).catch(() => [])
    await thread.end()
  }
  const refuseIfClosed = (): void => {
    if (closing !== null) throw new StoreUnavailable('it is closed')
  }

  await thread.call({ do: 'check' }).catch(async (error: unknown) => {
    await thread.end()
    throw error
  })
  return {
    async recordAudit(entry) {
      refuseIfClosed()
      if (waiting.length >= maxWaiting) throw new StoreUnavailable('too much is waiting to be written')
      await new Promise<void>((kept, lost) => {
        waiting.push({ entry, kept, lost })
        writing ??= writeAll()
      })
    },
    async findAudit({ limit, ...query }) {
      refuseIfClosed()
      return [...(await thread.call({ do: 'find', query, limit: limitOf(limit) }))]
    },
    async check() {
      refuseIfClosed()
      await thread.call({ do: 'check' })
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

/** Makes the file if there is none: who was where is nobody else's business. Files beside it take its rights. */
async function makePrivate(path: string): Promise<void> {
  try {
    const file = await open(path, 'a', 0o600)
    await file.close()
  } catch (cause) {
    throw new StoreUnavailable('the database file cannot be opened', { cause })
  }
}

interface Thread {
  call(call: Call): Promise<readonly AuditRow[]>
  end(): Promise<void>
}

/** A worker that is started again when it died: the next call then decides whether the store is back. */
function createThread(path: string): Thread {
  let worker: Worker | null = null
  let lastId = 0
  const calls = new Map<number, { done: (rows: readonly AuditRow[]) => void; failed: (error: Error) => void }>()

  const died = (cause: unknown): void => {
    worker = null
    // What SQLite says when it cannot open a file quotes no values.
    const error = new StoreUnavailable(cause instanceof Error ? cause.message : 'its thread ended', { cause })
    for (const { failed } of calls.values()) failed(error)
    calls.clear()
  }
  const start = (): Worker => {
    // The same file seen from src/ and from dist/.
    const file = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
    const started = new Worker(file, { workerData: { path } })
    started.on('message', (reply: Reply) => {
      const call = calls.get(reply.id)
      calls.delete(reply.id)
      if (reply.ok) call?.done(reply.rows)
      else call?.failed(new StoreUnavailable(reply.error))
    })
    const endOf = (cause: unknown): void => {
      if (worker === started) died(cause)
    }
    started.on('error', endOf)
    started.on('exit', () => endOf(undefined))
    return started
  }

  return {
    call(call) {
      worker ??= start()
      const request: Request = { id: ++lastId, call }
      return new Promise((done, failed) => {
        calls.set(request.id, { done, failed })
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker?.postMessage(request)
      })
    },
    async end() {
      await worker?.terminate()
    },
  }
}
