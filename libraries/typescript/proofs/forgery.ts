// `node libraries/typescript/proofs/forgery.ts --tries 1000000 [--attack A3] [--seed 1] [--write]`: tries to make tokens that nobody issued,
// and fails when a verifier takes one that it should not. With `--write` the table goes to docs/proofs.md.
import { parseArgs } from 'node:util'
import { machine, writeResult } from './document.ts'
import { attacks, faultOf, runAttack } from './forgery/harness.ts'
import { tableOf } from './forgery/table.ts'

const { values } = parseArgs({
  options: {
    tries: { type: 'string', default: '20000' },
    attack: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})

const wanted = attacks.filter(({ id }) => values.attack === undefined || id === values.attack)
const outcomes = wanted.map((attack) => {
  const outcome = runAttack(attack, Number(values.tries), Number(values.seed))
  console.log(`${attack.id} ${JSON.stringify(outcome.forged)} control ${outcome.lenient}`)
  return outcome
})
const faults = outcomes.map(faultOf).filter((fault) => fault !== null)
const table = tableOf(outcomes)
console.log(`\n${table}\n\n${faults.length === 0 ? 'nothing was forged that can be proven' : faults.join('\n')}`)
if (values.write) writeResult('forgery', `${table}\n\nSeed ${values.seed}. ${machine()}.`)
process.exitCode = faults.length === 0 && outcomes.length > 0 ? 0 : 1
