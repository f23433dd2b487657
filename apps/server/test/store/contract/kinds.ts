// What the parts of the contract share: a store to run on, and entries to keep.
import { onTestFinished } from 'vitest'
import { auditEntry, type AuditEntry } from '../../../src/audit/entry.ts'
import type { AuditQuery, Store } from '../../../src/store/store.ts'
import type { PlainRow } from '../../fakes/memory_store.ts'

export interface OpenedStore {
  readonly store: Store
  /** Makes writing impossible from outside, until the function it gives is called. Absent where nothing outside can. */
  readonly outage?: () => (() => void) | Promise<() => unknown>
  /** The same place, opened again. Absent where a close forgets. */
  readonly reopen?: () => Promise<Store>
}

export interface StoreKind {
  readonly name: string
  /** Whether `open` gives outages. */
  readonly canFail: boolean
  readonly open: () => Promise<OpenedStore>
}

/** A part of the contract runs on this: a new store for each test, closed after it. */
export interface Ground {
  readonly opened: () => Promise<OpenedStore>
  readonly fresh: () => Promise<Store>
}

export function groundOf({ open }: StoreKind): Ground {
  const opened = async (): Promise<OpenedStore> => {
    const one = await open()
    onTestFinished(() => one.store.close())
    return one
  }
  return { opened, fresh: async () => (await opened()).store }
}

let made = 0

/** An entry that differs from all others. */
export function entryOf(fields: Partial<AuditEntry> = {}): AuditEntry {
  made += 1
  return auditEntry({ at: 1_800_000_000_000 + made, event: 'token.issued', ...fields })
}

/** The newest rows, without the links of the chain. */
export async function plain(store: Store, query: AuditQuery = {}): Promise<PlainRow[]> {
  return (await store.findAudit(query)).map(({ prev: _prev, hash: _hash, ...row }) => row)
}

export async function allPages(store: Store, query: AuditQuery, limit: number) {
  const rows = await store.findAudit({ ...query, limit })
  for (let page = rows; page.length === limit;) {
    page = await store.findAudit({ ...query, limit, before: page.at(-1)!.seq })
    rows.push(...page)
  }
  return rows
}
