// The worker that owns the database, seen from the outside: calls go in, answers come back, and one that died is started again.
import { Worker } from 'node:worker_threads'
import { StoreUnavailable, type StoreFault } from '../store.ts'
import type { Database, Opening } from './database.ts'
import type { Method, Reply, Request } from './messages.ts'

export interface Thread {
  call<M extends Method>(method: M, ...args: Parameters<Database[M]>): Promise<ReturnType<Database[M]>>
  /** Closes the database, if a worker has it open, and ends the worker. */
  end(): Promise<void>
}

interface Call {
  readonly done: (value: unknown) => void
  readonly failed: (error: Error) => void
}

/**
 * A worker that is started again when it died: the next call then decides whether the store is back.
 * @param opening of the first one. Later ones go on with what it opened
 */
export function createThread(path: string, opening: Opening): Thread {
  let worker: Worker | null = null
  let opened = false
  let lastId = 0
  const calls = new Map<number, Call>()

  const died = (cause: unknown): void => {
    worker = null
    // What SQLite says when it cannot open a file quotes no values.
    const what = cause instanceof Error ? cause.message : 'its thread ended'
    const error = new StoreUnavailable(what, { cause, code: faultOf(cause) })
    for (const { failed } of calls.values()) failed(error)
    calls.clear()
  }
  const start = (): Worker => {
    // The same file seen from src/ and from dist/.
    const file = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
    const started = new Worker(file, { workerData: { path, opening: opened ? 'going_on' : opening } })
    started.on('message', (reply: Reply) => {
      opened = true
      const call = calls.get(reply.id)
      calls.delete(reply.id)
      if (reply.ok) call?.done(reply.value)
      else call?.failed(new StoreUnavailable(reply.error, { ofOneWrite: reply.ofOneWrite, code: reply.code }))
    })
    const endOf = (cause: unknown): void => {
      if (worker === started) died(cause)
    }
    started.on('error', endOf)
    started.on('exit', () => endOf(undefined))
    return started
  }

  const call: Thread['call'] = async <M extends Method>(method: M, ...args: Parameters<Database[M]>) => {
    worker ??= start()
    const request: Request = { id: ++lastId, method, args }
    const value = await new Promise<unknown>((done, failed) => {
      calls.set(request.id, { done, failed })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker?.postMessage(request)
    })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- worker.ts answers with what this method gives
    return value as ReturnType<Database[M]>
  }

  return {
    call,
    async end() {
      if (worker === null) return
      await call('close').catch(() => undefined)
      await worker?.terminate()
    },
  }
}

/** An error that crossed over from the worker keeps its members, not its class. */
function faultOf(cause: unknown): StoreFault {
  const { code }: { code?: unknown } = Object(cause)
  return code === 'tables_newer' || code === 'tables_older' ? code : 'store_unavailable'
}
