// The audit as JSON lines, out of the store and back in again for whoever checks it elsewhere; and the check of a whole store.
import type { Store } from '../store/store.ts'
import type { AuditQuery } from '../store/store.ts'
import { genesis, lineOf, verifyChain, type ChainHead, type ChainReport } from './chain.ts'
import type { AuditRow } from './entry.ts'

const page = 1000

/**
 * Rows that fit as JSON lines without line breaks, oldest first. Rows that come while it is read are among them. With a narrower query the lines
 * are no whole chain, but each one still carries its own hash.
 */
export async function* exportAudit(
  store: Pick<Store, 'findAudit'>,
  query: Omit<AuditQuery, 'limit' | 'order'> = {},
): AsyncGenerator<string, void, undefined> {
  for await (const rows of pagesOf(store, query)) for (const row of rows) yield lineOf(row)
}

/**
 * Checks the whole chain of a store, and that it reaches the head that the store keeps beside it: rows cut off at the end are missed too.
 * @param from a row that is known to be right, to check only what came after it
 */
export async function verifyAudit(
  store: Pick<Store, 'findAudit' | 'auditHead'>,
  from: ChainHead = genesis,
): Promise<ChainReport> {
  const kept = await store.auditHead()
  let head = from
  for await (const rows of pagesOf(store, { after: from.seq })) {
    const report = verifyChain(rows, head)
    if (!report.whole) return report
    head = report.head
  }
  if (head.seq < kept.seq) return { whole: false, fault: 'number', seq: kept.seq, expected: head.seq + 1 }
  if (head.seq === kept.seq && head.hash !== kept.hash) {
    return { whole: false, fault: 'hash', seq: kept.seq, expected: kept.seq }
  }
  return { whole: true, head }
}

async function* pagesOf(
  store: Pick<Store, 'findAudit'>,
  query: Omit<AuditQuery, 'limit' | 'order'>,
): AsyncGenerator<AuditRow[], void, undefined> {
  let { after = 0 } = query
  for (;;) {
    // Each page begins where the last one ended.
    const rows = await store.findAudit({ ...query, after, order: 'oldest', limit: page })
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < page || last === undefined) return
    after = last.seq
  }
}

/** A line of an export as a row; null when it is not exactly what an export writes. */
export function readAuditLine(line: string): AuditRow | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || !('hash' in value) || typeof value.hash !== 'string') return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whether it is one is what the next line finds out
  const row = value as AuditRow
  return lineOf(row) === line ? row : null
}

/** What is wrong with a line: the chain's faults, or it is not what an export writes. */
export type LinesReport =
  | ChainReport
  | { readonly whole: false; readonly fault: 'line'; readonly seq: number; readonly expected: number }

/** Checks an export of everything, line after line; an empty line at its end is none. Whether rows were cut off there it cannot know: compare the head. */
export async function verifyAuditLines(lines: AsyncIterable<string> | Iterable<string>): Promise<LinesReport> {
  let head = genesis
  for await (const line of lines) {
    if (line === '') continue
    const row = readAuditLine(line)
    if (row === null) return { whole: false, fault: 'line', seq: head.seq + 1, expected: head.seq + 1 }
    const report = verifyChain([row], head)
    if (!report.whole) return report
    head = report.head
  }
  return { whole: true, head }
}
