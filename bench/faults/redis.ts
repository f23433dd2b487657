// `node bench/faults/redis.ts [--seconds 8]`: Redis is killed, comes back empty, stands still, and is out of reach of one of two nodes, each for so long. Tokens are
// given all the while, and revocations reach everybody. Needs `npm run build`, Postgres and Redis.
import { setTimeout as pause } from 'node:timers/promises'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { startRedis } from '../../apps/server/test/hosts/redis.ts'
import { amount } from '../amounts.ts'
import { keepAsking, otherThan } from './asking.ts'
import { percentile } from './loader.ts'
import { openProxy } from './proxy.ts'
import { atMost, exactly, report } from './report.ts'
import { enter, isAdmitted, openDoor, sendOut, startNodes, type Session } from './sessions.ts'
import { openSite, type Node } from './site.ts'

const seconds = amount('seconds', 8)
const perFault = 8
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const proxy = await openProxy(Number(new URL(redis.url).port))
const site = await openSite({ room: openDoor, database: await postgres.database() })

/** What is done to Redis, until the function that it gives is called. */
const faults: Readonly<Record<string, () => Promise<() => unknown>>> = {
  killed: async () => {
    await redis.stop()
    return () => redis.start()
  },
  back_empty: async () => {
    await redis.stop()
    await redis.start()
    return () => undefined
  },
  frozen: async () => redis.freeze(),
  out_of_reach_of_one: async () => {
    proxy.hang()
    return () => proxy.heal()
  },
  cut_off_from_one: async () => {
    proxy.cut()
    return () => proxy.heal()
  },
}

try {
  const [near] = await startNodes(site, 1, { ROOMPASS_REDIS: redis.url })
  const [far] = await startNodes(site, 1, { ROOMPASS_REDIS: `redis://127.0.0.1:${proxy.port}` })
  if (near === undefined || far === undefined) throw new Error('a node is missing')
  const nodes: readonly Node[] = [near, far]
  const askings = nodes.map((node, i) => keepAsking(node, `asker-${i}`, { callers: 2 }))
  const figures: Record<string, number> = {}
  const all: number[] = []
  let admitted = 0
  for (const [name, begin] of Object.entries(faults)) {
    const sessions: Session[] = []
    for (let n = 0; n < perFault; n += 1) sessions.push(await enter(site, nodes, name, n))
    const end = await begin()
    const began = performance.now()
    const times: number[] = []
    // Each is revoked on the node where they are not.
    for (const [n, session] of sessions.entries()) {
      times.push(await sendOut(nodes[(n + 1) % 2]!, session))
      await pause(Math.max(0, ((n + 1) * seconds * 1000) / perFault - (performance.now() - began)))
    }
    for (const node of nodes)
      for (const { kitToken } of sessions) admitted += (await isAdmitted(node, kitToken)) ? 1 : 0
    await end()
    figures[`out_most_ms_${name}`] = Math.max(...times)
    all.push(...times)
  }
  await Promise.all(askings.map((asking) => asking.stop()))
  const given = askings.flatMap(({ answers }) => answers.get(201) ?? [])
  report(
    'redis',
    {
      seconds_of_each: seconds,
      ...figures,
      out_most_ms: Math.max(...all),
      admitted_afterwards: admitted,
      given: given.length,
      given_p99_ms: percentile(given, 0.99),
      given_most_ms: Math.max(...given),
      not_given: otherThan([201], ...askings),
    },
    { out_most_ms: atMost(5000), admitted_afterwards: exactly(0), not_given: exactly(0) },
  )
} finally {
  await site.end()
  proxy.end()
  await Promise.all([postgres.end(), redis.stop()])
}
process.exit()
