// The way back to the tables of an older version, for operators who return to the Roompass before. Servers may run meanwhile: those of the older version
// go on, and those of this one refuse what they would have to write (`tables_older`).
import { DatabaseSync } from 'node:sqlite'
import type { StoreFacts } from '../examine/facts.ts'
import { isPostgres } from './open.ts'
import { createClient, type PostgresOptions } from './postgres/connections.ts'
import { goBack as goBackInPostgres } from './postgres/schema.ts'
import { steps as postgresSteps } from './postgres/steps.ts'
import { goBack as goBackInSqlite } from './sqlite/schema.ts'
import { steps as sqliteSteps } from './sqlite/steps.ts'
import { OtherTables, stepsBackFrom, type StepBack } from './steps.ts'
import { StoreUnavailable } from './store.ts'

/** The steps back from tables as they are, the newest first, as far as there is a way. None where a newer version made them. */
export function stepsBack({ kind, version, known }: Pick<StoreFacts, 'kind' | 'version' | 'known'>): StepBack[] {
  if (version > known) return []
  return stepsBackFrom(version, kind === 'sqlite' ? sqliteSteps : postgresSteps)
}

/**
 * Takes the tables back to a version, one step after the other, each of them wholly or not at all. Does nothing where they are as old already.
 * @param database as the setting names it, and it is there
 * @param took told of each step as soon as it is durable; default nobody
 * @throws StoreUnavailable when it cannot be opened, a newer version made it (`tables_newer`), or a step fails; RangeError where no way leads there
 */
export async function goBack(
  database: string,
  to: number,
  took: (step: StepBack) => void = () => undefined,
): Promise<void> {
  try {
    if (isPostgres(database)) await inPostgres({ url: database }, to, took)
    else inSqlite(database, to, took)
  } catch (cause) {
    if (cause instanceof RangeError) throw cause
    const code = cause instanceof OtherTables ? cause.code : 'store_unavailable'
    // Neither database quotes a value in what it says of a connection or of our own statements.
    throw new StoreUnavailable(cause instanceof Error ? cause.message : 'it cannot be opened', { cause, code })
  }
}

async function inPostgres(options: PostgresOptions, to: number, took: (step: StepBack) => void): Promise<void> {
  const client = createClient(options)
  try {
    await client.connect()
    await goBackInPostgres(client, to, took)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function inSqlite(path: string, to: number, took: (step: StepBack) => void): void {
  const database = new DatabaseSync(path)
  try {
    // As long as a server waits that starts; and a step that was told of is on the disk.
    database.exec('pragma busy_timeout = 60000; pragma synchronous = full')
    goBackInSqlite(database, to, took)
  } finally {
    database.close()
  }
}
