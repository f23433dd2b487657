// The embedded database itself: opened, brought up to date, and asked in whole calls. Which thread it lives in is worker.ts.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { AuditEntry, AuditEvent, AuditRow } from '../../audit/entry.ts'
import type { Call } from './messages.ts'
import { migrate } from './schema.ts'

/** Carries out one call; throws an error of SQLite, whose messages quote no values, and then nothing of the call was kept. */
export type Database = (call: Call) => readonly AuditRow[]

/** Opens a file or `:memory:`, making or updating the tables. @throws Error when that cannot be done */
export function openDatabase(path: string): Database {
  const database = new DatabaseSync(path)
  // FULL: a commit is on the disk before it is acknowledged, also when the power goes.
  database.exec('pragma busy_timeout = 2000; pragma journal_mode = wal; pragma synchronous = full;')
  migrate(database)
  const insert = database.prepare(
    `insert into audit (at, event, actor, app_id, user_id, room_id, tid, kid, expires_at, reason, network)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const append = (entries: readonly AuditEntry[]): void => {
    for (const { at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network } of entries) {
      insert.run(at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network)
    }
  }

  return (call) => {
    if (call.do === 'find') return find(database, call)
    if (call.do === 'append') inTransaction(database, () => append(call.entries))
    // A write that changes nothing: a full disk or a read-only file shows here.
    if (call.do === 'check') inTransaction(database, () => database.exec('update audit set seq = seq where false'))
    if (call.do === 'close') database.close()
    return []
  }
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('begin immediate')
  try {
    work()
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

const columns = { event: 'event', appId: 'app_id', userId: 'user_id', roomId: 'room_id', tid: 'tid' } as const

function find(database: DatabaseSync, { query, limit }: Extract<Call, { do: 'find' }>): AuditRow[] {
  const { before, ...wanted } = query
  const conditions: string[] = []
  const values: SQLInputValue[] = []
  for (const [field, value] of Object.entries(wanted)) {
    if (value === undefined || !isField(field)) continue
    conditions.push(`${columns[field]} = ?`)
    values.push(value)
  }
  if (before !== undefined) {
    conditions.push('seq < ?')
    values.push(before)
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`
  return database
    .prepare(`select * from audit ${where} order by seq desc limit ?`)
    .all(...values, limit)
    .map(rowOf)
}

function isField(name: string): name is keyof typeof columns {
  return Object.hasOwn(columns, name)
}

function rowOf(row: Record<string, unknown>): AuditRow {
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null)
  const number = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null)
  return {
    seq: number('seq') ?? 0,
    at: number('at') ?? 0,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only append() writes this column
    event: text('event') as AuditEvent,
    actor: text('actor'),
    appId: number('app_id'),
    userId: text('user_id'),
    roomId: text('room_id'),
    tid: text('tid'),
    kid: text('kid'),
    expiresAt: number('expires_at'),
    reason: text('reason'),
    network: text('network'),
  }
}
