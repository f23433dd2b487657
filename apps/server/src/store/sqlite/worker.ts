// The thread that owns the database, so that waiting for the disk never holds up a room. One call at a time; an append is one commit.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { AuditEntry, AuditEvent, AuditRow } from '../../audit/entry.ts'
import type { AuditQuery } from '../store.ts'
import type { Call, Reply, Request } from './messages.ts'
import { migrate } from './schema.ts'

if (parentPort === null) throw new Error('this file is a worker')
const port = parentPort
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by sqlite_store.ts, which starts this file
const { path } = workerData as { path: string }

const database = new DatabaseSync(path)
// FULL: a commit is on the disk before it is acknowledged, also when the power goes.
database.exec('pragma busy_timeout = 2000; pragma journal_mode = wal; pragma synchronous = full;')
migrate(database)

const insert = database.prepare(
  `insert into audit (at, event, actor, app_id, user_id, room_id, tid, kid, expires_at, reason, network)
   values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
)

port.on('message', ({ id, call }: Request) => {
  port.postMessage(answer(id, call))
  if (call.do === 'close') port.close()
})

function answer(id: number, call: Call): Reply {
  try {
    return { id, ok: true, rows: carryOut(call) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? error.message : 'unknown' }
  }
}

function carryOut(call: Call): readonly AuditRow[] {
  if (call.do === 'find') return find(call.query)
  if (call.do === 'append') append(call.entries)
  // A write that changes nothing: a full disk or a read-only file shows here.
  if (call.do === 'check') inTransaction(() => database.exec('update audit set seq = seq where false'))
  if (call.do === 'close') database.close()
  return []
}

function append(entries: readonly AuditEntry[]): void {
  inTransaction(() => {
    for (const { at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network } of entries) {
      insert.run(at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network)
    }
  })
}

function inTransaction(work: () => void): void {
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

function find({ before, limit = 100, ...wanted }: AuditQuery): AuditRow[] {
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
