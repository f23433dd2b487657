// `node libraries/typescript/proofs/mutation.ts [--write] [part of a path]…`: changes the library in every small way that Stryker knows and
// sees whether a test fails. In a copy of the repository, since others may be at work in it. First: npm ci --prefix libraries/typescript/proofs
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machine, writeResult } from './document.ts'
import { prepareCopy } from './mutation/copy.ts'
import { instrument } from './mutation/instrument.ts'
import type { Line, Plan, Planned, Status } from './mutation/plan.ts'
import { survivorsOf, tableOf, totalOf, type Met } from './mutation/report.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean', default: false },
    copy: { type: 'string', default: join(tmpdir(), 'roompass-mutation') },
    /** Seconds. */
    patience: { type: 'string', default: '60' },
  },
})

/** Below it a run fails. */
const breakAt = 90
/** A mutant that stops the process for so long is an endless loop. On a machine with other work it may just be slow: `--patience`. */
const patienceMs = Number(values.patience) * 1000
/** What starts other programs or looks at what they make, and proofs of their own that take seconds. */
const leftOut = ['test/build/', 'forgery.test.ts', 'fuzz.test.ts', 'runtimes.test.ts']

const { copy } = values
const results = join(copy, 'results.jsonl')
prepareCopy(copy)
writeFileSync(results, '')
const all = await instrument(copy)
const wanted = all.filter(({ file }) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
const statuses = new Map<string, Status>()
for (let left = wanted; left.length > 0; left = wanted.filter(({ id }) => !statuses.has(id))) {
  console.log(`${left.length} mutants to meet`)
  await meet(left)
  const before = statuses.size
  readResults()
  if (statuses.size === before) throw new Error('the loop met nobody: see above')
}

const met: Met[] = wanted.map((mutant) => ({ ...mutant, status: statuses.get(mutant.id) ?? 'Survived' }))
const table = tableOf(met)
console.log(`${survivorsOf(met)}\n\n${table}`)
if (values.write) writeResult('mutation', `${table}\n\n${machine()}.`)
process.exitCode = totalOf(met).score >= breakAt ? 0 : 1

/** One run of the loop, ended when a mutant stops it. */
async function meet(mutants: readonly Planned[]): Promise<void> {
  const byFile = [...Map.groupBy(all, ({ file }) => file)]
  const idsOf = Object.fromEntries(byFile.map(([file, own]) => [file, own.map(({ id }) => id)]))
  const plan: Plan = { mutants, idsOf, leftOut }
  writeFileSync(join(copy, 'plan.json'), JSON.stringify(plan))
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', '--reporter=dot'], {
    cwd: copy,
    stdio: 'inherit',
    detached: true,
  })
  const { size } = statSync(results)
  const watch = setInterval(() => {
    const now = statSync(results)
    // Before the first line no mutant is on.
    if (now.size > size && Date.now() - now.mtimeMs > patienceMs) process.kill(-child.pid!, 'SIGKILL')
  }, 1000)
  await once(child, 'exit')
  clearInterval(watch)
}

/** A mutant that was started and never answered has stopped the process. */
function readResults(): void {
  const lines = readFileSync(results, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
  for (const line of lines) {
    if ('started' in line && !statuses.has(line.started)) statuses.set(line.started, 'Timeout')
    if ('id' in line) statuses.set(line.id, line.status)
  }
}
