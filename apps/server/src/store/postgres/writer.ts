// A batch of writes in one transaction of Postgres. The row of heads is locked first: batches of all nodes follow one another, so that there is
// one chain, and sequences show in the order of their numbers.
import type { PoolClient, QueryResult } from 'pg'
import { isFreed, useAfter, type TokenUse } from '../../admission/single_use.ts'
import { linkedAll, type ChainHead } from '../../audit/chain.ts'
import type { AuditEntry } from '../../audit/entry.ts'
import { endOf, type NewRevocation, type Revocation } from '../../revocation/revocation.ts'
import {
  auditColumns,
  auditFields,
  keyOf,
  nodeMemory,
  revocationColumns,
  revocationOf,
  revocationValues,
  type SqlRow,
} from '../sql.ts'
import { refuseOlder } from '../steps.ts'
import type { Undo } from '../store.ts'
import { addedKey, changedKeys, type KeyChange, type StoredKey } from '../stored_keys.ts'
import { entriesFor, mostSwept, type Write, type WriteResult } from '../writes.ts'
import { channel } from './channel.ts'
import { steps } from './steps.ts'

interface Heads {
  readonly audit: ChainHead
  sequence: number
}

/** Carries out the writes and leaves the transaction open, ready to be committed. */
export async function writeAll(client: PoolClient, writes: readonly Write[], memory: Memory): Promise<WriteResult[]> {
  const heads = await lockHeads(client, memory)
  const results: WriteResult[] = []
  // In their order: a later one may build on an earlier one.
  for (const write of writes) results.push(await carryOut(client, heads, write))
  const entries = writes.flatMap((write, i) => entriesFor(write, results[i] ?? false))
  memory.seq = await record(client, heads, entries)
  await notify(client, writes)
  return results
}

/** A number of our own among advisory locks, beside the one of schema.ts. */
const turn = 7_262_024_512
/** Each statement sees what was committed before it, whatever the database has by default: what is read after the lock is that of now. */
const beginning = `begin isolation level read committed; select pg_advisory_xact_lock(${turn})`
const version = 'select version from roompass.schema'
const headAt = (seq: number | string): string =>
  `select * from roompass.heads where audit_seq = ${seq} for update; ${version}`
const newest = '(select coalesce(max(seq), 0) from roompass.audit)'
/** Where a server of an older version, which takes no turns, was faster, or somebody has cut rows off or added some. */
const anywhere = `select * from roompass.heads for update; ${version}`

/** What a process remembers of the chain from one batch to the next. */
export interface Memory {
  /** The number of the row that it wrote last. */
  seq: number
  /** Whether nobody else had written when it came last: then the number is all that the head has to be looked up by. */
  alone: boolean
}

/**
 * The head is looked up by its number, which an index finds: while somebody reads for long, no older state of it can be cleaned away, and to look at all
 * of them takes longer with each commit. In turn, so that the number of the newest row is that of now. The version is a statement of its own, after the
 * lock, for the same reason; as long as the lock is held nobody changes it (schema.ts).
 * @throws OtherTables when somebody took the tables back to those of an older version
 */
async function lockHeads(client: PoolClient, memory: Memory): Promise<Heads> {
  const sought = memory.alone ? memory.seq : newest
  let found = (await firstRows(client, `${beginning}; ${headAt(sought)}`)).slice(2)
  if (found[0] === undefined && memory.alone) found = await firstRows(client, headAt(newest))
  const [row, tables] = found[0] === undefined ? await firstRows(client, anywhere) : found
  refuseOlder(Number(tables.version), steps.length)
  const audit = { seq: Number(row.audit_seq), hash: String(row.audit_hash) }
  memory.alone = audit.seq === memory.seq
  return { audit, sequence: Number(row.revocation_sequence) }
}

