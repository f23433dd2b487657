// What the server keeps, in verbs of its own. Every implementation passes the contract suite in test/store/contract.ts.
import type { GivenBack, UseAttempt } from '../admission/single_use.ts'
import type { ChainHead } from '../audit/chain.ts'
import type { AuditEntry, AuditEvent, AuditRow } from '../audit/entry.ts'
import type { NewRevocation, Revocation } from '../revocation/revocation.ts'
import type { ScopeKind } from '../revocation/scope.ts'
import type { KeyChange, NewKey, StoredKey } from './stored_keys.ts'

/** Which entries; what is not named is not asked for. */
export interface AuditQuery {
  readonly event?: AuditEvent
  readonly appId?: number
  readonly userId?: string
  readonly roomId?: string
  /** How the token's ID begins. */
  readonly tid?: string
  /** Milliseconds since 1970: only entries from then on, and only those before. */
  readonly since?: number
  readonly to?: number
  /** Only entries with a smaller number: the next page of the newest. */
  readonly before?: number
  /** Only entries with a greater number: the next page of the oldest. */
  readonly after?: number
  /** Which come first. Default `newest`. */
  readonly order?: 'newest' | 'oldest'
  /** 1 to 1000. Default 100. */
  readonly limit?: number
}

/** Milliseconds since 1970: from then on, and before. */
export interface AuditSpan {
  readonly since: number
  readonly to: number
}

/** How often something happened in one minute. What did not happen is not counted. */
export interface AuditCount {
  /** Milliseconds since 1970: the beginning of the minute. */
  readonly minute: number
  readonly event: AuditEvent
  readonly count: number
}

/** Which revocations; what is not named is not asked for. */
export interface RevocationQuery {
  readonly appId?: number
  readonly kind?: ScopeKind
  readonly userId?: string
  readonly roomId?: string
  /** Unix seconds: only those that can still matter then, and were not undone. */
  readonly activeAt?: number
  /** Only those with a smaller ID: the next page. */
  readonly before?: number
  /** 1 to 1000. Default 100. */
  readonly limit?: number
}

/** Where a node stands that follows the revocations. */
export interface Since {
  /** The last one that it knows; 0 for none. */
  readonly sequence: number
  /** Unix seconds: what ended before can be left out. */
  readonly now: number
  /** 1 to 1000. Default 1000. */
  readonly limit?: number
}

export interface Undo {
  readonly id: number
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A process among those that share the store. */
export interface NodeSelf {
  /** Where the others reach it. One URL is one node. */
  readonly url: string
  /** Another one each time that it starts. */
  readonly id: string
  /** The newest version of the relay that it takes (nodes/versions.ts). */
  readonly speaks: number
}

export interface SeenNode extends NodeSelf {
  /** Milliseconds since it last announced itself, by the clock of the store: those of the nodes may differ. */
  readonly ageMs: number
}

/** Which node is to be forgotten: this very one, and only if it has not announced itself for so long. */
export interface LostNode extends Pick<NodeSelf, 'url' | 'id'> {
  readonly olderThanMs: number
}

/** A session of an operator that was ended by a log-out. */
export interface EndedSession {
  /** 22 characters of base64url. */
  readonly id: string
  /** Unix seconds: from then on it would be over in any case. */
  readonly until: number
}

export interface KeptEnd extends EndedSession {
  /** Grows from one to the next, in the order in which they became visible. */
  readonly sequence: number
}

/**
 * Where a verb takes an `entry` of the audit, both are kept together or neither is, and the entry only if the verb did something.
 * All may throw StoreUnavailable.
 */
export interface Store {
  /**
   * Appends an entry. When it resolves, the entry survives the end of the process and of the power.
   * @throws StoreUnavailable; RangeError for a number that is no whole one
   */
  recordAudit(entry: AuditEntry): Promise<void>
  /** Entries that fit. @throws RangeError for a limit that is none */
  findAudit(query: AuditQuery): Promise<AuditRow[]>
  /** How many entries of each event there are in each minute, by minute and event. @throws RangeError for a span that is none, or longer than a day */
  countAudit(span: AuditSpan): Promise<AuditCount[]>
  /** The newest row of the audit. */
  auditHead(): Promise<ChainHead>

