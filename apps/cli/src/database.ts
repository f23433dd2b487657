// The database that a command looks at by itself, without a server: the one that `--database` names, else that of the config here.
import { StoreUnavailable, type StoreFault } from '@roompass/server'
import { existsSync } from 'node:fs'
import { Refusal, UsageError } from './failures.ts'
import { loadHere } from './load_here.ts'

export const databaseOptions = { database: { type: 'string' } } as const

export function isPostgres(database: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(database)
}

/** @throws UsageError for a URL with its password, and for a file that is not there: looking must not make one */
export async function databaseOf(named: string | undefined): Promise<string> {
  refusePassword(named)
  const database = named ?? (await loadHere()).database
  if (!isPostgres(database) && !existsSync(database))
    throw new UsageError('the database is not there: name its file, or the URL of a Postgres')
  return database
}

/** @throws UsageError */
export function refusePassword(named: string | undefined): void {
  if (named === undefined || !URL.canParse(named) || new URL(named).password === '') return
  throw new UsageError(
    'a password does not belong on the command line: leave it out and set PGPASSFILE or PGPASSWORD,\n' +
      'or let the config or ROOMPASS_DATABASE_FILE name the database. If it is a real one, replace it.',
  )
}

/** What a database that cannot be used means for a command; everything else as it is. */
export function unusable(error: unknown): unknown {
  if (!(error instanceof StoreUnavailable)) return error
  const { code, message } = error
  return new Refusal(`roompass: ${message}${mends[code]}`, { ok: false, code, message })
}

/** Where the message does not say it already. */
const mends: Readonly<Record<StoreFault, string>> = {
  store_unavailable: '\nmend: roompass doctor looks at the database',
  tables_older: '',
  tables_newer: '',
  rows_lost: '',
}
