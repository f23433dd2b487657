// A child process, seen from its parent: how far it has come, and what it is told.
import type { Worker } from 'node:cluster'
import { deferred } from './deferred.ts'
import type { Exchange } from './exchange.ts'
import type { Failure, Prepared, Welcome } from './messages.ts'

/** A process could not start. */
export class ProcessFailed extends Error {
  override readonly name = 'ProcessFailed'
  /** What `--json` prints; without members where the process said why by itself. */
  readonly details: Failure['details']

  constructor({ message, details }: Failure) {
    super(message)
    this.details = details
  }
}

/** How a process ended: with a code or by a signal. */
export interface End {
  readonly code: number | null
  readonly signal: string | null
}

export interface Child {
  readonly process: number
  readonly pid: number
  /** Everything but its door is there. Rejects with ProcessFailed. */
  readonly prepared: Promise<Prepared>
  /** Opens its door. @returns the URL of it @throws ProcessFailed */
  open(): Promise<string>
  readonly ended: Promise<End>
  /** Ends it in order. @returns whether it did so; also where nobody had come to it yet */
  drain(): Promise<boolean>
  /** It is gone at once. */
  kill(): void
}

/** Milliseconds for which the last words of a process that has ended are waited for. */
const lastWordsMs = 500

export function adopt(worker: Worker, welcome: Welcome, exchange: Exchange): Child {
  let failure: Failure | null = null
  let isOpen = false
  const prepared = deferred<Prepared>()
  const listening = deferred<string>()
  const ended = deferred<End>()

  const send = (message: object): void => {
    // One that ends in this moment hears nothing more, and its end is seen.
    if (worker.isConnected()) worker.send(message, undefined, () => undefined)
  }
  const member = exchange.join(welcome.process, send, (notice) => {
    if (notice.tell === 'here') member.tell({ tell: 'welcome', ...welcome })
    else if (notice.tell === 'prepared') prepared.resolve(notice)
    else if (notice.tell === 'listening') {
      isOpen = true
      listening.resolve(notice.url)
    }
    if (notice.tell === 'failed') failure = notice.failure
  })
  worker.on('message', (message: unknown) => member.hear(message))
  // That it could not be started, or could not be told something: its end says so.
  worker.on('error', () => undefined)
  const over = (code: number | null, signal: string | null): void => {
    member.left()
    const failed = new ProcessFailed(failure ?? unsaid(welcome.process, { code, signal }))
    prepared.reject(failed)
    listening.reject(failed)
    ended.resolve({ code, signal })
  }
  worker.process.once('exit', (code, signal) => {
    const end = deferred<null>()
    void end.promise.then(() => over(code, signal))
    // Why it could not start may still be on its way.
    if (failure === null && !isOpen && worker.process.connected) {
      worker.process.once('disconnect', () => setImmediate(() => end.resolve(null)))
      setTimeout(() => end.resolve(null), lastWordsMs).unref()
    } else end.resolve(null)
  })
  const kill = (): void => void worker.process.kill('SIGKILL')
  return {
    process: welcome.process,
    pid: worker.process.pid ?? 0,
    prepared: prepared.promise,
    open() {
      member.tell({ tell: 'open' })
      return listening.promise
    },
    ended: ended.promise,
    async drain() {
      const wasOpen = isOpen
      if (wasOpen) member.tell({ tell: 'drain' })
      else kill()
      const { code } = await ended.promise
      return code === 0 || !wasOpen
    },
    kill,
  }
}

function unsaid(process: number, { code, signal }: End): Failure {
  const how = signal === null ? `with ${code}` : `by ${signal}`
  return { message: `process ${process} ended ${how} before it was ready; what it said stands above`, details: {} }
}
