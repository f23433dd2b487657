// `node bench/faults/postgres.ts [--restarts 20]`: Postgres is restarted while tokens are issued, and half as often ended as by a loss of power. What fails says 503,
// and soon after Postgres is back, tokens are given again; what was given is in the audit, once. Needs `npm run build`.
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore } from '@roompass/server'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { amount } from '../amounts.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { openSite } from './site.ts'

const restarts = amount('restarts', 20)
const postgres = await startPostgres({ durable: true })
const url = await postgres.database()
const site = await openSite({ database: url })
try {
  const node = await site.start()
  const asking = keepAsking(node, 'user')
  const backMs: number[] = []
  const hard = Math.ceil(restarts / 2)
  for (let n = 0; n < restarts + hard; n += 1) {
    await pause(300)
    await postgres.stop(n < restarts ? 'fast' : n % 2 === 0 ? 'immediate' : 'kill')
    await pause(200)
    await postgres.start()
    backMs.push(await asking.untilGiven())
  }
  await asking.stop()
  await node.stop()
  const { lost, twice, chainBroken } = await compareWithAudit(await openPostgresStore({ url }), asking.given)
  report(
    'postgres',
    {
      restarts,
      ended_hard: hard,
      given: asking.given.length,
      answered_503: asking.answers.get(503)?.length ?? 0,
      answered_otherwise: otherThan([201, 503], asking),
      given_again_p50_ms: percentile(backMs, 0.5),
      given_again_most_ms: Math.max(...backMs),
      lost,
      there_twice: twice,
      chains_broken: chainBroken,
    },
    {
      answered_otherwise: exactly(0),
      given_again_most_ms: atMost(10_000),
      lost: exactly(0),
      there_twice: exactly(0),
      chains_broken: exactly(0),
    },
  )
} finally {
  await site.end()
  await postgres.end()
}
