// `node bench/languages.bench.ts [rounds] [--only Go,PHP] [--write]`: tokens per second of each library, next to a plain loop over the AES-CBC of
// its platform and next to TypeScript. Everybody has a turn in each round, in a fresh process. libraries/*/test.sh build what it starts.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withText } from '../conformance/languages/markdown.ts'
import { repository } from '../tools/files.ts'
import { measureAll } from './languages/measure.ts'
import { programs } from './languages/programs.ts'
import { slowOnes, tablesOf } from './languages/table.ts'

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const only = values.only?.split(',')
const rounds = Number(positionals[0] ?? 5)
const wanted = programs.filter(({ title }) => only === undefined || only.includes(title))
const { measured, failures } = await measureAll(wanted, rounds, repository, () => process.stderr.write('.'))
process.stderr.write('\n')

const [processor] = cpus()
const head = `${measured.map(({ title, version }) => `${title} ${version}`.trim()).join(', ')}; ${cpus().length} cores (${processor?.model.trim() ?? 'unknown'}), ${rounds} rounds`
const tables = tablesOf(measured)
console.log(`${head}\n\n${tables}\n`)
for (const line of [...slowOnes(measured), ...failures]) console.log(line)
if (failures.length > 0) process.exitCode = 1
else if (values.write && only === undefined) {
  const document = join(repository, 'libraries/README.md')
  const text = `${head}.\n\n${tables}`
  writeFileSync(document, withText(readFileSync(document, 'utf8'), 'speed', text))
}
