// One project, run by vitest in a process of its own: a crash costs this project's tests and leaves the sums right.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../process.ts'
import type { Wish } from './arguments.ts'
import { readTally, type Tally } from './tally.ts'

const reporter = fileURLToPath(new URL('reporter.ts', import.meta.url))

/** Runs one project before the eyes of whoever started it, and counts. A run that breaks off counts as one failure. */
export async function runProject(root: string, name: string, wish: Wish, env: NodeJS.ProcessEnv): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'roompass-tally-'))
  const file = join(folder, 'tally.json')
  const own = wish.options.some((option) => option.startsWith('--reporter')) ? [] : ['--reporter=default']
  const args = ['run', '--project', name, '--passWithNoTests', ...own, `--reporter=${reporter}`]
  try {
    const { code } = await run({
      command: process.execPath,
      args: [join(root, 'node_modules/vitest/vitest.mjs'), ...args, ...wish.options, ...wish.filters],
      cwd: root,
      env: { ...env, TALLY_FILE: file },
      shown: true,
    })
    const tally = readTally(readIfThere(file)) ?? { files: 0, passed: 0, failed: 0, leftOut: [] }
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
