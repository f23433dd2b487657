// What the way back is tried on: both databases alike, in SQL where the store's own verbs would hide what is there.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '../../../src/store/postgres/connections.ts'
import { openPostgresStore } from '../../../src/store/postgres/postgres_store.ts'
import { migrate as migratePostgres } from '../../../src/store/postgres/schema.ts'
import { steps as postgresSteps } from '../../../src/store/postgres/steps.ts'
import { migrate as migrateSqlite } from '../../../src/store/sqlite/schema.ts'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite_store.ts'
import { steps as sqliteSteps } from '../../../src/store/sqlite/steps.ts'
import type { Step } from '../../../src/store/steps.ts'
import type { Store } from '../../../src/store/store.ts'
import { ownFolder } from '../../folder.ts'
import type { PostgresHost } from '../../hosts/postgres.ts'

/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

export interface Kind {
  readonly steps: readonly Step<unknown>[]
  /** What the tables of a version, beside those before it, have: tables, and `table.column`. */
  readonly news: Readonly<Record<number, readonly string[]>>
  readonly fresh: () => Promise<string>
  readonly open: (place: string, asItIs?: boolean) => Promise<Store>
  readonly migrateTo: (place: string, version: number) => Promise<void>
  readonly versionOf: (place: string) => Promise<number>
  /** How everything in it is made, in an order of its own. */
  readonly schemaOf: (place: string) => Promise<unknown>
  readonly rowsOf: (place: string) => Promise<Rows>
  readonly exec: (place: string, sql: string) => Promise<void>
}

export const sqlite: Kind = {
  steps: sqliteSteps,
  news: {
    2: ['audit.hash', 'audit.prev', 'heads', 'keys', 'revocations', 'uses'],
    3: ['nodes'],
    4: [],
    5: [],
    6: ['ended_sessions'],
  },
  fresh: async () => join(await ownFolder(), 'roompass.db'),
  open: (path, asItIs = false) => openSqliteStore({ path, asItIs }),
  migrateTo: (place, version) => inSqlite(place, (database) => migrateSqlite(database, sqliteSteps.slice(0, version))),
  versionOf: (place) =>
    inSqlite(place, (database) => Number(database.prepare('pragma user_version').get()?.['user_version'])),
  schemaOf: (place) =>
    inSqlite(place, (database) =>
      database.prepare('select type, name, tbl_name, sql from sqlite_schema order by type, name').all(),
    ),
  rowsOf: (place) =>
    inSqlite(place, (database) => {
      const tables = database.prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'",
      )
      return Object.fromEntries(
        tables
          .all()
          .map(({ name }) => [String(name), database.prepare(`select * from ${String(name)} order by 1`).all()]),
      )
    }),
  exec: (place, sql) => inSqlite(place, (database) => database.exec(sql)),
}

async function inSqlite<T>(place: string, work: (database: DatabaseSync) => T): Promise<T> {
  const database = new DatabaseSync(place, { timeout: 5000 })
  try {
    return work(database)
  } finally {
    database.close()
  }
}

export function postgres(host: () => PostgresHost): Kind {
  const query = (place: string, sql: string) => host().query(sql, place)
  return {
    steps: postgresSteps,
    news: { 2: ['nodes'], 3: [], 4: ['ended_sessions'], 5: [] },
    fresh: () => host().database(),
    open: (url, asItIs = false) => openPostgresStore({ url, asItIs }),
    async migrateTo(place, version) {
      const client = createClient({ url: place })
      await client.connect()
      await migratePostgres(client, postgresSteps.slice(0, version))
      await client.end()
    },
    versionOf: async (place) => Number((await query(place, 'select version from roompass.schema'))[0]?.['version']),
    schemaOf: (place) => host().schema(place),
    async rowsOf(place) {
      const tables = await query(place, "select tablename as name from pg_tables where schemaname = 'roompass'")
      const names = tables.map(({ name }) => String(name)).filter((name) => name !== 'schema')
      const rows = names.map(async (name) => [name, await query(place, `select * from roompass.${name} order by 1`)])
      return Object.fromEntries(await Promise.all(rows))
    },
    exec: async (place, sql) => void (await query(place, sql)),
  }
}

/** Tables, and `table.column`, that are in one and not in the other. */
export function missing(before: Rows, after: Rows): string[] {
  return Object.entries(before)
    .flatMap(([table, rows]) => {
      const kept = after[table]
      if (kept === undefined) return [table]
      return Object.keys(rows[0] ?? {}).flatMap((column) => (column in (kept[0] ?? {}) ? [] : [`${table}.${column}`]))
    })
    .toSorted()
}

/** The rows without what is named so. */
export function without(rows: Rows, names: readonly string[]): Rows {
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([table]) => !names.includes(table))
      .map(([table, all]) => [
        table,
        all.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([column]) => !names.includes(`${table}.${column}`))),
        ),
      ]),
  )
}
