// `node libraries/typescript/proofs/timing.ts [--tries 100000] [--write]`: does the time of a refusal tell whether the padding was right (spec
// kit-token.md 5.2.2)? Advisory: on a busy machine there are differences that mean nothing, so nothing fails.
import { parseArgs } from 'node:util'
import { machine, writeResult } from './document.ts'
import { compare, type Compared } from './timing/compare.ts'
import { measure } from './timing/measure.ts'
import { pairs } from './timing/pairs.ts'

const { values } = parseArgs({
  options: { tries: { type: 'string', default: '100000' }, write: { type: 'boolean', default: false } },
})
const tries = Number(values.tries)

const table = tableOf(compare(measure(pairs, tries)))
console.log(table)
if (values.write)
  writeResult('timing', `${table}\n\n${tries.toLocaleString('en')} tries of each, in turns. ${machine()}.`)

function tableOf(rows: readonly Compared[]): string {
  const lines = rows.map(({ inside, right, wrong, noise }) => {
    return `| ${inside} | ${right.toFixed(0)} | ${wrong.toFixed(0)} | ${(right - wrong).toFixed(0)} ± ${noise.toFixed(0)} |`
  })
  return ['| Inside | Right | Wrong | Difference |', '| --- | --: | --: | --: |', ...lines].join('\n')
}
