// Which store a setting means: a URL of Postgres, or the file of the embedded database.
import type { OnCommit } from './backed.ts'
import { openPostgresStore } from './postgres/postgres_store.ts'
import { openSqliteStore } from './sqlite/sqlite_store.ts'
import type { Store } from './store.ts'

/** Whether the setting is a URL of Postgres. */
export function isPostgres(database: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(database)
}

/** @throws StoreUnavailable when it cannot be opened */
export function openStore(database: string, committed?: OnCommit): Promise<Store> {
  return isPostgres(database)
    ? openPostgresStore({ url: database }, committed)
    : openSqliteStore({ path: database }, committed)
}
