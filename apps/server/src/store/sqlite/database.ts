// The embedded database itself: opened, brought up to date, and asked in whole calls. Which thread it lives in is worker.ts.
import { DatabaseSync } from 'node:sqlite'
import type { ChainHead } from '../../audit/chain.ts'
import type { AuditRow } from '../../audit/entry.ts'
import type { Revocation } from '../../revocation/revocation.ts'
import { auditCountOf, keptEndOf, nodeMemory, revocationCondition, revocationOf, seenNodeOf } from '../sql.ts'
import type {
  AuditCount,
  AuditQuery,
  AuditSpan,
  KeptEnd,
  LostNode,
  NodeSelf,
  RevocationQuery,
  SeenNode,
  Since,
} from '../store.ts'
import type { StoredKey } from '../stored_keys.ts'
import type { Write, WriteResult } from '../writes.ts'
import { OtherTables, refuseLost, refuseNewer, refuseOlder } from '../steps.ts'
import { searchAudit } from './audit_search.ts'
import { migrate, versionOf } from './schema.ts'
import { steps } from './steps.ts'
import { createWriteTurns } from './write_turns.ts'
import { clock, createWriter, headReader, keyReader, type Writer } from './writer.ts'

type Limited<Q extends { readonly limit?: number }> = Q & { readonly limit: number }

/** Each call throws an error of SQLite, whose messages quote no values, when it was not carried out; then nothing of it was kept. */
export interface Database {
  commit(writes: readonly Write[]): readonly WriteResult[]
  /** What `commit` does with as many records. @param entries as JSON: as a text they come from another thread in a third of the time */
  record(entries: string): void
  findAudit(query: Limited<AuditQuery>): AuditRow[]
  countAudit(span: AuditSpan): AuditCount[]
  auditHead(): ChainHead
  revocationsSince(since: Limited<Since>): Revocation[]
  findRevocations(query: Limited<RevocationQuery>): Revocation[]
  keysOf(appId: number): StoredKey[]
  endedSessions(since: Limited<Omit<Since, 'now'>>): KeptEnd[]
  announceNode(node: NodeSelf): void
  seenNodes(): SeenNode[]
  forgetNode(lost: LostNode): boolean
  check(): void
  close(): void
}

/**
 * `up_to_date`: older tables are brought up to date. `as_it_is`: they are left as they are, to be read. `going_on`: by a server that has it open already, for
 * one more thread: whatever somebody has made of the tables meanwhile is their wish, and newer ones have what it needs.
 */
export type Opening = 'up_to_date' | 'as_it_is' | 'going_on'

/**
 * Opens a file or `:memory:`, making or updating the tables, unless they are to stay as they are.
 * @throws OtherTables when a newer version made them; Error when it cannot be opened
 */
