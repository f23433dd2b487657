// What a newer version of the server does to a database, while this one works on it: one more step, or that step back, which works or fails halfway.
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '../../src/store/postgres/connections.ts'
import * as postgres from '../../src/store/postgres/schema.ts'
import { steps as postgresSteps } from '../../src/store/postgres/steps.ts'
import * as sqlite from '../../src/store/sqlite/schema.ts'
import { steps as sqliteSteps } from '../../src/store/sqlite/steps.ts'
import type { Step } from '../../src/store/steps.ts'

/** A column and an index over every row that there is. */
const up = [
  'alter table ROOMPASS.audit add column note text',
  'create index audit_by_note on ROOMPASS.audit (note, at)',
]
const back = ['drop index ROOMPASS.audit_by_note', 'alter table ROOMPASS.audit drop column note']
const failure = 'insert into nowhere values (1)'

/** A step as a newer version has it. @param fails each way, when all else of it is done */
function stepOf<Work>(prefix: string, fails: boolean, work: (sql: string) => Work): Step<Work> {
  const sqlOf = (statements: readonly string[]): string =>
    [...statements, ...(fails ? [failure] : [])].join(';').replaceAll('ROOMPASS.', prefix)
  return { brings: 'notes', up: work(sqlOf(up)), back: { work: work(sqlOf(back)), loses: 'the notes' } }
}

const inPostgres = (fails: boolean): Step<string>[] => [...postgresSteps, stepOf('roompass.', fails, (sql) => sql)]
const inSqlite = (fails: boolean): Step<(database: DatabaseSync) => void>[] => [
  ...sqliteSteps,
  stepOf('', fails, (sql) => (database: DatabaseSync) => database.exec(sql)),
]

/** Whether the step is taken, or taken back; and whether it fails, and then nothing of that is left. */
export interface Next {
  readonly fails: boolean
  readonly back?: boolean
}

/** @throws Error of the database where the step is to fail */
export async function takeNextStepInPostgres(url: string, { fails, back: goesBack = false }: Next): Promise<void> {
  const client = createClient({ url })
  await client.connect()
  const steps = inPostgres(fails)
  try {
    if (goesBack) await postgres.goBack(client, postgresSteps.length, undefined, steps)
    else await postgres.migrate(client, steps)
  } finally {
    await client.end()
  }
}

/** The same for SQLite, from a process of its own: it waits for whoever writes, as a server does that starts. */
export function takeNextStepInSqlite(path: string, { fails, back: goesBack = false }: Next): void {
  const database = new DatabaseSync(path, { timeout: 2000 })
  const steps = inSqlite(fails)
  try {
    if (goesBack) sqlite.goBack(database, sqliteSteps.length, undefined, steps)
    else sqlite.migrate(database, steps)
  } finally {
    database.close()
  }
}