/** Several statements in one message. pg answers with a list then, which its types do not say. */
async function firstRows(client: PoolClient, sql: string): Promise<QueryResult['rows']> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const answers = (await client.query(sql)) as unknown as QueryResult[]
  return answers.map(({ rows }) => rows[0])
}

// oxlint-disable-next-line typescript/consistent-return -- every kind has its case
async function carryOut(client: PoolClient, heads: Heads, write: Write): Promise<WriteResult> {
  switch (write.do) {
    case 'record':
      return true
    case 'revoke':
      return revoke(client, heads, write.revocation)
    case 'undo':
      return undo(client, heads, write.undo)
    case 'use': {
      const { tid } = write.attempt
      const after = useAfter(await useWith(client, tid), write.attempt)
      if (after !== null) await keepUse(client, after)
      return after !== null
    }
    case 'give_back': {
      const { tid } = write.given
      const freed = isFreed(await useWith(client, tid), write.given)
      if (freed) await client.query('delete from roompass.uses where tid = $1', [tid])
      return freed
    }
    case 'add_key': {
      const key = addedKey(await keysOf(client, write.key.appId), write.key)
      if (key !== null) await keepKey(client, key)
      return key !== null
    }
    case 'change_keys':
      return changeKeys(client, write.change)
    case 'replace_key':
      return (await changeKeys(client, write.change)) ? revoke(client, heads, write.revocation) : null
    case 'end_session': {
      const { id, until } = write.session
      const sql = 'insert into roompass.ended_sessions (id, until) values ($1, $2) on conflict (id) do nothing'
      return (await client.query(sql, [id, until])).rowCount === 1
    }
    case 'sweep':
      return sweep(client, write.now)
  }
}

async function sweep(client: PoolClient, now: number): Promise<boolean> {
  await client.query(
    `delete from roompass.nodes where seen_at < clock_timestamp() - ${nodeMemory} * interval '1 millisecond'`,
  )
  let more = false
  for (const [table, id] of [
    ['uses', 'tid'],
    ['ended_sessions', 'id'],
  ]) {
    const { rowCount } = await client.query(
      `delete from roompass.${table} where ${id} in (select ${id} from roompass.${table}
         where until < least($1, extract(epoch from now())::bigint) - 60 order by until limit ${mostSwept})`,
      [now],
    )
    more ||= rowCount === mostSwept
  }
  return more
}

async function changeKeys(client: PoolClient, change: KeyChange): Promise<boolean> {
  const { appId } = change
  const { rows } = await client.query<SqlRow>(`select ${clock} as now`)
  const changed = changedKeys(await keysOf(client, appId), change, Number(rows[0]?.['now']))
  if (changed === null) return false
  // The one that was active makes way first: at no moment are there two.
  await client.query(`update roompass.keys set state = 'previous' where app_id = $1 and state = 'active'`, [appId])
  for (const key of changed) await keepKey(client, key)
  return true
}

async function revoke(client: PoolClient, heads: Heads, made: NewRevocation): Promise<Revocation> {
  heads.sequence += 1
  const whole = { ...made, id: heads.sequence, sequence: heads.sequence, endsAt: endOf(made), undone: null }
  const names = revocationColumns.map((name) => `"${name}"`).join(', ')
  const marks = revocationColumns.map((_, i) => `$${i + 1}`).join(', ')
  await client.query(`insert into roompass.revocations (${names}) values (${marks})`, revocationValues(whole))
  return whole
}

async function undo(client: PoolClient, heads: Heads, { id, at, by }: Undo): Promise<Revocation | null> {
  const { rows } = await client.query<SqlRow>(
    `update roompass.revocations set sequence = $2, undone_at = $3, undone_by = $4
     where id = $1 and undone_at is null returning *`,
    [id, heads.sequence + 1, at, by],
  )
  const [row] = rows
  if (row === undefined) return null
  heads.sequence += 1
  return revocationOf(row)
}

async function useWith(client: PoolClient, tid: string): Promise<TokenUse | null> {
  const { rows } = await client.query<SqlRow>('select * from roompass.uses where tid = $1', [tid])
  return useOf(rows[0])
}

