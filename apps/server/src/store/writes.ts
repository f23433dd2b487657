// Writes as data: what waits for the next commit, and what comes of each one.
import type { GivenBack, UseAttempt } from '../admission/single_use.ts'
import type { AuditEntry } from '../audit/entry.ts'
import type { NewRevocation, Revocation } from '../revocation/revocation.ts'
import type { EndedSession, Undo } from './store.ts'
import type { KeyChange, NewKey } from './stored_keys.ts'

export type Write =
  | { readonly do: 'record'; readonly entry: AuditEntry }
  | { readonly do: 'revoke'; readonly revocation: NewRevocation; readonly entry: AuditEntry }
  | { readonly do: 'undo'; readonly undo: Undo; readonly entry: AuditEntry }
  | { readonly do: 'use'; readonly attempt: UseAttempt }
  | { readonly do: 'give_back'; readonly given: GivenBack }
  | { readonly do: 'add_key'; readonly key: NewKey; readonly entry: AuditEntry }
  | { readonly do: 'change_keys'; readonly change: KeyChange; readonly entry: AuditEntry }
  | {
      readonly do: 'replace_key'
      readonly change: KeyChange
      readonly entry: AuditEntry
      readonly revocation: NewRevocation
      readonly revoked: AuditEntry
    }
  | { readonly do: 'end_session'; readonly session: EndedSession; readonly entry: AuditEntry }
  | { readonly do: 'sweep'; readonly now: number }

export interface WriteResults {
  readonly record: true
  readonly revoke: Revocation
  readonly undo: Revocation | null
  readonly use: boolean
  readonly give_back: boolean
  readonly add_key: boolean
  readonly change_keys: boolean
  readonly replace_key: Revocation | null
  readonly end_session: boolean
  /** Whether there may be more to drop. */
  readonly sweep: boolean
}

export type WriteResult = WriteResults[keyof WriteResults]

/** How many rows of a table one sweep drops: few enough that nobody who comes in the same moment waits for it. */
export const mostSwept = 1000

/** The entries that go with a write that did something, in their order. */
export function entriesFor(write: Write, result: WriteResult): readonly AuditEntry[] {
  if (!('entry' in write) || result === null || result === false) return []
  return write.do === 'replace_key' ? [write.entry, write.revoked] : [write.entry]
}
