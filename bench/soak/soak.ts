// `node bench/soak/soak.ts [--minutes 15]`: one server under everything that comes in a day, at rates that it carries easily: tokens, introspection, people who come, renew, leave,
// vanish and are revoked, operators who look, wrong requests, forged tokens. After a warm-up of a fifth nothing grows or gets slower. Needs `npm run build`.
import { join } from 'node:path'
import { openSqliteStore } from '@roompass/server'
import { mintFor } from '../../conformance/harness/tokens.ts'
import { amount } from '../amounts.ts'
import { percentile } from '../faults/loader.ts'
import { atMost, exactly, report } from '../faults/report.ts'
import { fill } from '../faults/rows.ts'
import { openDoor } from '../faults/sessions.ts'
import { openSite } from '../faults/site.ts'
import { openFilesAtRest, openFilesOf, watch } from './health.ts'
import { sendRequests } from './requests.ts'
import { comeAndGo } from './visitors.ts'

const minutes = amount('minutes', 15)
const seconds = minutes * 60
/** At a time. */
const people = 40

// Whoever vanishes keeps their seat for a while.
const site = await openSite({ room: { ...openDoor, maxPeople: 100 } })
// The database is read once before: its cache is as large as it gets, and is not taken for something that grows.
await fill(await openSqliteStore({ path: join(site.folder, 'roompass.db') }), 100_000)
const node = await site.start({ NODE_OPTIONS: `--import=${new URL('collector.ts', import.meta.url).href}` })
const kitTokens = Array.from({ length: 200 }, (_, n) =>
  mintFor(site.app, { userId: `user-${n}`, roomId: `room-${n}`, expiresIn: 80_000 }),
)

/** What comes after the first fifth, in which caches and pools fill. */
const measured = <T>(all: readonly T[]): readonly T[] => all.slice(Math.ceil(all.length / 5))
const mean = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0) / values.length
function halvesOf(values: readonly number[]): readonly [number, number] {
  const middle = Math.floor(values.length / 2)
  return [mean(values.slice(0, middle)), mean(values.slice(middle))]
}

async function isChainWhole(): Promise<boolean> {
  const { whole } = await (await fetch(`${node.url}/v1/audit/verify`, { headers: site.headers })).json()
  return whole === true
}

try {
  if (!(await isChainWhole())) throw new Error('the audit was not read')
  const files = await openFilesOf(node.pid)
  const over = new AbortController()
  const going = comeAndGo(node, people, over.signal)
  const watching = watch(node, site.headers, seconds)
  const heard = await sendRequests(node, site, kitTokens, seconds)
  over.abort()
  const [visits, health] = await Promise.all([going, watching])
  const filesAfterwards = await openFilesAtRest(node.pid)
  const whole = await isChainWhole()
  const exitCode = await node.stop()

  const unexpected = new Map([...heard.unexpected, ...visits.failures])
  for (const [what, count] of unexpected) console.log(`  ${what}: ${count}`)
  const [rssFirst, rssSecond] = halvesOf(measured(health.samples).map(({ rssMib }) => rssMib))
  const [heldFirst, heldSecond] = halvesOf(measured(health.held))
  const lags = measured(health.samples).map(({ lagP99Ms }) => lagP99Ms)
  const issued = measured(heard.times.get('issue') ?? [])
  const fifth = Math.floor(issued.length / 5)
  report(
    'soak',
    {
      minutes,
      requests: [...heard.times.values()].reduce((all, times) => all + times.length, 0),
      visits: visits.visits,
      renewed: visits.renewed,
      revoked: visits.revoked,
      vanished: visits.vanished,
      forged_tokens: visits.forged,
      unexpected_answers: [...unexpected.values()].reduce((all, count) => all + count, 0),
      errors_in_the_log: node.log().split('"level":"error"').length - 1,
      memory_mib_first_half: rssFirst,
      memory_grew_percent: (rssSecond / rssFirst - 1) * 100,
      heap_held_mib_first_half: heldFirst,
      heap_held_grew_mib: heldSecond - heldFirst,
      files_before: files,
      files_left_open: filesAfterwards - files,
      loop_delay_p99_ms: mean(lags),
      loop_delay_p99_of_the_worst_two_seconds_ms: Math.max(...lags),
      issue_p99_first_fifth_ms: percentile(issued.slice(0, fifth), 0.99),
      issue_p99_last_fifth_ms: percentile(issued.slice(-fifth), 0.99),
      chain_whole: Number(whole),
      // With an exception or a rejection that nobody handles it ends with 1.
      exit_code: exitCode ?? -1,
    },
    {
      unexpected_answers: exactly(0),
      errors_in_the_log: exactly(0),
      memory_grew_percent: atMost(5),
      heap_held_grew_mib: atMost(8),
      files_left_open: atMost(5),
      loop_delay_p99_ms: atMost(50),
      issue_p99_last_fifth_ms: atMost(50),
      chain_whole: exactly(1),
      exit_code: exactly(0),
    },
  )
} finally {
  await site.end()
}
process.exit()
