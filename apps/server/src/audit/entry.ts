// What the audit keeps of one event. Tokens appear as the beginning of their ID alone, addresses as their network.

export const auditEvents = [
  'token.issued',
  'token.refused',
  'room.joined',
  'room.resumed',
  'room.renewed',
  'room.left',
  'room.refused',
  'room.removed',
  'room.muted',
  'room.unmuted',
  'revocation.made',
  'revocation.undone',
  'keys.changed',
  'session.begun',
  'session.ended',
] as const

export type AuditEvent = (typeof auditEvents)[number]

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
  /** Unix seconds: when a token expires, or until when a revocation holds. */
  readonly expiresAt: number | null
  /** Why it was refused, why somebody left, or why they were sent out. */
  readonly reason: string | null
  /** The network of the address: /24 of IPv4, /64 of IPv6. */
  readonly network: string | null
}

/** An entry as it stands in the store, linked to the one before it (chain.ts). */
export interface AuditRow extends AuditEntry {
  /** Grows by one with each entry of the store. */
  readonly seq: number
  /** The hash of the row before it, in 64 hex digits. */
  readonly prev: string
  /** Of this row, over everything else that it says. */
  readonly hash: string
}

/** As much of a token's ID as the audit keeps: enough to find a token that somebody holds, of no use to enter. */
export function tidPrefix(tid: string): string {
  return tid.slice(0, 16)
}

/** An entry where what is not given is null. */
export function auditEntry({
  at,
  event,
  actor = null,
  appId = null,
  userId = null,
  roomId = null,
  tid = null,
  kid = null,
  expiresAt = null,
  reason = null,
  network = null,
}: Pick<AuditEntry, 'at' | 'event'> & Partial<AuditEntry>): AuditEntry {
  return { at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network }
}

/** Characters; what is longer is cut. */
const longest = 500

/**
 * An entry as every store gives it back, which is what is hashed: no store changes a character of it. NUL and lone surrogates, which
 * databases do not take, become U+FFFD.
 * @throws RangeError for a number that is no whole one
 */
export function keepable(entry: AuditEntry): AuditEntry {
  const number = (name: 'at' | 'appId' | 'expiresAt'): void => {
    const value = entry[name]
    if (value !== null && !Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number`)
  }
  number('at')
  number('appId')
  number('expiresAt')
  const { at, event, actor, appId, userId, roomId, tid, kid, expiresAt, reason, network } = entry
  return {
    at,
    event,
    actor: keepableOrNull(actor),
    appId,
    userId: keepableOrNull(userId),
    roomId: keepableOrNull(roomId),
    tid: keepableOrNull(tid),
    kid: keepableOrNull(kid),
    expiresAt,
    reason: keepableOrNull(reason),
    network: keepableOrNull(network),
  }
}

function keepableOrNull(text: string | null): string | null {
  return text === null ? null : keepableText(text)
}

/** Nearly every text: without NUL and surrogates. */
const plain = /^[^\0\uD800-\uDFFF]*$/

/** A text that every store gives back as it is. */
export function keepableText(text: string): string {
  if (text.length <= longest && plain.test(text)) return text
  return text.slice(0, longest).replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
}
