// What the server keeps, in verbs of its own. Every implementation passes the contract suite in test/store/contract.ts.
import type { AuditEntry, AuditEvent, AuditRow } from '../audit/entry.ts'

/** Which entries; what is not named is not asked for. */
export interface AuditQuery {
  readonly event?: AuditEvent
  readonly appId?: number
  readonly userId?: string
  readonly roomId?: string
  readonly tid?: string
  /** Only entries with a smaller number: the next page. */
  readonly before?: number
  /** 1 to 1000. Default 100. */
  readonly limit?: number
}

export interface Store {
  /**
   * Appends an entry. When it resolves, the entry survives the end of the process and of the power.
   * @throws StoreUnavailable when the entry is not kept
   */
  recordAudit(entry: AuditEntry): Promise<void>
  /** Entries that fit, newest first. @throws StoreUnavailable; RangeError for a limit that is none */
  findAudit(query: AuditQuery): Promise<AuditRow[]>
  /** Resolves when the store can write. @throws StoreUnavailable */
  check(): Promise<void>
  /** Finishes what was begun and lets go of everything. Later calls are refused. */
  close(): Promise<void>
}

/** How many entries a query may bring at most. @throws RangeError */
export function limitOf(limit: number = 100): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError('limit must be 1 to 1000')
  return limit
}

/** The store did not do it: nothing of the call was kept. It may work again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  constructor(what: string, options?: ErrorOptions) {
    super(`the store is unavailable: ${what}`, options)
  }
}
