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

/** What else must hold. */
export interface AuditTerms {
  /** A row that is known to be right, to check only what came after it. Default: none, the chain is checked from its beginning. */
  readonly from?: ChainHead
  /** The hash of a head that was kept elsewhere, which must be that of a row. Default: none. */
  readonly head?: string
}

/** What is wrong with an audit: the chain's faults, or a chain that is whole by itself does not contain the head that was kept elsewhere. */
export type AuditReport =
  | ChainReport
  | { readonly whole: false; readonly fault: 'head'; readonly seq: number; readonly expected: number }

/** Checks the whole chain of a store, and that it reaches the head that the store keeps beside it: rows cut off at the end are missed too. */
export async function verifyAudit(
  store: Pick<Store, 'findAudit' | 'auditHead'>,
  { from = genesis, head: elsewhere }: AuditTerms = {},
): Promise<AuditReport> {
  const kept = await store.auditHead()
  let head = from
  let found = isMet(elsewhere, from)
  for await (const rows of pagesOf(store, { after: from.seq })) {
    const report = verifyChain(rows, head)
    if (!report.whole) return report
    head = report.head
    found ||= rows.some((row) => isMet(elsewhere, row))
  }
  if (head.seq < kept.seq) return { whole: false, fault: 'number', seq: kept.seq, expected: head.seq + 1 }
  if (head.seq === kept.seq && head.hash !== kept.hash) {
    return { whole: false, fault: 'hash', seq: kept.seq, expected: kept.seq }
  }
  return found ? { whole: true, head } : withoutHead(head)
}

function isMet(elsewhere: string | undefined, { hash }: Pick<ChainHead, 'hash'>): boolean {
  return elsewhere === undefined || elsewhere === hash
}

/** It was written anew, or cut off before that row. */
function withoutHead({ seq }: ChainHead): AuditReport {
  return { whole: false, fault: 'head', seq, expected: seq }
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

/** What is wrong with an export: the audit's faults, or a line is not what an export writes. */
export type LinesReport =
  | AuditReport
  | { readonly whole: false; readonly fault: 'line'; readonly seq: number; readonly expected: number }

/**
 * Checks an export of everything, line after line; an empty line at its end is none. Whether rows were cut off there only `head` can tell, or whoever
 * compares the head of the report with the server's.
 */
export async function verifyAuditLines(
  lines: AsyncIterable<string> | Iterable<string>,
  { head: elsewhere }: Pick<AuditTerms, 'head'> = {},
): Promise<LinesReport> {
  let head = genesis
  let found = isMet(elsewhere, genesis)
  for await (const line of lines) {
    if (line === '') continue
    const row = readAuditLine(line)
    if (row === null) return { whole: false, fault: 'line', seq: head.seq + 1, expected: head.seq + 1 }
    const report = verifyChain([row], head)
    if (!report.whole) return report
    head = report.head
    found ||= isMet(elsewhere, row)
  }
  return found ? { whole: true, head } : withoutHead(head)
}
