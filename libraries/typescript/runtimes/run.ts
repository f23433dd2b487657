// `node run.ts`: tries the built package on every runtime and writes the table into the README. With --check it writes nothing, and fails
// when the table is another one. In both ways it fails when a runtime is missing or a check did not pass.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openStage, type Stage } from './drivers/stage.ts'
import { runtimes, type Runtime } from './runtimes.ts'
import { comparable, withTable, type Row } from './table.ts'

const readme = fileURLToPath(new URL('../README.md', import.meta.url))
const vectors = fileURLToPath(new URL('../../../spec/vectors', import.meta.url))

const most = 10

const stage = openStage(vectors)
const rows: Row[] = []
try {
  for (const runtime of runtimes) {
    // One after another: the report of each stands under the one before.
    // oxlint-disable-next-line no-await-in-loop
    rows.push(...(await rowOf(runtime, stage)))
  }
} finally {
  stage.remove()
}
if (rows.length < runtimes.length || rows.some(({ report }) => report.failed.length > 0)) process.exitCode = 1
else publish(rows)

/** One row; none when the runtime is not to be had. */
async function rowOf({ name, gets, drive }: Runtime, on: Stage): Promise<Row[]> {
  try {
    const { version, report } = await drive(on)
    const passed = Object.values(report.passed).reduce((sum, count) => sum + count, 0)
    console.log(`${name.padEnd(22)} ${version.padEnd(16)} ${passed} passed, ${report.failed.length} failed`)
    for (const failure of report.failed.slice(0, most)) console.log(`  ${failure}`)
    if (report.failed.length > most) console.log(`  and ${report.failed.length - most} more`)
    return [{ name, version, gets, report }]
  } catch (error) {
    console.log(`${name.padEnd(22)} was not run: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}

function publish(table: readonly Row[]): void {
  const before = readFileSync(readme, 'utf8')
  const after = withTable(before, table)
  if (!process.argv.includes('--check')) return writeFileSync(readme, after)
  if (comparable(before) === comparable(after)) return
  console.log('the table in libraries/typescript/README.md is not this one: npm run runtimes')
  process.exitCode = 1
}