async function keepUse(client: PoolClient, { tid, until, holder, former }: TokenUse): Promise<void> {
  await client.query(
    `insert into roompass.uses (tid, until, holder, former) values ($1, $2, $3, $4)
     on conflict (tid) do update set until = excluded.until, holder = excluded.holder, former = excluded.former`,
    [tid, until, holder, former],
  )
}

/** Milliseconds since 1970, as Postgres has them. */
const clock = `(extract(epoch from clock_timestamp()) * 1000)::bigint`

export async function keysOf(client: Pick<PoolClient, 'query'>, appId: number): Promise<StoredKey[]> {
  const sql = `select *, coalesce(retire_at <= ${clock}, false) as is_due from roompass.keys where app_id = $1 order by place`
  const { rows } = await client.query<SqlRow>(sql, [appId])
  return rows.map(keyOf)
}

async function keepKey(client: PoolClient, key: StoredKey): Promise<void> {
  const { appId, kid, state, sealed, createdAt, activeAt, previousAt, retiredAt, retireAt } = key
  await client.query(
    `insert into roompass.keys (app_id, kid, state, sealed, created_at, active_at, previous_at, retired_at, retire_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (app_id, kid) do update set state = excluded.state, sealed = excluded.sealed, active_at = excluded.active_at,
       previous_at = excluded.previous_at, retired_at = excluded.retired_at, retire_at = excluded.retire_at`,
    [appId, kid, state, sealed, createdAt, activeAt, previousAt, retiredAt, retireAt],
  )
}

const types: Readonly<Record<string, string>> = { seq: 'bigint', at: 'bigint', appId: 'bigint', expiresAt: 'bigint' }
const columns = auditFields.map((field) => auditColumns[field]).join(', ')
const lists = auditFields.map((field, i) => `$${i + 1}::${types[field] ?? 'text'}[]`).join(', ')
const [seq, hash, sequence, before] = [1, 2, 3, 4].map((n) => `$${auditFields.length + n}`)

/** All rows and the new heads in one statement. */
const append = `
  with moved as (
    update roompass.heads set audit_seq = ${seq}, audit_hash = ${hash}, revocation_sequence = ${sequence}
    where audit_seq = ${before}
  )
  insert into roompass.audit (${columns}) select * from unnest(${lists})`

/** @returns the number of the newest row */
async function record(client: PoolClient, heads: Heads, entries: readonly AuditEntry[]): Promise<number> {
  const rows = linkedAll(entries, heads.audit)
  const last = rows.at(-1)
  // Whatever moves the sequence has an entry, so that nothing is to be moved where there is none.
  if (last === undefined) return heads.audit.seq
  const byColumn = auditFields.map((field) => rows.map((row) => row[field]))
  await client.query(append, [...byColumn, last.seq, last.hash, heads.sequence, heads.audit.seq])
  return last.seq
}

/** Sent by Postgres when the transaction is committed, and not when it is not. */
async function notify(client: PoolClient, writes: readonly Write[]): Promise<void> {
  const kinds = new Set<string>(writes.map((write) => write.do))
  const topics = [
    ...(['revoke', 'undo', 'replace_key'].some((kind) => kinds.has(kind)) ? ['revocations'] : []),
    ...(['add_key', 'change_keys', 'replace_key'].some((kind) => kinds.has(kind)) ? ['keys'] : []),
    ...(kinds.has('end_session') ? ['sessions'] : []),
  ]
  for (const topic of topics) await client.query('select pg_notify($1, $2)', [channel, topic])
}

function useOf(row: SqlRow | undefined): TokenUse | null {
  if (row === undefined) return null
  const { tid, until, holder, former } = row
  return {
    tid: String(tid),
    until: Number(until),
    holder: String(holder),
    former: typeof former === 'string' ? former : null,
  }
}
