// Runtimes that run a file: Node, Bun, Deno. And how every program is run here: without a network, for a minute at most.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { BuildOptions } from 'esbuild'
import type { Report } from '../suite/checks.ts'
import type { Driver } from './stage.ts'

const patienceMs = 60_000

/** @param args what stands before the file */
export function command(program: string, args: readonly string[] = []): Driver {
  return driver('command', program, args, { external: ['@roompass/token', 'node:*'] })
}

/** A program of before there were modules: it requires the drop-in, and that alone. */
export function oldCommand(program: string): Driver {
  return driver('zego', program, [], { platform: 'node', format: 'cjs', target: 'node8.0' })
}

function driver(host: string, program: string, args: readonly string[], options: BuildOptions): Driver {
  return async ({ bundle, folder, vectors }) => {
    const file = await bundle(host, options)
    return {
      version: await versionOf(program),
      report: reportIn(await outputOf(program, [...args, file, vectors], folder)),
    }
  }
}

/** The first thing that looks like a version in what the program says of itself. */
export async function versionOf(program: string): Promise<string> {
  return /\d+[.-][\d.-]+/.exec(await outputOf(program, ['--version'], '/'))?.[0] ?? 'unknown'
}

export async function outputOf(program: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' }
  const { stdout, stderr } = await promisify(execFile)(program, args, {
    cwd,
    env,
    timeout: patienceMs,
    maxBuffer: 2 ** 26,
  })
  return `${stdout}\n${stderr}`
}

/** The report is the one line that is JSON with `passed`. */
export function reportIn(output: string): Report {
  const line = output.split('\n').find((text) => text.startsWith('{"passed"'))
  if (line === undefined) throw new Error(`no report in:\n${output}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by runChecks
  return JSON.parse(line) as Report
}
