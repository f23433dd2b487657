// A testee as a process: requests go in without waiting, answers come out in their order. Anything else is a Failure, which is final.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { answerIn, onLines, short, type Answer } from './lines.ts'
import type { Start } from './testees.ts'

/** What a testee is asked; the id is given when it is sent. */
export interface Request {
  readonly op: string
  readonly [field: string]: unknown
}

/** The testee broke the protocol, ended, or never was. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

export interface Testee {
  /** All answers, in the order of the requests. Rejects with a Failure. */
  ask(requests: readonly Request[]): Promise<readonly Answer[]>
  /** Ends its input, and waits. Rejects with a Failure unless it ends with 0, without another word. */
  end(): Promise<void>
  /** Kills it, if it still lives. */
  kill(): void
}

export interface Surroundings {
  /** The root of the repository. */
  readonly root: string
  /** For how long it may say nothing while something is asked of it. */
  readonly patienceMs: number
}

/** Starts a testee. That it cannot be started is said by the first question. */
export function startTestee(start: Start, { root, patienceMs }: Surroundings): Testee {
  const child = spawn(start.command, start.args, { cwd: join(root, start.folder), stdio: 'pipe' })
  const waiting: { id: number; resolve: (answer: Answer) => void }[] = []
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  const closed = Promise.withResolvers<string>()
  let [lastId, complaints, silence] = [0, '', setTimeout(() => {}, 0)]
  let status: string | undefined

  const fail = (message: string): void => failed.reject(new Failure(message))
  const listen = (): void => {
    clearTimeout(silence)
    if (waiting.length > 0) silence = setTimeout(() => fail(`says nothing for ${patienceMs / 1000} s`), patienceMs)
  }
  onLines(child.stdout, (lines) => {
    for (const line of lines) {
      const next = waiting.shift()
      const answer = answerIn(line, next?.id)
      if (typeof answer === 'string') fail(answer)
      else next?.resolve(answer)
    }
    listen()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-4000)))
  // That nobody reads any more is said by the end of the process.
  child.stdin.on('error', () => {})
  child.on('error', ({ message }) => fail(`cannot be started: ${message}; ${start.madeBy} makes it`))
  child.on('close', (code, signal) => {
    clearTimeout(silence)
    status = String(signal ?? code)
    closed.resolve(status)
    if (waiting.length > 0) fail(`ended with ${status}${lastWordOf(complaints)}`)
  })

  return {
    async ask(requests) {
      const answers = requests.map((request) => {
        const { promise, resolve } = Promise.withResolvers<Answer>()
        waiting.push({ id: ++lastId, resolve })
        child.stdin.write(`${JSON.stringify({ ...request, id: lastId })}\n`)
        return promise
      })
      if (status !== undefined) fail(`ended with ${status}${lastWordOf(complaints)}`)
      else listen()
      return Promise.race([failed.promise, Promise.all(answers)])
    },
    async end() {
      child.stdin.end()
      const late = setTimeout(() => fail(`goes on for ${patienceMs / 1000} s after the end of its input`), patienceMs)
      const last = await Promise.race([failed.promise, closed.promise]).finally(() => clearTimeout(late))
      if (last !== '0') throw new Failure(`ended with ${last}${lastWordOf(complaints)}`)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

function lastWordOf(complaints: string): string {
  const word = complaints.trimEnd().split('\n').at(-1)
  return word === undefined || word === '' ? '' : `: ${short(word)}`
}