  /** Keeps a revocation. @throws RangeError for one that cannot be */
  revoke(revocation: NewRevocation, entry: AuditEntry): Promise<Revocation>
  /** Takes a revocation back. @returns its new state; null when there is none, or it was undone before */
  undoRevocation(undo: Undo, entry: AuditEntry): Promise<Revocation | null>
  /** Revocations that were made or undone after a sequence, oldest first. What it left out once never comes later. @throws RangeError */
  revocationsSince(since: Since): Promise<Revocation[]>
  /** Revocations that fit, newest first. @throws RangeError */
  findRevocations(query: RevocationQuery): Promise<Revocation[]>

  /** Takes the one use of a token, or takes it over with a ticket. @returns whether it was given */
  useOnce(attempt: UseAttempt): Promise<boolean>
  /** Frees a use of which nothing came. @returns whether it is free now */
  giveBackUse(given: GivenBack): Promise<boolean>

  /** Adds a key as `next`. @returns false when the app has, or had, one of this name, or has four that are in use */
  addKey(key: NewKey, entry: AuditEntry): Promise<boolean>
  /** Moves keys between states, and seals secrets anew. @returns false, with nothing changed, when one is not where it was thought to be or two would be active */
  changeKeys(change: KeyChange, entry: AuditEntry): Promise<boolean>
  /**
   * Changes keys and revokes one of them, together or not at all: at no moment, and after no crash, is a key that leaked halfway gone.
   * @param revoked the entry of the revocation @returns null, with nothing changed and nothing revoked, where {@link changeKeys} would say false
   */
  replaceKey(
    change: KeyChange,
    entry: AuditEntry,
    revocation: NewRevocation,
    revoked: AuditEntry,
  ): Promise<Revocation | null>
  /** The keys of an app in the order in which they came, those that are retired included. */
  keysOf(appId: number): Promise<StoredKey[]>

  /** Ends a session for good. @returns false when it was ended before @throws RangeError for an ID that is none */
  endSession(session: EndedSession, entry: AuditEntry): Promise<boolean>
  /** Sessions that were ended after a sequence, oldest first. What it left out once never comes later. @throws RangeError */
  endedSessions(since: Omit<Since, 'now'>): Promise<KeptEnd[]>

  /** Says that a node lives. Nothing that has to be durable. */
  announceNode(node: NodeSelf): Promise<void>
  /** The nodes that announced themselves within the last ten minutes, by their URL. */
  seenNodes(): Promise<SeenNode[]>
  /** @returns whether there was such a node, which is gone now */
  forgetNode(lost: LostNode): Promise<boolean>

  /**
   * Drops uses of tokens, and ends of sessions, that have expired a minute before `now` (Unix seconds), and by the clock of the store: one node whose
   * clock is ahead must not open them again. Also nodes that vanished without a word.
   */
  sweep(now: number): Promise<void>
  /** Resolves when the store can write. */
  check(): Promise<void>
  /** Finishes what was begun and lets go of everything. Later calls are refused. */
  close(): Promise<void>
}

/** How many rows a query may bring at most. @throws RangeError */
export function limitOf(limit: number = 100): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError('limit must be 1 to 1000')
  return limit
}

const longestSpan = 86_400_000

/** A span that can be counted. @throws RangeError */
export function spanOf({ since, to }: AuditSpan): AuditSpan {
  const whole = Number.isSafeInteger(since) && Number.isSafeInteger(to)
  if (!whole || since > to || to - since > longestSpan) throw new RangeError('a span must be whole, and a day at most')
  return { since, to }
}

/**
 * `tables_older`, `tables_newer`: its tables are not those that this version works on. `rows_lost`: what this process follows was lost when they were
 * taken back. All three stay so until somebody acts (docs/backup.md).
 */
export type StoreFault = 'store_unavailable' | 'tables_older' | 'tables_newer' | 'rows_lost'

/** The store did not do it: nothing of the call was kept, unless the line to it broke in the very moment of the commit. It may work again later. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly code: StoreFault
  /** Whether the database did not take a write that it was given, and may take others. */
  readonly ofOneWrite: boolean

  constructor(what: string, { code = 'store_unavailable', ofOneWrite = false, ...options }: Unavailability = {}) {
    super(`the store is unavailable: ${what}`, options)
    this.code = code
    this.ofOneWrite = ofOneWrite
  }
}

interface Unavailability extends ErrorOptions {
  readonly code?: StoreFault
  readonly ofOneWrite?: boolean
}
