// What the audit keeps of one event. Tokens appear as the beginning of their ID alone, addresses as their network.

export type AuditEvent =
  | 'token.issued'
  | 'token.refused'
  | 'room.joined'
  | 'room.resumed'
  | 'room.renewed'
  | 'room.left'
  | 'room.refused'

export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly event: AuditEvent
  /** Who asked, and how they proved it: `jwt:ada`, `api_key:backend`, `token:ada`. Null where nobody is known. */
  readonly actor: string | null
  readonly appId: number | null
  readonly userId: string | null
  readonly roomId: string | null
  /** The first 16 hex digits of the token's ID. */
  readonly tid: string | null
  readonly kid: string | null
  /** Unix seconds. */
  readonly expiresAt: number | null
  /** Why it was refused, or why somebody left. */
  readonly reason: string | null
  /** The network of the address: /24 of IPv4, /64 of IPv6. */
  readonly network: string | null
}

/** An entry as it stands in the store. */
export interface AuditRow extends AuditEntry {
  /** Grows by one with each entry of the store. */
  readonly seq: number
}

/** As much of a token's ID as the audit keeps: enough to find a token that somebody holds, of no use to enter. */
export function tidPrefix(tid: string): string {
  return tid.slice(0, 16)
}

const nothing = {
  actor: null,
  appId: null,
  userId: null,
  roomId: null,
  tid: null,
  kid: null,
  expiresAt: null,
  reason: null,
  network: null,
}

/** An entry where what is not given is null. */
export function auditEntry(entry: Pick<AuditEntry, 'at' | 'event'> & Partial<AuditEntry>): AuditEntry {
  return { ...nothing, ...entry }
}
