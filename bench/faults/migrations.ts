// `node bench/faults/migrations.ts [--rows 300000]`: on SQLite and on Postgres, servers that start at once bring an older database up to date under one that goes on with it; then
// a newer version takes a step that fails, one within which it is killed, and one that works, under servers that go on giving tokens. Needs `npm run build`.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgresStore, openSqliteStore, type Store } from '@roompass/server'
import {
  makeOldInPostgres,
  makeOldInSqlite,
  takeNextStepInPostgres,
  takeNextStepInSqlite,
} from '../../apps/server/test/hosts/next_version.ts'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { amount } from '../amounts.ts'
import { compareWithAudit, keepAsking, otherThan } from './asking.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { fill, named } from './rows.ts'
import { openSite, type Site } from './site.ts'

const rows = amount('rows', 300_000)
/** That start at once. */
const nodes = 3

interface Kind {
  readonly database: string
  readonly open: () => Promise<Store>
  readonly makeOld: () => void | Promise<void>
}

async function migrating(site: Site, { database, open, makeOld }: Kind) {
  await fill(await open(), rows)
  const env = { ROOMPASS_DATABASE: database }
  const older = await site.start(env)
  await makeOld()
  const asking = keepAsking(older, 'older')
  await asking.untilGiven()
  const started = await Promise.all(Array.from({ length: nodes }, () => site.start(env)))
  const askings = [asking, ...started.map((node, i) => keepAsking(node, `user-${i}`))]
  await pause(500)
  const undone = await takeNextStep(database, true)
  await pause(500)
  const killed = await takeNextStep(database, false, undone.ms / 3)
  await pause(500)
  const step = await takeNextStep(database, false)
  await pause(500)
  // The version before goes on with what it has open, and does not start on tables that it does not know.
  const oldStarts = await site.start(env).then(
    () => 1,
    (error: unknown) => (String(error).includes('newer version') ? 0 : 2),
  )
  await pause(500)
  await Promise.all(askings.map((one) => one.stop()))
  const exitCodes = await Promise.all([older, ...started].map((node) => node.stop()))
  const times = askings.flatMap(({ answers }) => answers.get(201) ?? [])
  return {
    given: askings.flatMap(({ given }) => given),
    figures: {
      old_rows: rows,
      brought_up_to_date_most_s: Math.max(...started.map(({ readyMs }) => readyMs)) / 1000,
      step_undone_s: undone.ms / 1000,
      step_taken_s: step.ms / 1000,
      steps_gone_wrong: [undone.worked, killed.worked, !step.worked].filter(Boolean).length,
      given: times.length,
      given_p99_ms: percentile(times, 0.99),
      given_most_ms: Math.max(...times),
      answered_503: otherThan([201], ...askings) - otherThan([201, 503], ...askings),
      answered_otherwise: otherThan([201, 503], ...askings),
      started_on_newer_tables: oldStarts,
      exit_codes_but_0: exitCodes.filter((code) => code !== 0).length,
    },
  }
}

/**
 * A process of its own takes the step, as a newer server would.
 * @param killAfterMs when it is killed; null for never
 */
async function takeNextStep(database: string, fails: boolean, killAfterMs: number | null = null) {
  const child = fork(new URL(import.meta.url).pathname, ['--step', database, String(fails)])
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
    const { figures, given } = await migrating(site, {
      database: path,
      open: () => openSqliteStore({ path }),
      makeOld: () => makeOldInSqlite(path),
    })
    // This version does not open it any more: the step is taken back, as whoever goes back to it would restore a backup.
    const database = new DatabaseSync(path)
    database.exec(
      `pragma user_version = ${Number(database.prepare('pragma user_version').get()?.['user_version']) - 1}`,
    )
    database.close()
    return { ...figures, ...(await auditOf(await openSqliteStore({ path }), given)) }
  } finally {
    await site.end()
  }
}

async function onPostgres() {
  const host = await startPostgres({ durable: true })
  const url = await host.database()
  const site = await openSite()
  try {
    const { figures, given } = await migrating(site, {
      database: url,
      open: () => openPostgresStore({ url }),
      makeOld: () => makeOldInPostgres(url),
    })
    await host.query('update roompass.schema set version = version - 1', url)
    return { ...figures, ...(await auditOf(await openPostgresStore({ url }), given)) }
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
  const [database = '', fails] = process.argv.slice(at + 1)
  process.send?.('it begins')
  try {
    if (database.startsWith('postgres:')) await takeNextStepInPostgres(database, { fails: fails === 'true' })
    else takeNextStepInSqlite(database, { fails: fails === 'true' })
  } catch (error) {
    console.log(`  the step failed: ${String(error)}`)
    process.exit(1)
  }
  process.exit()
}
const claims = Object.fromEntries(
  ['sqlite', 'postgres'].flatMap((name) => [
    [`${name}_brought_up_to_date_most_s`, atMost(30)],
    ...[
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
