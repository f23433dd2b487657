// The database and Redis: whether they can be used, and whether they keep what they promise.
import {
  examineRedis,
  examineStore,
  Unavailable,
  type PostgresFacts,
  type SqliteFacts,
  type StoreFacts,
} from '@roompass/server'
import { failed, needsConfig, ok, skipped, warning, type Check, type Verdict } from '../verdict.ts'

export const database: Check = {
  id: 'database',
  async run({ settings }) {
    if (settings === null) return needsConfig
    try {
      const facts = await examineStore(settings.database)
      return facts.kind === 'sqlite' ? judgeSqlite(facts) : judgePostgres(facts, hostOf(settings.database))
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      const mend =
        'look at what ROOMPASS_DATABASE or the config names: the path, its rights and its disk; or the URL, the account and whether Postgres answers there'
      return [failed(`cannot be used: ${error.message}`, mend)]
    }
  },
}

function judgeSqlite(facts: SqliteFacts): Verdict[] {
  const tables = tablesOf(facts)
  if (tables !== null) return [tables]
  return [ok(facts.there ? `SQLite, writable, tables of version ${facts.version}` : 'SQLite; the first start makes it')]
}

function judgePostgres(facts: PostgresFacts, host: string): Verdict[] {
  const { server, readOnly, version, known, mayChangeTables, synchronousCommit, fsync, encrypted } = facts
  if (readOnly)
    return [
      failed('Postgres takes no writes here', 'name the primary, not a replica; or lift default_transaction_read_only'),
    ]
  const tables = tablesOf(facts)
  if (tables !== null) return [tables]
  const verdicts: Verdict[] = []
  if (version < known && !mayChangeTables)
    verdicts.push(
      failed(
        `this account may not ${version === 0 ? 'make' : 'change'} the tables, which a start needs to`,
        'grant create on the database, or on the schema roompass, to it',
      ),
    )
  if (Number.parseInt(server) < 13)
    verdicts.push(warning(`Postgres ${server} is no longer maintained`, 'use 14 or newer'))
  if (fsync === 'off')
    verdicts.push(warning('fsync is off: a loss of power loses what was acknowledged', 'set fsync to on'))
  if (synchronousCommit === 'off')
    verdicts.push(
      warning('synchronous_commit is off here; the server turns it on for itself, others may not', 'set it to on'),
    )
  if (!encrypted && !isHere(host))
    verdicts.push(warning('the line to it is not encrypted', 'add sslmode=verify-full to the URL'))
  const age = version === 0 ? 'the first start makes the tables' : `tables of version ${version}`
  return [ok(`Postgres ${server}, ${age}`), ...verdicts]
}

/** Null where the server can work with what is there. */
function tablesOf({ version, known }: StoreFacts): Verdict | null {
  if (version <= known) return null
  return failed(
    `its tables are of version ${version}, this server knows ${known}`,
    `install the newer Roompass that made them, or go back with it: roompass database back --to ${known}`,
  )
}

export const redis: Check = {
  id: 'redis',
  async run({ settings }) {
    if (settings === null) return needsConfig
    if (settings.redis === null) return [skipped('none is configured')]
    try {
      const { version, pingMs } = await examineRedis(settings.redis)
      const { protocol } = new URL(settings.redis)
      const plain = protocol === 'redis:' && !isHere(hostOf(settings.redis))
      return [
        ok(`Redis ${version}, answers in ${Math.ceil(pingMs)} ms`),
        ...(plain ? [warning('the line to it is not encrypted', 'use rediss:// where it leaves your network')] : []),
      ]
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      return [
        failed(
          error.message,
          'look at ROOMPASS_REDIS or the config: host, port, password; and whether Redis answers there',
        ),
      ]
    }
  },
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

/** This machine, or a socket of it. */
function isHere(host: string): boolean {
  return /^(?:|localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)
}
