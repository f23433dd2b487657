// What the server answers, as far as the page shows it (spec/http-api.md section 6).

export type Scope = 'tokens' | 'introspect' | 'rooms' | 'revocations' | 'audit' | 'keys' | 'metrics'

export interface Who {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Null where nobody needs to log in. Unix seconds. */
  readonly session: { readonly endsAt: number; readonly closesAt: number } | null
}

export interface Person {
  readonly userId: string
  readonly userName: string
  readonly publish: boolean
  readonly muted: boolean
  readonly connected: boolean
  /** Unix seconds. */
  readonly joinedAt: number
  readonly expiresAt: number
  readonly tid: string
  readonly kid: string | null
}

export interface Room {
  readonly roomId: string
  readonly node: string | null
  readonly people: readonly Person[]
}

export interface LiveRooms {
  readonly rooms: readonly Room[]
  /** Nodes that did not answer. */
  readonly silent: readonly string[]
}

export interface Minute {
  readonly at: number
  readonly issued: number
  readonly refused: number
  readonly joined: number
  readonly turnedAway: number
}

export type ScopeOfRevocation =
  | { readonly kind: 'token'; readonly tid: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'room'; readonly roomId: string }
  | { readonly kind: 'user_in_room'; readonly userId: string; readonly roomId: string }
  | { readonly kind: 'key'; readonly kid: string }
  | { readonly kind: 'app' }

export interface Revocation {
  readonly id: number
  readonly scope: ScopeOfRevocation
  readonly until: number | 'forever'
  readonly reason: string | null
  readonly by: string
  readonly at: number
  readonly endsAt: number
  readonly undone: { readonly at: number; readonly by: string } | null
}

export interface Key {
  readonly kid: string
  readonly state: 'next' | 'active' | 'previous' | 'retired'
  readonly createdAt: number | null
  readonly activeAt: number | null
  readonly retireAt: number | null
  readonly retiredAt: number | null
  readonly sealedToday: boolean | null
  readonly use: {
    readonly issued: number
    readonly lastIssuedAt: number | null
    readonly admitted: number
    readonly lastAdmittedAt: number | null
  }
}

export interface Keys {
  readonly stored: boolean
  readonly keys: readonly Key[]
}

export interface AuditRow {
  readonly seq: number
  readonly at: number
  readonly event: string
  readonly actor: string | null
  readonly userId: string | null
  readonly roomId: string | null
  readonly tid: string | null
  readonly kid: string | null
  readonly reason: string | null
  readonly network: string | null
}
