// What both databases have alike: the names of the columns, rows as objects, and conditions. The rest of SQL is each one's own.
import type { AuditEntry, AuditEvent, AuditRow } from '../audit/entry.ts'
import type { Revocation } from '../revocation/revocation.ts'
import type { RevocationScope, ScopeKind } from '../revocation/scope.ts'
import type { AuditCount, AuditQuery, KeptEnd, RevocationQuery, SeenNode } from './store.ts'
import type { KeyState, StoredKey } from './stored_keys.ts'

export type SqlValue = string | number | null
export type SqlRow = Readonly<Record<string, unknown>>

/** Of the audit, in their order. */
export const auditColumns: Readonly<Record<keyof AuditRow, string>> = {
  seq: 'seq',
  at: 'at',
  event: 'event',
  actor: 'actor',
  appId: 'app_id',
  userId: 'user_id',
  roomId: 'room_id',
  tid: 'tid',
  kid: 'kid',
  expiresAt: 'expires_at',
  reason: 'reason',
  network: 'network',
  prev: 'prev',
  hash: 'hash',
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
export const auditFields = Object.keys(auditColumns) as readonly (keyof AuditRow)[]

export function auditValues(row: AuditRow): SqlValue[] {
  return auditFields.map((field) => row[field])
}

/** `where …` with its values, in which each value stands as `placeholder` says for its number from 1. */
export interface Condition {
  readonly where: string
  readonly values: readonly SqlValue[]
}

type Placeholder = (n: number) => string

function conditionOf(terms: readonly (readonly [string, SqlValue | undefined])[], placeholder: Placeholder): Condition {
  const given = terms.flatMap(([term, value]) => (value === undefined ? [] : [[term, value] as const]))
  const parts = given.map(([term], i) => term.replace('?', placeholder(i + 1)))
  return {
    where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`,
    values: given.map(([, value]) => value),
  }
}

/** Greater than every text that begins with the same characters. */
const afterAll = '\u{10FFFF}'

export function auditCondition(query: AuditQuery, placeholder: Placeholder): Condition {
  const { event, appId, userId, roomId, tid, since, to, before, after } = query
  return conditionOf(
    [
      ['event = ?', event],
      ['app_id = ?', appId],
      ['user_id = ?', userId],
      ['room_id = ?', roomId],
      // A range instead of a pattern: an index serves it, and no character of what is asked for means anything.
      ['tid >= ?', tid],
      ['tid < ?', tid === undefined ? undefined : tid + afterAll],
      ['at >= ?', since],
      ['at < ?', to],
      ['seq < ?', before],
      ['seq > ?', after],
    ],
    placeholder,
  )
}

export function revocationCondition(query: RevocationQuery, placeholder: Placeholder): Condition {
  const { appId, kind, userId, roomId, activeAt, before } = query
  const { where, values } = conditionOf(
    [
      ['app_id = ?', appId],
      ['kind = ?', kind],
      ['user_id = ?', userId],
      ['room_id = ?', roomId],
      ['ends_at > ?', activeAt],
      ['id < ?', before],
    ],
    placeholder,
  )
  return { where: activeAt === undefined ? where : `${where} and undone_at is null`, values }
}

const text = (row: SqlRow, name: string): string | null => (typeof row[name] === 'string' ? row[name] : null)
const number = (row: SqlRow, name: string): number | null => (typeof row[name] === 'number' ? row[name] : null)

export function auditRowOf(row: SqlRow): AuditRow {
  const entry: AuditEntry = {
    at: number(row, 'at') ?? 0,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only entries of this type are written
    event: text(row, 'event') as AuditEvent,
    actor: text(row, 'actor'),
    appId: number(row, 'app_id'),
    userId: text(row, 'user_id'),
    roomId: text(row, 'room_id'),
    tid: text(row, 'tid'),
    kid: text(row, 'kid'),
    expiresAt: number(row, 'expires_at'),
    reason: text(row, 'reason'),
    network: text(row, 'network'),
  }
  return { ...entry, seq: number(row, 'seq') ?? 0, prev: text(row, 'prev') ?? '', hash: text(row, 'hash') ?? '' }
}

/** From `minute`, a number of minutes since 1970, `event` and `count`. */
export function auditCountOf(row: SqlRow): AuditCount {
  return {
    minute: (number(row, 'minute') ?? 0) * 60_000,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only entries of this type are written
    event: text(row, 'event') as AuditEvent,
    count: number(row, 'count') ?? 0,
  }
}

export const revocationColumns: readonly string[] = [
  'id',
  'sequence',
  'app_id',
  'kind',
  'tid',
  'user_id',
  'room_id',
  'kid',
  'until',
  'ends_at',
  'reason',
  'by',
  'at',
  'undone_at',
  'undone_by',
]

/** In the order of {@link revocationColumns}. */
export function revocationValues(revocation: Revocation): SqlValue[] {
  const { id, sequence, appId, scope, until, endsAt, reason, by, at, undone } = revocation
  return [
    id,
    sequence,
    appId,
    scope.kind,
    'tid' in scope ? scope.tid : null,
    'userId' in scope ? scope.userId : null,
    'roomId' in scope ? scope.roomId : null,
    'kid' in scope ? scope.kid : null,
    until,
    endsAt,
    reason,
    by,
    at,
    undone?.at ?? null,
    undone?.by ?? null,
  ]
}

export function revocationOf(row: SqlRow): Revocation {
  const undoneAt = number(row, 'undone_at')
  return {
    id: number(row, 'id') ?? 0,
    sequence: number(row, 'sequence') ?? 0,
    appId: number(row, 'app_id') ?? 0,
    scope: scopeOf(row),
    until: number(row, 'until') ?? 0,
    endsAt: number(row, 'ends_at') ?? 0,
    reason: text(row, 'reason'),
    by: text(row, 'by') ?? '',
    at: number(row, 'at') ?? 0,
    undone: undoneAt === null ? null : { at: undoneAt, by: text(row, 'undone_by') ?? '' },
  }
}

// oxlint-disable-next-line typescript/consistent-return -- every kind has its case
function scopeOf(row: SqlRow): RevocationScope {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only scopes are written
  const kind = text(row, 'kind') as ScopeKind
  const [tid, userId, roomId, kid] = ['tid', 'user_id', 'room_id', 'kid'].map((name) => text(row, name) ?? '')
  switch (kind) {
    case 'token':
      return { kind, tid: tid ?? '' }
    case 'user':
      return { kind, userId: userId ?? '' }
    case 'room':
      return { kind, roomId: roomId ?? '' }
    case 'user_in_room':
      return { kind, userId: userId ?? '', roomId: roomId ?? '' }
    case 'key':
      return { kind, kid: kid ?? '' }
    case 'app':
      return { kind }
  }
}

export function keyOf(row: SqlRow): StoredKey {
  const sealed = row['sealed']
  return {
    appId: number(row, 'app_id') ?? 0,
    kid: text(row, 'kid') ?? '',
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only states are written
    state: text(row, 'state') as KeyState,
    sealed: sealed instanceof Uint8Array ? new Uint8Array(sealed) : null,
    createdAt: number(row, 'created_at') ?? 0,
    activeAt: number(row, 'active_at'),
    previousAt: number(row, 'previous_at'),
    retiredAt: number(row, 'retired_at'),
    retireAt: number(row, 'retire_at'),
    isDue: Boolean(row['is_due']),
  }
}

export function keptEndOf(row: SqlRow): KeptEnd {
  return { id: text(row, 'id') ?? '', until: number(row, 'until') ?? 0, sequence: number(row, 'sequence') ?? 0 }
}

/** How long a node that says nothing is still told of, in milliseconds. */
export const nodeMemory = 600_000

export function seenNodeOf(row: SqlRow): SeenNode {
  return {
    url: text(row, 'url') ?? '',
    id: text(row, 'id') ?? '',
    speaks: number(row, 'speaks') ?? 0,
    ageMs: number(row, 'age_ms') ?? 0,
  }
}
