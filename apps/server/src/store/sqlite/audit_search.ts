// The audit searched by what its rows say. Users, rooms and tokens come in no order, and an index of all of them would be written all over the file
// with each commit: so each index goes by blocks of rows, and is written at its end alone. What is looked for is looked up in one block after another,
// each a matter of microseconds, until there is enough of it.
import type { DatabaseSync } from 'node:sqlite'
import type { AuditRow } from '../../audit/entry.ts'
import { auditColumns, auditCondition, auditRowOf, type SqlRow } from '../sql.ts'
import type { AuditQuery } from '../store.ts'

/** Rows of a block, as a power of two. The indexes are made with it: another one needs another step of the schema. */
export const blockBits = 12

/** By name: where there is no chain yet it cannot be told from one that is broken. */
const columns = Object.values(auditColumns).join(', ')

export function searchAudit(database: DatabaseSync, query: AuditQuery & { readonly limit: number }): AuditRow[] {
  const { where, values } = auditCondition(query, () => '?')
  const { userId, roomId, tid, limit } = query
  const oldest = query.order === 'oldest'
  const inOrder = `order by seq ${oldest ? 'asc' : 'desc'} limit ?`
  if (userId === undefined && roomId === undefined && tid === undefined) {
    return database
      .prepare(`select ${columns} from audit ${where} ${inOrder}`)
      .all(...values, limit)
      .map(auditRowOf)
  }
  const inBlock = database.prepare(`select ${columns} from audit ${where} and seq >> ${blockBits} = ? ${inOrder}`)
  return firstOf(limit, blocksOf(database, query, oldest), (block, left) => inBlock.all(...values, block, left))
}

function firstOf(
  limit: number,
  blocks: Iterable<number>,
  rowsIn: (block: number, left: number) => readonly SqlRow[],
): AuditRow[] {
  const found: AuditRow[] = []
  for (const block of blocks) {
    for (const row of rowsIn(block, limit - found.length)) found.push(auditRowOf(row))
    if (found.length === limit) break
  }
  return found
}

function blockOf(seq: number): number {
  return Math.floor(seq / 2 ** blockBits)
}

/** The blocks that can hold rows of the query, in its order. */
function* blocksOf(database: DatabaseSync, { before, after }: AuditQuery, oldest: boolean): Generator<number> {
  const newest = database.prepare('select audit_seq from heads').get()?.['audit_seq']
  const first = blockOf(after === undefined ? 0 : after + 1)
  const last = Math.min(blockOf(Number(newest)), before === undefined ? Infinity : blockOf(before - 1))
  if (oldest) for (let block = first; block <= last; block += 1) yield block
  else for (let block = last; block >= first; block -= 1) yield block
}
