// `node bench/faults/revocation.ts [--people 300]`: people are revoked one after another, on one node with SQLite and on three with Postgres and Redis. From the
// acknowledgement to the closed connection; and nobody comes in again on any node, nor gets a token. Needs `npm run build`.
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { startRedis } from '../../apps/server/test/hosts/redis.ts'
import { amount } from '../amounts.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { enter, isAdmitted, openDoor, sendOut, startNodes, type Session } from './sessions.ts'
import { openSite, type Node, type Site } from './site.ts'

const people = amount('people', 300)

interface Outcome {
  readonly times: readonly number[]
  readonly admitted: number
  readonly issued: number
}

async function revokeAll(site: Site, nodes: readonly Node[]): Promise<Outcome> {
  const sessions: Session[] = []
  for (let n = 0; n < people; n += 1) sessions.push(await enter(site, nodes, 'user', n))
  const times: number[] = []
  // Where somebody is revoked is not where they are.
  for (const [n, session] of sessions.entries()) times.push(await sendOut(nodes[(n + 1) % nodes.length]!, session))
  let [admitted, issued] = [0, 0]
  for (const node of nodes)
    for (const { kitToken, userId } of sessions.slice(-50)) {
      if (await isAdmitted(node, kitToken)) admitted += 1
      if ((await node.ask(userId)).status === 201) issued += 1
    }
  return { times, admitted, issued }
}

async function alone(): Promise<Outcome> {
  const site = await openSite({ room: openDoor })
  try {
    return await revokeAll(site, [await site.start()])
  } finally {
    await site.end()
  }
}

async function three(): Promise<Outcome> {
  const [postgres, redis] = await Promise.all([startPostgres({ durable: true }), startRedis()])
  const site = await openSite({ room: openDoor, database: await postgres.database(), redis: redis.url })
  try {
    return await revokeAll(site, await startNodes(site, 3, {}))
  } finally {
    await site.end()
    await Promise.all([postgres.end(), redis.stop()])
  }
}

const [one, all] = [await alone(), await three()]
report(
  'revocation',
  {
    people_on_each: people,
    one_node_p50_ms: percentile(one.times, 0.5),
    one_node_p99_ms: percentile(one.times, 0.99),
    three_nodes_p50_ms: percentile(all.times, 0.5),
    three_nodes_p99_ms: percentile(all.times, 0.99),
    three_nodes_most_ms: Math.max(...all.times),
    admitted_afterwards: one.admitted + all.admitted,
    tokens_issued_afterwards: one.issued + all.issued,
  },
  {
    one_node_p99_ms: atMost(500),
    three_nodes_p99_ms: atMost(500),
    admitted_afterwards: exactly(0),
    tokens_issued_afterwards: exactly(0),
  },
)
process.exit()