export function openDatabase(path: string, opening: Opening = 'up_to_date'): Database {
  const database = new DatabaseSync(path)
  // FULL: a commit is on the disk before it is acknowledged, also when the power goes.
  database.exec('pragma busy_timeout = 2000; pragma journal_mode = wal; pragma synchronous = full;')
  // With 8 MiB in memory, and moved from the log to the file when that has 16 MiB, a page is read once and moved once for many rows.
  database.exec('pragma cache_size = -8192; pragma wal_autocheckpoint = 4096')
  // Another process may be at a step over millions of rows: that is worth waiting for, which nobody who asks for a token does.
  database.exec('pragma busy_timeout = 60000')
  if (opening === 'up_to_date') migrate(database)
  else if (opening === 'as_it_is') refuseNewer(versionOf(database), steps.length)
  database.exec('pragma busy_timeout = 2000')
  const version = database.prepare('pragma user_version')
  /** Somebody may have taken the tables back while this process has them open. It does not bring them up to date again: it would take them from whoever needs them so. */
  const refuseOlderNow = (): void => refuseOlder(Number(version.get()?.['user_version']), steps.length)
  let prepared: Writer | null = null
  const writer = (): Writer => (prepared ??= createWriter(database))
  const inTurn = createWriteTurns(database)
  const inOurTables = <T>(work: () => T): T =>
    inTurn(() => {
      refuseOlderNow()
      return work()
    })
  /** Whether the last commit failed: then only a write that is kept says that there can be one. */
  let failed = false
  const commit = <T>(work: () => T): T => {
    failed = true
    const result = inOurTables(work)
    failed = false
    return result
  }

  const calls: Database = {
    commit: (writes) => commit(() => writer().write(writes)),
    record: (entries) => commit(() => writer().record(JSON.parse(entries))),
    findAudit: (query) => searchAudit(database, query),
    countAudit({ since, to }) {
      return database
        .prepare(
          `select at / 60000 as minute, event, count(*) as count from audit where at >= ? and at < ?
           group by 1, 2 order by 1, 2`,
        )
        .all(since, to)
        .map(auditCountOf)
    },
    auditHead: () => headReader(database)(),
    revocationsSince({ sequence, now, limit }) {
      const news = database
        .prepare(
          `select * from revocations where sequence > ? and (ends_at > ? or undone_at is not null)
           order by sequence limit ?`,
        )
        .all(sequence, now, limit)
        .map(revocationOf)
      if (news.length === 0) refuseLost(sequence, numberIn(database, 'select revocation_sequence as n from heads'))
      return news
    },
    findRevocations(query) {
      const { where, values } = revocationCondition(query, () => '?')
      return database
        .prepare(`select * from revocations ${where} order by id desc limit ?`)
        .all(...values, query.limit)
        .map(revocationOf)
    },
    keysOf: (appId) => keyReader(database)(appId),
    endedSessions({ sequence, limit }) {
      const news = database
        .prepare('select * from ended_sessions where sequence > ? order by sequence limit ?')
        .all(sequence, limit)
        .map(keptEndOf)
      if (news.length === 0) refuseLost(sequence, numberIn(database, lastEnded))
      return news
    },
    announceNode({ url, id, speaks }) {
      database.prepare(`replace into nodes values (?, ?, ?, ${clock})`).run(url, id, speaks)
    },
    seenNodes() {
      return database
        .prepare(
          `select url, id, speaks, max(0, ${clock} - seen_at) as age_ms from nodes
           where seen_at > ${clock} - ${nodeMemory} order by url`,
        )
        .all()
        .map(seenNodeOf)
    },
    forgetNode({ url, id, olderThanMs }) {
      const lost = database.prepare(`delete from nodes where url = ? and id = ? and seen_at <= ${clock} - ?`)
      return Number(lost.run(url, id, olderThanMs).changes) > 0
    },
    check() {
      // A file that is read-only shows in a write that changes nothing; a full disk only in one that takes room, which is not for everybody who asks.
      if (failed) takeRoom(database, inOurTables)
      else inOurTables(() => database.exec('update heads set audit_seq = audit_seq where false'))
      failed = false
    },
    close: () => database.close(),
  }
  return explaining(calls, refuseOlderNow)
}

/** The same calls. Where one fails and the tables are those of an older version, that is why: what it needs is not there. */
function explaining(calls: Database, refuseOlderNow: () => void): Database {
  const reasonOf = (error: unknown): unknown => {
    try {
      refuseOlderNow()
      return error
    } catch (reason) {
      return reason instanceof OtherTables ? reason : error
    }
  }
  const explained = Object.entries(calls).map(([name, call]: [string, (...args: readonly unknown[]) => unknown]) => [
    name,
    (...args: readonly unknown[]) => {
      try {
        return call(...args)
      } catch (error) {
        throw reasonOf(error)
      }
    },
  ])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each call under its own name
  return Object.fromEntries(explained) as Database
}

/** Too large, a broken constraint, another type, out of range: what SQLite says of a value (https://sqlite.org/rescode.html). */
const codesOfValues: readonly unknown[] = [18, 19, 20, 25]

/** Whether a failure is about what was to be written: what cannot even be handed to SQLite among it. */
export function isOfOneWrite(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  return error instanceof Error && 'errcode' in error && codesOfValues.includes(Number(error.errcode) & 0xff)
}

const lastEnded = "select seq as n from sqlite_sequence where name = 'ended_sessions'"

/** 0 where there is no row. */
function numberIn(database: DatabaseSync, sql: string): number {
  return Number(database.prepare(sql).get()?.['n'] ?? 0)
}

/** As much as a large batch of writes takes. */
function takeRoom(database: DatabaseSync, inOurTables: (work: () => void) => void): void {
  inOurTables(() => {
    database.exec('create table if not exists room (taken blob); insert into room values (zeroblob(65536))')
  })
  inOurTables(() => database.exec('drop table room'))
}
