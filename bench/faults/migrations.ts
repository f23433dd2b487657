// `node bench/faults/migrations.ts [--rows 100000]`: on SQLite and on Postgres, an older database is brought up to date by servers that start at once; then a newer version
// takes a step that fails, and one that works, under a server of this version that goes on giving tokens. Needs `npm run build`.
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

const rows = amount('rows', 100_000)

interface Kind {
  readonly database: string
  readonly nodes: number
  readonly open: () => Promise<Store>
  readonly makeOld: () => void | Promise<void>
  readonly takeNextStep: (fails: boolean) => void | Promise<void>
}

async function migrating(site: Site, { database, nodes, open, makeOld, takeNextStep }: Kind) {
  await fill(await open(), rows)
  await makeOld()
  const env = { ROOMPASS_DATABASE: database }
  const started = await Promise.all(Array.from({ length: nodes }, () => site.start(env)))
  const askings = started.map((node, i) => keepAsking(node, `user-${i}`))
  await pause(1000)
  const took = async (fails: boolean): Promise<{ readonly ms: number; readonly failed: boolean }> => {
    const began = performance.now()
    const failed = await Promise.resolve(takeNextStep(fails)).then(
      () => false,
      () => true,
    )
    return { ms: performance.now() - began, failed }
  }
  const undone = await took(true)
  await pause(1000)
  const step = await took(false)
  await pause(1000)
  // The version before goes on with what it has open, and does not start on tables that it does not know.
  const oldStarts = await site.start(env).then(
    () => 1,
    (error: unknown) => (String(error).includes('newer version') ? 0 : 2),
  )
  await pause(500)
  await Promise.all(askings.map((asking) => asking.stop()))
  const exitCodes = await Promise.all(started.map((node) => node.stop()))
  const times = askings.flatMap(({ answers }) => answers.get(201) ?? [])
  return {
    times,
    given: askings.flatMap(({ given }) => given),
    figures: {
      old_rows: rows,
      ready_most_ms: Math.max(...started.map(({ readyMs }) => readyMs)),
      step_undone_s: undone.ms / 1000,
      step_taken_s: step.ms / 1000,
      steps_gone_wrong: Number(!undone.failed) + Number(step.failed),
      given: times.length,
      given_p99_ms: percentile(times, 0.99),
      given_most_ms: Math.max(...times),
      not_given: otherThan([201], ...askings),
      started_on_newer_tables: oldStarts,
      exit_codes_but_0: exitCodes.filter((code) => code !== 0).length,
    },
  }
}

/** A process of its own takes the step in SQLite: as a newer server would. */
async function stepInSqlite(path: string, fails: boolean): Promise<void> {
  const child = fork(new URL(import.meta.url).pathname, ['--step', path, String(fails)])
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the step failed')
}

async function onSqlite() {
  const site = await openSite()
  try {
    const path = join(site.folder, 'roompass.db')
    const { figures, given } = await migrating(site, {
      database: path,
      nodes: 1,
      open: () => openSqliteStore({ path }),
      makeOld: () => makeOldInSqlite(path),
      takeNextStep: (fails) => stepInSqlite(path, fails),
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
      nodes: 3,
      open: () => openPostgresStore({ url }),
      makeOld: () => makeOldInPostgres(url),
      takeNextStep: (fails) => takeNextStepInPostgres(url, { fails }),
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
  try {
    takeNextStepInSqlite(process.argv[at + 1] ?? '', { fails: process.argv[at + 2] === 'true' })
  } catch (error) {
    console.log(`  the step failed: ${String(error)}`)
    process.exit(1)
  }
  process.exit()
}
const claims = Object.fromEntries(
  ['sqlite', 'postgres'].flatMap((name) => [
    [`${name}_ready_most_ms`, atMost(10_000)],
    ...['steps_gone_wrong', 'not_given', 'started_on_newer_tables', 'lost', 'chains_broken', 'exit_codes_but_0'].map(
      (key) => [`${name}_${key}`, exactly(0)],
    ),
  ]),
)
report('migrations', { ...named('sqlite', await onSqlite()), ...named('postgres', await onPostgres()) }, claims)
process.exit()
