// `node libraries/typescript/proofs/fuzz.ts --executions 10000000 [--target suffix] [--seed 1] [--keep] [--write]`: feeds every parser with
// broken input, guided by coverage, and fails on any fault. `--keep` adds what was found to corpus/, `--write` the table to docs/proofs.md.
import { parseArgs } from 'node:util'
import { machine, writeResult } from './document.ts'
import type { Result } from './fuzz/engine.ts'
import { tableOf } from './fuzz/table.ts'
import { fuzzers, keep } from './fuzz/targets.ts'

const { values } = parseArgs({
  options: {
    executions: { type: 'string', default: '200000' },
    target: { type: 'string' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})

const wanted = fuzzers.filter(({ name }) => values.target === undefined || name === values.target)
const shares = wanted.reduce((sum, { share }) => sum + share, 0)
const started = performance.now()
const results = wanted.map(({ share, run }) => {
  const result = run({ executions: Math.ceil((Number(values.executions) * share) / shares), seed: Number(values.seed) })
  if (values.keep && result.found.length > 0) keep(result.name, result.found)
  say(result)
  return result
})
const executions = results.reduce((sum, result) => sum + result.executions, 0)
const table = tableOf(results)
console.log(`\n${table}`)
if (values.write) {
  const hours = ((performance.now() - started) / 3_600_000).toFixed(1)
  writeResult(
    'fuzzing',
    `${table}\n\nSeed ${values.seed}, ${executions.toLocaleString('en')} executions in ${hours} hours. ${machine()}.`,
  )
}
process.exitCode = results.length > 0 && results.every(({ findings }) => findings.length === 0) ? 0 : 1

function say({ name, findings, answers, ...result }: Result): void {
  console.log(
    `${name}: ${result.executions} executions, ${Object.keys(answers).length} answers, ${result.found.length} new inputs`,
  )
  for (const { message, input } of findings) console.log(`  ${message}\n    ${JSON.stringify(input)}`)
}
