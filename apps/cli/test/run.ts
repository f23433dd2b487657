// Runs the command as a person would: a child process over the sources, in a folder of its own, with nothing inherited.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Gives a command a terminal; of bsdutils, which every Debian has. */
const terminal = '/usr/bin/script'
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

function start(args: readonly string[], { cwd, env = {} }: Surroundings): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--conditions=source', main, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
}

/** Runs a command to its end. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const child = start(args, surroundings)
  child.stdin.on('error', () => {})
  child.stdin.end(surroundings.stdin ?? '')
  return endOf(child)
}

/** Runs a command of which nobody reads what it says, as behind `| true`. */
export async function runUnread(args: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const child = start(args, surroundings)
  child.stdin.end()
  child.stdout.destroy()
  return endOf(child)
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/**
 * Runs a command on a terminal, where somebody answers: each time that the next of `answers` is asked for,
 * it is typed. What comes back is what stands on the screen.
 */
export async function runOnTerminal(
  args: readonly string[],
  { cwd }: Surroundings,
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<{ readonly code: number | null; readonly screen: string }> {
  const command = [process.execPath, '--conditions=source', main, ...args].join(' ')
  const child = spawn(terminal, ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'dumb', SHELL: '/bin/sh' },
  })
  const left = [...answers]
  let unread = ''
  child.stdout.on('data', (chunk: Buffer) => {
    unread += chunk.toString()
    const [next] = left
    if (next === undefined || !unread.includes(next[0])) return
    left.shift()
    unread = ''
    child.stdin.write(next[1])
  })
  const { code, stdout } = await endOf(child)
  return { code, screen: stdout }
}

/** A command that keeps running: its first line of output, and how to end it. */
export interface Running {
  readonly pid: number
  readonly firstLine: string
  /** What it has written to standard error so far. */
  readonly said: () => string
  /** What came of it. */
  readonly ended: Promise<Outcome>
  readonly stop: (signal?: NodeJS.Signals) => Promise<Outcome>
}

/** Starts a command and waits for its first line of standard output. Rejects with what it said when it ends before. */
export async function runUntilFirstLine(args: readonly string[], surroundings: Surroundings): Promise<Running> {
  const child = start(args, surroundings)
  let said = ''
  child.stderr.on('data', (chunk: string) => (said += chunk))
  const ended = endOf(child)
  const firstLine = await new Promise<string>((resolve, reject) => {
    let seen = ''
    child.stdout.on('data', (chunk: string) => {
      seen += chunk
      const end = seen.indexOf('\n')
      if (end !== -1) resolve(seen.slice(0, end))
    })
    ended.then((outcome) => reject(new Error(`it ended: ${JSON.stringify(outcome)}`)), reject)
  })
  return {
    pid: child.pid ?? 0,
    firstLine,
    said: () => said,
    ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

/** A folder that is gone after `use`. */
export async function inFolder<T>(use: (cwd: string) => Promise<T>): Promise<T> {
  const cwd = await mkdtemp(join(tmpdir(), 'roompass-cli-'))
  try {
    return await use(cwd)
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}

/** An app that no one else has: 32 characters, none of the published samples. */
export const app: Readonly<Record<'ROOMPASS_APP_ID' | 'ROOMPASS_SERVER_SECRET', string>> = {
  ROOMPASS_APP_ID: '1234567890',
  // roompass-scan-allow: made up for tests
  ROOMPASS_SERVER_SECRET: 'k7Qz!m2Vx_9Rt4Lw8Bn#c6Hd1Fs5Gj0Y',
}
