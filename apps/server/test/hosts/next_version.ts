// What a newer version of the server does to a database, while this one works on it: one more step that works, or one that fails halfway. And databases
// as an older version left them.
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '../../src/store/postgres/connections.ts'
import * as postgres from '../../src/store/postgres/schema.ts'
import { steps as postgresSteps } from '../../src/store/postgres/steps.ts'
import * as sqlite from '../../src/store/sqlite/schema.ts'
import { steps as sqliteSteps } from '../../src/store/sqlite/steps.ts'

/** A column and an index over every row that there is. */
const [column, index] = ['alter table TABLE add column note text', 'create index audit_by_note on TABLE (note, at)']
const failure = 'insert into nowhere values (1)'

const sqlOf = (table: string, fails: boolean): string =>
  [column, index, ...(fails ? [failure] : [])].join(';').replaceAll('TABLE', table)

/** @throws Error of the database where the step is to fail, and then nothing of it is left */
export async function takeNextStepInPostgres(url: string, { fails }: { readonly fails: boolean }): Promise<void> {
  const client = createClient({ url })
  await client.connect()
  try {
    await postgres.migrate(client, [...postgresSteps, { up: sqlOf('roompass.audit', fails) }])
  } finally {
    await client.end()
  }
}

/** The same for SQLite, from a process of its own: it waits for whoever writes, as a server does that starts. */
export function takeNextStepInSqlite(path: string, { fails }: { readonly fails: boolean }): void {
  const database = new DatabaseSync(path, { timeout: 2000 })
  try {
    sqlite.migrate(database, [...sqliteSteps, { up: (one) => one.exec(sqlOf('audit', fails)) }])
  } finally {
    database.close()
  }
}

/** Takes the newest steps back, as if an older version had written the rows. */
export async function makeOldInPostgres(url: string): Promise<void> {
  const client = createClient({ url })
  await client.connect()
  try {
    await client.query(
      'drop index roompass.audit_by_time; drop table roompass.nodes; update roompass.schema set version = 1',
    )
  } finally {
    await client.end()
  }
}

/** The same for SQLite: before the audit was indexed in blocks, and by time. */
export function makeOldInSqlite(path: string): void {
  const database = new DatabaseSync(path, { timeout: 2000 })
  try {
    database.exec(
      `drop index audit_by_user; drop index audit_by_room; drop index audit_by_tid; drop index audit_by_time;
      create index audit_by_user on audit (user_id, seq);
      create index audit_by_room on audit (room_id, seq);
      create index audit_by_tid on audit (tid) where tid is not null;
      pragma user_version = 3`,
    )
  } finally {
    database.close()
  }
}
