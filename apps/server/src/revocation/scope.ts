// What a revocation is about, and which revocations a token can fall under. No times here: those are cutoff.ts.
import { tidPrefix } from '../audit/entry.ts'

/**
 * What a revocation covers, always within one app. A token is named by the first 16 hex digits of its ID, as the audit shows it: of 10^9 tokens
 * another one is hit with a probability of 5·10^-11.
 */
export type RevocationScope =
  | { readonly kind: 'token'; readonly tid: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'room'; readonly roomId: string }
  | { readonly kind: 'user_in_room'; readonly userId: string; readonly roomId: string }
  | { readonly kind: 'key'; readonly kid: string }
  | { readonly kind: 'app' }

export type ScopeKind = RevocationScope['kind']

/** What of a token decides whether it is revoked. */
export interface TokenFacts {
  readonly tid: string
  readonly appId: number
  readonly userId: string
  /** Null while nobody knows where the token will be used; then what is about rooms does not fit it yet. */
  readonly roomId: string | null
  /** Null where the key is not known; then what is about keys does not fit it. */
  readonly kid: string | null
  /** Unix seconds, as the token says. */
  readonly issuedAt: number
}

/** A text that equals another one's exactly when app and scope are the same. */
// oxlint-disable-next-line typescript/consistent-return -- every kind has its case
export function scopeKey(appId: number, scope: RevocationScope): string {
  switch (scope.kind) {
    case 'token':
      return keyOf(appId, 'token', tidPrefix(scope.tid))
    case 'user':
      return keyOf(appId, 'user', scope.userId)
    case 'room':
      return keyOf(appId, 'room', scope.roomId)
    case 'user_in_room':
      return keyOf(appId, 'user_in_room', scope.userId, scope.roomId)
    case 'key':
      return keyOf(appId, 'key', scope.kid)
    case 'app':
      return keyOf(appId, 'app')
  }
}

/** The keys of every scope that covers a token: six where everything is known. */
export function scopeKeysOf({ tid, appId, userId, roomId, kid }: TokenFacts): string[] {
  const keys = [keyOf(appId, 'app'), keyOf(appId, 'user', userId), keyOf(appId, 'token', tidPrefix(tid))]
  if (kid !== null) keys.push(keyOf(appId, 'key', kid))
  if (roomId !== null) keys.push(keyOf(appId, 'room', roomId), keyOf(appId, 'user_in_room', userId, roomId))
  return keys
}

/** Lengths stand before what anybody may have chosen: no user ID can imitate another user in another room. */
function keyOf(appId: number, kind: ScopeKind, first: string = '', second: string = ''): string {
  return `${appId} ${kind} ${first.length} ${first}${second}`
}
