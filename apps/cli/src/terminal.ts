// What a command says and reads. Results go to standard output, everything else to standard error, so that pipes stay clean.
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import { Refusal, UsageError } from './failures.ts'

// C0, DEL, C1, zero-width and bidirectional controls: a name inside a token may hold them and must not drive the terminal.
const controls =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** The text with every character that could steer a terminal spelled out. */
export function printable(value: string): string {
  return value.replace(controls, (character) => {
    const code = character.codePointAt(0) ?? 0
    return String.raw`\u` + code.toString(16).padStart(4, '0')
  })
}

/** One line of result. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Part of a long result, as bytes; resolves when it is taken. @throws Refusal when whoever read it is gone, as `head` is */
export function writeOut(chunk: Uint8Array): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(chunk, (error) => {
      if (error === null || error === undefined) done()
      else failed(isUnread(error) ? new Refusal('') : error)
    })
  })
}

/** From now on it is no fault when whoever reads what a command says is gone: a server goes on without them. */
export function mindNoReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isUnread(error)) throw error
    })
}

function isUnread(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE'
}

/** One line beside the result. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A result for machines: one line of JSON. It may come to a terminal all the same, and says the same with its controls spelled out. */
export function sayJson(value: unknown): void {
  say(printable(JSON.stringify(value)))
}

/** A counter on the terminal that overwrites itself; nothing where standard error is no terminal. `all` is null where nobody knows it. */
export function progress(what: string): {
  readonly show: (done: number, all: number | null) => void
  readonly end: () => void
} {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined }
  return {
    show: (done, all) => void stderr.write(`\r${done}${all === null ? '' : ` of ${all}`} ${what} `),
    end: () => void stderr.write('\r\u001b[K'),
  }
}

/** The argument as it is, or with `-` all of standard input but the line break that ends it. */
export async function readText(argument: string | undefined, what: string): Promise<string> {
  if (argument === undefined)
    throw new UsageError(`${what} is missing: give it as an argument, or - to read it from standard input`)
  return argument === '-' ? (await text(process.stdin)).replace(/\r?\n$/, '') : argument
}

/** The same without the white space around it. */
export async function readInput(argument: string | undefined, what: string): Promise<string> {
  const trimmed = (await readText(argument, what)).trim()
  if (trimmed === '') throw new UsageError(`${what} is empty`)
  return trimmed
}

/** Asks on the terminal. @throws UsageError when nobody answers any more */
export async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const cancelled = new AbortController()
  lines.on('close', () => cancelled.abort())
  try {
    return await lines.question(question, { signal: cancelled.signal })
  } catch (error) {
    if (cancelled.signal.aborted) throw new UsageError('cancelled')
    throw error
  } finally {
    lines.close()
  }
}

/** Asks on the terminal without showing what is typed. Needs a terminal on standard input. @throws UsageError when nobody answers any more */
export async function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process
  // Before the question: whoever types at once is not shown either.
  stdin.setRawMode(true)
  stderr.write(question)
  // By events: leaving a loop over standard input would end it, and there may be another question.
  let hear: ((chunk: Buffer | string) => void) | null = null
  try {
    return await new Promise((done, failed) => {
      let answer = ''
      hear = (chunk) => {
        for (const key of chunk.toString()) {
          if (key === '\r' || key === '\n' || key === '\u0004') return done(answer)
          if (key === '\u0003') return failed(new UsageError('cancelled'))
          answer = key === '\u007f' || key === '\b' ? answer.slice(0, -1) : answer + key
        }
      }
      stdin.on('data', hear).resume()
    })
  } finally {
    if (hear !== null) stdin.off('data', hear)
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}
