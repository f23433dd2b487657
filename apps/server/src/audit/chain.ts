// The chain of the audit: what of a row is hashed, and whether rows are as they were written (docs/audit.md).
import { hash } from 'node:crypto'
import type { AuditEntry, AuditRow } from './entry.ts'

/** Where a chain stands: the number and the hash of a row. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/** Before the first row. */
export const genesis: ChainHead = { seq: 0, hash: '0'.repeat(64) }

/**
 * What is hashed of a row: the UTF-8 bytes of one JSON object as ECMAScript's JSON.stringify writes it, without white space, with exactly these
 * members in this order: `v` (1), `prev`, `seq`, `at`, `event`, `actor`, `appId`, `userId`, `roomId`, `tid`, `kid`, `expiresAt`, `reason`, `network`;
 * null where nothing is known.
 */
function canonical(row: Omit<AuditRow, 'hash'>): string {
  const { prev, seq, at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network } = row
  return JSON.stringify({
    v: 1,
    prev,
    seq,
    at,
    event,
    actor,
    appId,
    userId,
    roomId,
    tid,
    kid,
    expiresAt,
    reason,
    network,
  })
}

function hashOf(row: Omit<AuditRow, 'hash'>): string {
  return hash('sha256', canonical(row))
}

/** The row of an entry that comes after `head`. The entry is {@link keepable} already. */
export function linked(entry: AuditEntry, head: ChainHead): AuditRow {
  const row = { ...entry, seq: head.seq + 1, prev: head.hash }
  return { ...row, hash: hashOf(row) }
}

/** The rows of entries that come after `head`, in their order. */
export function linkedAll(entries: readonly AuditEntry[], head: ChainHead): AuditRow[] {
  let last = head
  return entries.map((entry) => {
    const row = linked(entry, last)
    last = row
    return row
  })
}

/** A row as one line of an export: what is hashed, with `hash` as the last member. */
export function lineOf(row: AuditRow): string {
  return `${canonical(row).slice(0, -1)},"hash":"${row.hash}"}`
}

/** What is wrong with a row: its number does not follow, it names another row before it, or it is not what was hashed. */
export type ChainFault = 'number' | 'prev' | 'hash'

export type ChainReport =
  | { readonly whole: true; readonly head: ChainHead }
  | { readonly whole: false; readonly fault: ChainFault; readonly seq: number; readonly expected: number }

/**
 * Whether rows are an unbroken chain, oldest first. A long chain is checked in pages: each one from the `head` of the report before it.
 * @param from the row before the first one. Default: none, the chain begins here
 * @returns where the chain stands, or the first row that is broken: `seq` as it says, `expected` as it should
 */
export function verifyChain(rows: Iterable<AuditRow>, from: ChainHead = genesis): ChainReport {
  let head = from
  for (const row of rows) {
    const fault = faultOf(row, head)
    if (fault !== null) return { whole: false, fault, seq: row.seq, expected: head.seq + 1 }
    head = { seq: row.seq, hash: row.hash }
  }
  return { whole: true, head }
}

function faultOf(row: AuditRow, before: ChainHead): ChainFault | null {
  if (row.seq !== before.seq + 1) return 'number'
  if (row.prev !== before.hash) return 'prev'
  return row.hash === hashOf(row) ? null : 'hash'
}
