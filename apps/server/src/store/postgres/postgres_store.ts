// The store on Postgres, for several nodes at once. What was acknowledged is committed; a line that breaks is made anew.
import type { Client, Pool } from 'pg'
import { storeOn, type Backend, type OnCommit } from '../backed.ts'
import {
  auditCondition,
  auditCountOf,
  auditRowOf,
  keptEndOf,
  nodeMemory,
  revocationCondition,
  revocationOf,
  seenNodeOf,
  type SqlRow,
  type SqlValue,
} from '../sql.ts'
import { OtherTables, refuseLost, refuseNewer, refuseOlder } from '../steps.ts'
import { StoreUnavailable, type Store } from '../store.ts'
import type { Write, WriteResult } from '../writes.ts'
import {
  codeOf,
  createClient,
  createPool,
  isLineBroken,
  unavailable,
  withConnection,
  type PostgresOptions,
} from './connections.ts'
import { migrate, versionOf } from './schema.ts'
import { steps } from './steps.ts'
import { keysOf, writeAll, type Memory } from './writer.ts'

/** Connects, making or updating the tables in the schema `roompass`, unless they are to stay as they are. @throws StoreUnavailable when that fails */
export async function openPostgresStore(options: PostgresOptions, committed?: OnCommit): Promise<Store> {
  await bringUpToDate(options)
  return storeOn(backendOn(createPool(options)), committed)
}

async function bringUpToDate(options: PostgresOptions): Promise<void> {
  let client: Client | null = null
  try {
    // Here already: a URL may name a certificate that is not there.
    client = createClient(options)
    await client.connect()
    if (options.asItIs === true) refuseNewer(await versionOf(client), steps.length)
    else await migrate(client)
  } catch (cause) {
    if (cause instanceof OtherTables) throw unavailable(cause)
    // What Postgres says of a connection or of our own statements holds no value of anybody.
    throw new StoreUnavailable(cause instanceof Error ? cause.message : 'it cannot be opened', { cause })
  } finally {
    await client?.end().catch(() => undefined)
  }
}

function numbered(n: number): string {
  return `$${n}`
}

function backendOn(pool: Pool): Backend {
  const memory: Memory = { seq: 0, alone: true }
  const rowsOf = async (sql: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> => {
    try {
      return (await pool.query<SqlRow>(sql, [...values])).rows
    } catch (error) {
      throw await explained(pool, error)
    }
  }
  return {
    commit: (writes) => commit(pool, writes, memory),
    async findAudit(query) {
      const { where, values } = auditCondition(query, numbered)
      const order = query.order === 'oldest' ? 'asc' : 'desc'
      const sql = `select * from roompass.audit ${where} order by seq ${order} limit ${query.limit}`
      return (await rowsOf(sql, values)).map(auditRowOf)
    },
    async countAudit({ since, to }) {
      const sql = `select at / 60000 as minute, event, count(*) as count from roompass.audit where at >= $1 and at < $2
        group by 1, 2 order by 1, 2`
      return (await rowsOf(sql, [since, to])).map(auditCountOf)
    },
    async auditHead() {
      const [row] = await rowsOf('select audit_seq, audit_hash from roompass.heads')
      return { seq: Number(row?.['audit_seq']), hash: String(row?.['audit_hash']) }
    },
    async revocationsSince({ sequence, now, limit }) {
      const sql = `select * from roompass.revocations where sequence > $1 and (ends_at > $2 or undone_at is not null)
        order by sequence limit ${limit}`
      return (await rowsOf(sql, [sequence, now])).map(revocationOf)
    },
    async findRevocations(query) {
      const { where, values } = revocationCondition(query, numbered)
      const sql = `select * from roompass.revocations ${where} order by id desc limit ${query.limit}`
      return (await rowsOf(sql, values)).map(revocationOf)
    },
    keysOf: (appId) =>
      keysOf(pool, appId).catch(async (error: unknown) => {
        throw await explained(pool, error)
      }),
    async endedSessions({ sequence, limit }) {
      const sql = `select * from roompass.ended_sessions where sequence > $1 order by sequence limit ${limit}`
      const news = (await rowsOf(sql, [sequence])).map(keptEndOf)
      if (news.length === 0 && sequence > 0) await refuseLostIn(pool, sequence)
      return news
    },
    async announceNode({ url, id, speaks }) {
      const sql = `insert into roompass.nodes values ($1, $2, $3, clock_timestamp())
        on conflict (url) do update set id = excluded.id, speaks = excluded.speaks, seen_at = excluded.seen_at`
      await rowsOf(sql, [url, id, speaks])
    },
    async seenNodes() {
      const sql = `select url, id, speaks, greatest(0, age)::bigint as age_ms
        from roompass.nodes, extract(epoch from (clock_timestamp() - seen_at) * 1000) as age
        where age < ${nodeMemory} order by url`
      return (await rowsOf(sql)).map(seenNodeOf)
    },
    async forgetNode({ url, id, olderThanMs }) {
      const sql = `delete from roompass.nodes
        where url = $1 and id = $2 and seen_at <= clock_timestamp() - $3 * interval '1 millisecond' returning url`
      return (await rowsOf(sql, [url, id, olderThanMs])).length > 0
    },
    async check() {
      // A write that changes nothing, and waits for nobody: a database that only reads refuses it.
      await rowsOf('update roompass.heads set audit_seq = audit_seq where false')
      await refuseOlderIn(pool)
    },
    close: () => pool.end(),
  }
}

/** What went wrong: a table or a column that is not there may be one that somebody took back. */
async function explained(pool: Pool, error: unknown): Promise<StoreUnavailable> {
  const missing = /^(?:42P01|42703|3F000)$/.test(codeOf(error) ?? '')
  if (!missing) return unavailable(error)
  return refuseOlderIn(pool).then(
    () => unavailable(error),
    (why: unknown) => unavailable(why),
  )
}

/** @throws StoreUnavailable when the tables are those of an older version */
async function refuseOlderIn(pool: Pool): Promise<void> {
  try {
    refuseOlder(await versionOf(pool), steps.length)
  } catch (error) {
    throw unavailable(error)
  }
}

/** @throws StoreUnavailable when ends of sessions that somebody knows are lost */
async function refuseLostIn(pool: Pool, sequence: number): Promise<void> {
  try {
    const { rows } = await pool.query(lastEnded)
    refuseLost(sequence, Number(rows[0]?.n ?? 0))
  } catch (error) {
    throw await explained(pool, error)
  }
}

const lastEnded = `select last_value as n from pg_sequences
  where schemaname = 'roompass' and sequencename = 'ended_sessions_sequence_seq'`

/**
 * Commits a batch. When the line broke before the commit was sent nothing can have been kept, and it is tried once more: after a restart of
 * Postgres, connections of the pool are dead without knowing it.
 */
async function commit(pool: Pool, writes: readonly Write[], memory: Memory): Promise<readonly WriteResult[]> {
  for (let again = true; ; again = false) {
    let sent = false
    try {
      return await withConnection(pool, async (client) => {
        const results = await writeAll(client, writes, memory)
        sent = true
        await client.query('commit')
        return results
      })
    } catch (error) {
      if (sent || !again || !isLineBroken(error)) throw unavailable(error)
    }
  }
}
