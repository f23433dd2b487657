// The database that a config names: whether it opens and can be written, and how old its tables are. Nothing is made or migrated.
import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Client } from 'pg'
import { isPostgres } from '../store/open.ts'
import { keysOf } from '../store/postgres/writer.ts'
import { keyOf } from '../store/sql.ts'
import type { StoredKey } from '../store/stored_keys.ts'
import { createClient } from '../store/postgres/connections.ts'
import { steps as postgresSteps } from '../store/postgres/steps.ts'
import { steps as sqliteSteps } from '../store/sqlite/steps.ts'
import { Unavailable, type PostgresFacts, type SqliteFacts, type StoreFacts } from './facts.ts'

/** @throws Unavailable when it cannot be opened or written */
export function examineStore(database: string): Promise<StoreFacts> {
  return isPostgres(database) ? examinePostgres(database) : examineSqlite(database)
}

async function examineSqlite(path: string): Promise<SqliteFacts> {
  const facts = { kind: 'sqlite', known: sqliteSteps.length } as const
  if (path === ':memory:') return { ...facts, there: false, version: 0 }
  const there = await isThere(path)
  if (!there) {
    await access(dirname(path), constants.W_OK | constants.X_OK).catch(() => {
      throw new Unavailable('the folder of the database file is not there, or cannot be written')
    })
    return { ...facts, there, version: 0 }
  }
  return inSqlite(path, (database) => {
    const version = Number(database.prepare('pragma user_version').get()?.['user_version'])
    // Takes the lock of a writer and gives it back: a file or a disk that only reads shows here.
    database.exec('begin immediate; rollback')
    return { ...facts, there, version }
  })
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function inSqlite<T>(path: string, look: (database: DatabaseSync) => T): T {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path)
    database.exec('pragma busy_timeout = 2000')
    return look(database)
  } catch (error) {
    // Messages of SQLite quote no values.
    throw new Unavailable(error instanceof Error ? error.message : 'it cannot be opened')
  } finally {
    database?.close()
  }
}

function examinePostgres(url: string): Promise<PostgresFacts> {
  return inPostgres(url, async (client) => {
    const { rows } = await client.query(question)
    const version = rows[0].there === true ? await client.query('select version from roompass.schema') : null
    return {
      kind: 'postgres',
      server: String(rows[0].server).split(' ')[0] ?? '',
      version: Number(version?.rows[0]?.version ?? 0),
      known: postgresSteps.length,
      mayChangeTables: rows[0].may_change === true,
      readOnly: rows[0].read_only === true,
      synchronousCommit: String(rows[0].synchronous_commit),
      fsync: String(rows[0].fsync),
      encrypted: rows[0].encrypted === true,
    }
  })
}

async function inPostgres<T>(url: string, look: (client: Client) => Promise<T>): Promise<T> {
  let client: Client | null = null
  try {
    client = createClient({ url })
    await client.connect()
    await client.query("set statement_timeout = '2s'")
    return await look(client)
  } catch (error) {
    // What Postgres says of a connection or of our own statements holds no value of anybody.
    throw new Unavailable(error instanceof Error && error.message !== '' ? error.message : 'it does not answer')
  } finally {
    await client?.end().catch(() => undefined)
  }
}

/** The keys of an app that the database keeps; none where there are no tables yet. @throws Unavailable */
export async function storedKeysIn(database: string, appId: number): Promise<StoredKey[]> {
  if (isPostgres(database)) {
    return inPostgres(database, async (client) => {
      const { rows } = await client.query("select to_regclass('roompass.keys') is not null as there")
      return rows[0].there === true ? keysOf(client, appId) : []
    })
  }
  if (!(await isThere(database))) return []
  return inSqlite(database, (opened) => {
    const tables = opened.prepare("select 1 from sqlite_schema where type = 'table' and name = 'keys'").all()
    return tables.length === 0 ? [] : opened.prepare('select * from keys where app_id = ?').all(appId).map(keyOf)
  })
}

const question = `select
  current_setting('server_version') as server,
  current_setting('synchronous_commit') as synchronous_commit,
  current_setting('fsync') as fsync,
  pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
  coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
  to_regclass('roompass.schema') is not null as there,
  case when to_regnamespace('roompass') is null
    then has_database_privilege(current_database(), 'CREATE')
    else has_schema_privilege('roompass', 'CREATE') end as may_change`
