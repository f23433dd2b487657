// `npm run conformance`: language × language. Prints the table and, last, how many pairs agree; fails when one does not, or when a language is
// missing. `-- --only go,python` asks a part of them, `--tokens 200` and `--seed 7` mint others, `--write` puts the table into libraries/README.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { repository } from '../../tools/files.ts'
import { compare } from './compare.ts'
import { withText } from './markdown.ts'
import { materialOf } from './material.ts'
import { pairsOf, tableOf, troublesOf } from './report.ts'
import { startsOf } from './testees.ts'

const patienceMs = 30_000

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    tokens: { type: 'string', default: '2000' },
    write: { type: 'boolean', default: false },
  },
})
const starts = startsOf(values.only?.split(',') ?? [])
const material = materialOf(repository, Number(values.seed), Number(values.tokens))
const begun = performance.now()
const languages = await compare(starts, material, { root: repository, patienceMs })
const seconds = ((performance.now() - begun) / 1000).toFixed(1)

const table = tableOf(languages, material)
const { passed, failed } = pairsOf(languages)
console.log(`${languages.map(({ start, version }) => `${start.title} ${version ?? '–'}`).join(', ')}\n\n${table}\n`)
for (const trouble of troublesOf(languages)) console.log(trouble)
if (values.write && failed === 0 && values.only === undefined) {
  const document = join(repository, 'libraries/README.md')
  writeFileSync(document, withText(readFileSync(document, 'utf8'), 'conformance', table))
}
console.log(`${values.tokens} tokens each, seed ${values.seed}, ${seconds} s\n${passed} passed, ${failed} failed`)
if (failed > 0) process.exitCode = 1
