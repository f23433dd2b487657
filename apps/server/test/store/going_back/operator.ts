// An operator in a process of their own: takes the tables at its first argument back to the version of its second one, and says each step on a line.
// With `slowly` the newest step says `inside` when its work is done, and then takes a while to come to its end.
import { DatabaseSync } from 'node:sqlite'
import { goBack } from '../../../src/store/going_back.ts'
import { isPostgres } from '../../../src/store/open.ts'
import { createClient } from '../../../src/store/postgres/connections.ts'
import { goBack as goBackInPostgres } from '../../../src/store/postgres/schema.ts'
import { steps as postgresSteps } from '../../../src/store/postgres/steps.ts'
import { goBack as goBackInSqlite } from '../../../src/store/sqlite/schema.ts'
import { steps as sqliteSteps } from '../../../src/store/sqlite/steps.ts'
import type { Step, StepBack } from '../../../src/store/steps.ts'

const [place = '', to = '', how = ''] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const took = ({ from, to: reached }: StepBack): void => say(`${from} ${reached}`)

function slowed<Work>(steps: readonly Step<Work>[], slow: (work: Work) => Work): Step<Work>[] {
  return steps.map((step) =>
    step.back === null ? step : { ...step, back: { ...step.back, work: slow(step.back.work) } },
  )
}

if (how !== 'slowly') await goBack(place, Number(to), took)
else if (isPostgres(place)) {
  const client = createClient({ url: place })
  await client.connect()
  client.on('notice', () => say('inside'))
  const steps = slowed(
    postgresSteps,
    (work) => `${work}; do $$ begin raise notice 'inside'; end $$; select pg_sleep(1)`,
  )
  await goBackInPostgres(client, Number(to), took, steps)
} else {
  const steps = slowed(sqliteSteps, (work) => (database: DatabaseSync) => {
    work(database)
    say('inside')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20_000)
  })
  goBackInSqlite(new DatabaseSync(place, { timeout: 5000 }), Number(to), took, steps)
}
process.exit()
