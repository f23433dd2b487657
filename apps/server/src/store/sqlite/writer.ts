// Writes into the embedded database, within a transaction: what each one does, and the row of the audit that goes with it.
import type { DatabaseSync } from 'node:sqlite'
import { isFreed, useAfter, type TokenUse } from '../../admission/single_use.ts'
import { linkedAll, type ChainHead } from '../../audit/chain.ts'
import type { AuditEntry } from '../../audit/entry.ts'
import { endOf, type NewRevocation, type Revocation } from '../../revocation/revocation.ts'
import {
  auditColumns,
  auditValues,
  keyOf,
  nodeMemory,
  revocationColumns,
  revocationOf,
  revocationValues,
} from '../sql.ts'
import type { Undo } from '../store.ts'
import { addedKey, changedKeys, type KeyChange, type StoredKey } from '../stored_keys.ts'
import { entriesFor, mostSwept, type Write, type WriteResult } from '../writes.ts'

export interface Writer {
  write(writes: readonly Write[]): WriteResult[]
  /** Appends to the audit. */
  record(entries: readonly AuditEntry[]): void
}

/** Runs some work in a transaction, all of it or nothing. @param begin takes the lock for writing. Default: waits for it as SQLite does */
export function inTransaction<T>(
  database: DatabaseSync,
  work: () => T,
  begin: () => void = () => database.exec('begin immediate'),
): T {
  begin()
  try {
    const result = work()
    database.exec('commit')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

/** Milliseconds since 1970, as SQLite has them. */
export const clock = `cast(unixepoch('subsec') * 1000 as integer)`

const marks = (n: number): string => Array.from({ length: n }, () => '?').join(', ')

export function headReader(database: DatabaseSync): () => ChainHead {
  const heads = database.prepare('select * from heads')
  return () => {
    const row = heads.get()
    return { seq: Number(row?.['audit_seq']), hash: String(row?.['audit_hash']) }
  }
}

export function keyReader(database: DatabaseSync): (appId: number) => StoredKey[] {
  const keys = database.prepare(
    `select *, coalesce(retire_at <= ${clock}, 0) as is_due from keys where app_id = ? order by place`,
  )
  return (appId) => keys.all(appId).map(keyOf)
}

/** Statements are prepared once. */
export function createWriter(database: DatabaseSync): Writer {
  const names = Object.values(auditColumns)
  const append = database.prepare(`insert into audit (${names.join(', ')}) values (${marks(names.length)})`)
  const moveHead = database.prepare('update heads set audit_seq = ?, audit_hash = ?')
  const nextSequence = database.prepare(
    'update heads set revocation_sequence = revocation_sequence + 1 returning revocation_sequence',
  )
  const keep = database.prepare(
    `replace into revocations (${revocationColumns.map((name) => `"${name}"`).join(', ')})
     values (${marks(revocationColumns.length)})`,
  )
  const revocation = database.prepare('select * from revocations where id = ?')
  const use = database.prepare('select * from uses where tid = ?')
  const keepUse = database.prepare('replace into uses (tid, until, holder, former) values (?, ?, ?, ?)')
  const freeUse = database.prepare('delete from uses where tid = ?')
  const endSession = database.prepare(
    'insert into ended_sessions (id, until) values (?, ?) on conflict (id) do nothing',
  )
  const sweeps = [
    ['uses', 'tid'],
    ['ended_sessions', 'id'],
  ].map(([table, id]) =>
    database.prepare(
      `delete from ${table} where ${id} in
         (select ${id} from ${table} where until < min(?, unixepoch()) - 60 order by until limit ${mostSwept})`,
    ),
  )
  const sweepNodes = database.prepare(`delete from nodes where seen_at < ${clock} - ${nodeMemory}`)
  const time = database.prepare(`select ${clock} as now`)
  const freeActive = database.prepare("update keys set state = 'previous' where app_id = ? and state = 'active'")
  const keepKey = database.prepare(
    `insert into keys (app_id, kid, place, state, sealed, created_at, active_at, previous_at, retired_at, retire_at)
     values (?, ?, (select count(*) from keys), ?, ?, ?, ?, ?, ?, ?)
     on conflict (app_id, kid) do update set state = excluded.state, sealed = excluded.sealed, active_at = excluded.active_at,
       previous_at = excluded.previous_at, retired_at = excluded.retired_at, retire_at = excluded.retire_at`,
  )

  const auditHead = headReader(database)
  const keysOf = keyReader(database)
  const sequence = (): number => Number(nextSequence.get()?.['revocation_sequence'])
  const keepKeyRow = (key: StoredKey): void => {
    const { appId, kid, state, sealed, createdAt, activeAt, previousAt, retiredAt, retireAt } = key
    keepKey.run(appId, kid, state, sealed, createdAt, activeAt, previousAt, retiredAt, retireAt)
  }
  const revoke = (made: NewRevocation): Revocation => {
    const id = sequence()
    const whole = { ...made, id, sequence: id, endsAt: endOf(made), undone: null }
    keep.run(...revocationValues(whole))
    return whole
  }
  const undo = ({ id, at, by }: Undo): Revocation | null => {
    const row = revocation.get(id)
    if (row === undefined) return null
    const kept = revocationOf(row)
    if (kept.undone !== null) return null
    const undone = { ...kept, sequence: sequence(), undone: { at, by } }
    keep.run(...revocationValues(undone))
    return undone
  }
  const changeKeys = (change: KeyChange): boolean => {
    const { appId } = change
    const changed = changedKeys(keysOf(appId), change, Number(time.get()?.['now']))
    if (changed === null) return false
    // The one that was active makes way first: at no moment are there two.
    freeActive.run(appId)
    for (const key of changed) keepKeyRow(key)
    return true
  }
  // oxlint-disable-next-line typescript/consistent-return -- every kind has its case
  const carryOut = (write: Write): WriteResult => {
    switch (write.do) {
      case 'record':
        return true
      case 'revoke':
        return revoke(write.revocation)
      case 'undo':
        return undo(write.undo)
      case 'use': {
        const { tid } = write.attempt
        const after = useAfter(useOf(use.get(tid)), write.attempt)
        if (after !== null) keepUse.run(tid, after.until, after.holder, after.former)
        return after !== null
      }
      case 'give_back': {
        const { tid } = write.given
        const freed = isFreed(useOf(use.get(tid)), write.given)
        if (freed) freeUse.run(tid)
        return freed
      }
      case 'add_key': {
        const key = addedKey(keysOf(write.key.appId), write.key)
        if (key !== null) keepKeyRow(key)
        return key !== null
      }
      case 'change_keys':
        return changeKeys(write.change)
      case 'replace_key':
        return changeKeys(write.change) ? revoke(write.revocation) : null
      case 'end_session':
        return Number(endSession.run(write.session.id, write.session.until).changes) > 0
      case 'sweep':
        sweepNodes.run()
        // Every one of them, also where the first has more.
        return sweeps.map((sweep) => Number(sweep.run(write.now).changes)).some((dropped) => dropped === mostSwept)
    }
  }
  const record = (entries: readonly AuditEntry[]): void => {
    const rows = linkedAll(entries, auditHead())
    for (const row of rows) append.run(...auditValues(row))
    const last = rows.at(-1)
    if (last !== undefined) moveHead.run(last.seq, last.hash)
  }

  return {
    record,
    write(writes) {
      const results = writes.map(carryOut)
      record(writes.flatMap((write, i) => entriesFor(write, results[i] ?? false)))
      return results
    },
  }
}

function useOf(row: Readonly<Record<string, unknown>> | undefined): TokenUse | null {
  if (row === undefined) return null
  const { tid, until, holder, former } = row
  return {
    tid: String(tid),
    until: Number(until),
    holder: String(holder),
    former: typeof former === 'string' ? former : null,
  }
}
