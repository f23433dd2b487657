// Child processes of the tools: the commands of node_modules/.bin first, nothing of an outer vitest, no standard input.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface Ended {
  /** 0 only when it ended well; 1 or more when it failed, could not start, or was killed. */
  readonly code: number
  /** What it wrote to standard output and standard error, in this order of arrival; '' when it was shown. */
  readonly output: string
}

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** Let people see the output as it comes, instead of keeping it. */
  readonly shown?: boolean
}

/** Runs a command to its end. Never rejects: a command that cannot start has failed, and its output says why. */
export function run({ command, args, cwd, env = process.env, shown = false }: Command): Promise<Ended> {
  const stream = shown ? 'inherit' : 'pipe'
  const child = spawn(command, args, { cwd, env: surroundings(cwd, env), stdio: ['ignore', stream, stream] })
  let output = ''
  const keep = (chunk: string): void => {
    output += chunk
  }
  child.stdout?.setEncoding('utf8').on('data', keep)
  child.stderr?.setEncoding('utf8').on('data', keep)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${output}${command}: ${error.message}\n` }))
    child.on('close', (code, signal) => {
      if (signal !== null) keep(`${command}: ended by ${signal}\n`)
      resolve({ code: code ?? 1, output })
    })
  })
}

function surroundings(cwd: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('VITEST') && name !== 'NODE_ENV')
  return { ...Object.fromEntries(kept), PATH: `${join(cwd, 'node_modules/.bin')}:${env['PATH'] ?? ''}` }
}
