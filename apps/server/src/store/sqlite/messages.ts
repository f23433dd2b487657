// What the store and its worker say to each other.
import type { AuditEntry, AuditRow } from '../../audit/entry.ts'
import type { AuditQuery } from '../store.ts'

export type Call =
  | { readonly do: 'append'; readonly entries: readonly AuditEntry[] }
  | { readonly do: 'find'; readonly query: Omit<AuditQuery, 'limit'>; readonly limit: number }
  | { readonly do: 'check' }
  | { readonly do: 'close' }

export interface Request {
  readonly id: number
  readonly call: Call
}

/** `error` is a message of SQLite, which quotes no values. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly rows: readonly AuditRow[] }
  | { readonly id: number; readonly ok: false; readonly error: string }
