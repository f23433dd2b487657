// Takes the steps of the tables in Postgres (steps.ts), forwards and back. Many processes may start at once, while others work: each step is taken once,
// in a transaction of its own, and a step that fails leaves nothing behind.
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { nextStepBack, refuseNewer, type StepBack } from '../steps.ts'
import { codeOf } from './connections.ts'
import { steps, type Step } from './steps.ts'

/** A number of our own among advisory locks, which the whole database shares. */
const lock = 7_262_024_511
/** How often a step is tried that cannot get its locks among those who work, and how long it waits each time: whoever waits for it waits as long. */
const tries = 20
const lockPatience = '500ms'

/** Brings the tables up to date. @throws OtherTables when they were made by a newer version; Error when a step fails, which is then undone */
export async function migrate(client: ClientBase, wanted: readonly Pick<Step, 'up'>[] = steps): Promise<void> {
  // Where nothing is to be done nothing is locked.
  for (let version = await versionOf(client); version < wanted.length; version = await versionOf(client)) {
    await untilLocked(() => takeStep(client, wanted))
  }
  refuseNewer(await versionOf(client), wanted.length)
}

async function takeStep(client: ClientBase, wanted: readonly Pick<Step, 'up'>[]): Promise<void> {
  await inTurn(client, async (version) => {
    const step = wanted[version]
    if (step === undefined) return
    if (version === 0) await client.query(beginning)
    await client.query(`set local lock_timeout = '${lockPatience}'`)
    await client.query(step.up)
    await client.query('update roompass.schema set version = $1', [version + 1])
  })
}

/**
 * Takes the tables back to those of an older version. Servers may run on them: each commit of theirs finds the tables before a step or those after it.
 * @param took told of each step as soon as it is durable
 * @throws OtherTables when they were made by a newer version; RangeError where there is no way; Error when a step fails, which is then undone
 */
export async function goBack(
  client: ClientBase,
  to: number,
  took: (step: StepBack) => void = () => undefined,
  known: readonly Step[] = steps,
): Promise<void> {
  while ((await versionOf(client)) > to) {
    const step = await untilLocked(() => takeStepBack(client, to, known))
    if (step !== null) took(step)
  }
}

async function takeStepBack(client: ClientBase, to: number, known: readonly Step[]): Promise<StepBack | null> {
  return inTurn(client, async (version) => {
    if (version <= to) return null
    const { step, work } = nextStepBack(version, to, known)
    await client.query(`set local lock_timeout = '${lockPatience}'`)
    // Whoever writes has looked at the version under a lock of its row (writer.ts): no commit crosses the step. Of the table at once: to wait for it with
    // the row in hand would be to wait for those who wait for the row.
    await client.query('lock table roompass.heads in access exclusive mode')
    await client.query(work)
    await client.query('update roompass.schema set version = $1', [step.to])
    return step
  })
}

async function untilLocked<T>(step: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await step()
    } catch (error) {
      const busy = codeOf(error) === '55P03'
      if (!busy || n === tries) throw error
      await pause(100 * n)
    }
  }
}

/**
 * Whatever the database has for others: a step over many rows takes its time, and so does whoever waits for it. But a process that vanishes between two
 * statements keeps its locks for seconds, and not until the line is given up.
 */
const limits = "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = '5s'"

/**
 * One transaction after the other, whichever process they are of. The lock is taken before the transaction: only one that begins afterwards is sure to
 * see what another process did under the lock. The version is read again within it.
 */
async function inTurn<T>(client: ClientBase, work: (version: number) => Promise<T>): Promise<T> {
  await client.query(limits)
  await client.query(`select pg_advisory_lock(${lock})`)
  try {
    await client.query('begin isolation level read committed')
    const result = await work(await versionOf(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.query(`select pg_advisory_unlock(${lock})`).catch(() => undefined)
  }
}

/** Somebody with more rights may have made the schema already, so that the server needs fewer. */
const beginning = `
  do $$ begin
    if to_regnamespace('roompass') is null then create schema roompass; end if;
  end $$;
  create table if not exists roompass.schema (one integer primary key check (one = 1), version integer not null);
  insert into roompass.schema values (1, 0) on conflict do nothing;
`

/** Of the tables; 0 where there are none. */
export async function versionOf(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows: found } = await client.query("select to_regclass('roompass.schema') is not null as there")
  if (found[0]?.there !== true) return 0
  const { rows } = await client.query('select version from roompass.schema')
  return Number(rows[0]?.version ?? 0)
}
