// `node bench/faults/migrations.ts [--rows 300000]`: on SQLite and on Postgres, the tables go back under a server, which gives nothing then, and servers that start at once bring them
// up to date again; then a newer version takes a step, and takes it back: one that fails, one within which it is killed, and one that works, under servers that go on. Needs `npm run build`.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { examineStore, goBack, openPostgresStore, openSqliteStore, type Store } from '@roompass/server'
import { takeNextStepInPostgres, takeNextStepInSqlite, type Next } from '../../apps/server/test/hosts/next_version.ts'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { amount } from '../amounts.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { percentile } from './loader.ts'
import { atLeast, atMost, exactly, report } from './report.ts'
import { fill, named } from './rows.ts'
import { openSite, type Site } from './site.ts'

const rows = amount('rows', 300_000)
/** That start at once. */
const nodes = 3

interface Kind {
  readonly database: string
  readonly open: (asItIs?: boolean) => Promise<Store>
  /** The version that the tables go back to: the oldest that loses nothing of the audit. */
  readonly oldest: number
}

async function migrating(site: Site, { database, open, oldest }: Kind) {
  await fill(await open(), rows)
  const env = { ROOMPASS_DATABASE: database }
  const first = await site.start(env)
  const asking = keepAsking(first, 'first')
  await asking.untilGiven()
  const back = await wayBack({ database, open, oldest })
  const started = await Promise.all(Array.from({ length: nodes }, () => site.start(env)))
  const goesOnMs = await asking.untilGiven()
  const refused = otherThan([201], asking) - otherThan([201, 503], asking)
  const askings = [asking, ...started.map((node, i) => keepAsking(node, `user-${i}`))]
  const up = await threeTimes(database, false)
  // The version before goes on with what it has open, and does not start on tables that it does not know.
  const startsOnNewer = await starts(site, env)
  const down = await threeTimes(database, true)
  const startsAfter = await starts(site, env)
  await Promise.all(askings.map((one) => one.stop()))
  const exitCodes = await Promise.all([first, ...started].map((node) => node.stop()))
  const times = askings.flatMap(({ answers }) => answers.get(201) ?? [])
  const given = askings.flatMap((one) => one.given)
  return {
    old_rows: rows,
    taken_back_s: back.ms / 1000,
    written_on_older_tables: back.written,
    brought_up_to_date_most_s: Math.max(...started.map(({ readyMs }) => readyMs)) / 1000,
    goes_on_ms: goesOnMs,
    step_taken_s: up.ms / 1000,
    step_taken_back_s: down.ms / 1000,
    steps_gone_wrong: up.wrong + down.wrong,
    given: times.length,
    given_p99_ms: percentile(times, 0.99),
    given_most_ms: Math.max(...times),
    refused_on_older_tables: refused,
    answered_503: otherThan([201], ...askings) - otherThan([201, 503], ...askings) - refused,
    answered_otherwise: otherThan([201, 503], ...askings),
    started_on_newer_tables: startsOnNewer,
    started_after_the_way_back: startsAfter,
    exit_codes_but_0: exitCodes.filter((code) => code !== 0).length,
    ...(await auditOf(await open(), given)),
  }
}

/** Takes the tables back under whoever is on them, and looks for what was written after that. */
async function wayBack({ database, open, oldest }: Kind) {
  const began = performance.now()
  await goBack(database, oldest)
  const ms = performance.now() - began
  const before = await headIn(open)
  await pause(500)
  const after = await headIn(open)
  const { version } = await examineStore(database)
  return { ms, written: after - before + (version - oldest) }
}

async function headIn(open: Kind['open']): Promise<number> {
  const store = await open(true)
  const { seq } = await store.auditHead()
  await store.close()
  return seq
}

/** 1 when a server starts, 0 when it says that the tables are newer, 2 for another reason. */
async function starts(site: Site, env: Readonly<Record<string, string>>): Promise<number> {
  return site.start(env).then(
    (node) => node.stop().then(() => 1),
    (error: unknown) => (String(error).includes('tables_newer') ? 0 : 2),
  )
}

/** A step of a newer version, or the same back: one that fails, one that is killed within, and one that works. */
async function threeTimes(database: string, back: boolean) {
  await pause(500)
  const undone = await takeNextStep(database, { fails: true, back })
  await pause(500)
  const killed = await takeNextStep(database, { fails: false, back }, undone.ms / 4)
  await pause(500)
  const { ms, worked } = await takeNextStep(database, { fails: false, back })
  await pause(500)
  return { ms, wrong: [undone.worked, killed.worked, !worked].filter(Boolean).length }
}

/**
 * A process of its own takes the step, as a newer server would.
 * @param killAfterMs when it is killed; null for never
 */
async function takeNextStep(database: string, next: Next, killAfterMs: number | null = null) {
  const child = fork(new URL(import.meta.url).pathname, ['--step', database, JSON.stringify(next)])
  const ended = once(child, 'exit')
  await once(child, 'message')
  const began = performance.now()
  if (killAfterMs !== null) {
    await pause(killAfterMs)
    child.kill('SIGKILL')
  }
  const [code] = await ended
  return { ms: performance.now() - began, worked: code === 0 }
}

async function onSqlite() {
  const site = await openSite()
  try {
    const path = join(site.folder, 'roompass.db')
    const open: Kind['open'] = (asItIs = false) => openSqliteStore({ path, asItIs })
    return await migrating(site, { database: path, open, oldest: 3 })
  } finally {
    await site.end()
  }
}

async function onPostgres() {
  const host = await startPostgres({ durable: true })
  const url = await host.database()
  const site = await openSite()
  try {
    const open: Kind['open'] = (asItIs = false) => openPostgresStore({ url, asItIs })
    return await migrating(site, { database: url, open, oldest: 1 })
  } finally {
    await site.end()
    await host.end()
  }
}

async function auditOf(store: Store, given: readonly string[]) {
  const { lost, chainBroken } = await compareWithAudit(store, given)
  return { lost, chains_broken: chainBroken }
}

const at = process.argv.indexOf('--step')
if (at !== -1) {
  const [database = '', said = '{}'] = process.argv.slice(at + 1)
  const next: Next = JSON.parse(said)
  process.send?.('it begins')
  try {
    if (database.startsWith('postgres:')) await takeNextStepInPostgres(database, next)
    else takeNextStepInSqlite(database, next)
  } catch (error) {
    console.log(`  the step failed: ${String(error)}`)
    process.exit(1)
  }
  process.exit()
}
const claims = Object.fromEntries(
  ['sqlite', 'postgres'].flatMap((name) => [
    [`${name}_taken_back_s`, atMost(30)],
    [`${name}_brought_up_to_date_most_s`, atMost(30)],
    [`${name}_refused_on_older_tables`, atLeast(1)],
    [`${name}_started_after_the_way_back`, exactly(1)],
    ...[
      'written_on_older_tables',
      'steps_gone_wrong',
      'answered_otherwise',
      'started_on_newer_tables',
      'lost',
      'chains_broken',
      'exit_codes_but_0',
    ].map((key) => [`${name}_${key}`, exactly(0)]),
  ]),
)
report('migrations', { ...named('sqlite', await onSqlite()), ...named('postgres', await onPostgres()) }, claims)
process.exit()
