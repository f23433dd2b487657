// Giving somebody a token, in one order: who asks, may they, not too often, mint, is it revoked, record, and only then answer.
// No HTTP, no SQL.
import {
  isRoomId,
  isUserId,
  isUserName,
  mintToken04WithPass,
  mintWithPass,
  type Keyring,
  type Pass,
} from '@roompass/token'
import { next, type Awaitable } from '../at_once.ts'
import { auditEntry, tidPrefix } from '../audit/entry.ts'
import { actorOf, type Caller, type Identified, type IdentityFailure } from '../identity/identity.ts'
import type { KeysInUse } from '../keys/keys.ts'
import type { Log } from '../log.ts'
import { inSpan } from '../observe/trace.ts'
import type { Policy } from '../policy/decide.ts'
import type { Granted, PolicyDecision, PolicyUser, Wish } from '../policy/policy.ts'
import { fitsPattern } from '../policy/rules.ts'
import type { Verdict } from '../revocation/cutoff.ts'
import type { Revocations } from '../revocation/revocations.ts'
import { StoreUnavailable, type Store } from '../store/store.ts'
import type { Limiter } from '../limits/limiter.ts'
import { lifetimeOf, type LifetimeSettings } from './lifetime.ts'

export interface IssueRequest {
  /** `kit-token`: signed, for one room. `token04`: sealed, for the page that makes the suffix itself. */
  readonly form: 'kit-token' | 'token04'
  identify(): Awaitable<Identified>
  /** Null where the caller is to be the user. */
  readonly userId: string | null
  /** Null for a Token04 of no particular room. */
  readonly roomId: string | null
  readonly userName: string | null
  readonly role: string | null
  /** Seconds; null for the default. */
  readonly expiresIn: number | null
  /** The network of the caller, for limits and audit; null where it is not known. */
  readonly network: string | null
}

export interface Issued {
  readonly issued: true
  readonly token: string
  readonly pass: Pass
  /** Unix seconds: from then on the next token should be fetched. */
  readonly refreshAfter: number
}

export type IssueRefusal =
  | IdentityFailure
  | 'scope_missing'
  | 'user_required'
  | 'user_mismatch'
  | 'user_not_covered'
  | 'user_id_invalid'
  | 'room_id_invalid'
  | 'user_name_invalid'
  | 'lifetime_invalid'
  | 'forbidden'
  | 'revoked'
  | 'policy_unavailable'
  | 'rate_limited'
  | 'store_unavailable'

export interface NotIssued {
  readonly issued: false
  readonly code: IssueRefusal
  /** What the policy said, where it was the policy. */
  readonly reason?: string
  /** Seconds. */
  readonly retryAfter?: number
}

export interface IssueSettings extends LifetimeSettings {
  readonly appId: number
}

export interface IssueParts {
  readonly keys: KeysInUse
  readonly policy: Policy
  readonly store: Pick<Store, 'recordAudit'>
  readonly revocations: Pick<Revocations, 'judge' | 'current'>
  readonly perUser: Limiter
  readonly perNetwork: Limiter
  /** Of a server of the app, instead of its network. */
  readonly perApiKey: Limiter
  readonly settings: IssueSettings
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export type Issue = (request: IssueRequest) => Promise<Issued | NotIssued>

export function createIssue(parts: IssueParts): Issue {
  const { keys, policy, store, revocations, perUser, perNetwork, perApiKey, settings, log, now } = parts

  /** A server of the app asks for many people from one place. */
  const takeShared = (caller: Caller, network: string | null): number | Promise<number> => {
    if (caller.kind === 'service') return perApiKey.take(caller.name)
    return network === null ? 0 : perNetwork.take(network)
  }

  return async (request) => {
    const malformed = faultOf(request)
    if (malformed !== null) return no(malformed)
    const asked = request.identify()
    const identity = asked instanceof Promise ? await asked : asked
    if (!identity.identified) {
      const { why } = identity
      return why === 'rate_limited' ? { ...no(why), retryAfter: identity.retryAfter } : no(why)
    }
    const user = userOf(identity.caller, request.userId)
    if (typeof user === 'string') return no(user)

    const wish = wishOf(request, settings.appId, now)
    let decision: PolicyDecision
    try {
      const decided = policy(user, wish)
      decision = decided instanceof Promise ? await decided : decided
    } catch (error) {
      log.error('policy_failed', { error: error instanceof Error ? error : 'unknown' })
      return no('policy_unavailable')
    }
    const actor = actorOf(identity.caller, user)
    const recordRefusal = async (reason: string): Promise<void> => {
      const who = { at: now(), actor, appId: wish.appId, userId: user.id, ...about(request) }
      await store
        .recordAudit(auditEntry({ event: 'token.refused', ...who, reason }))
        .catch(() => log.error('audit_lost', { entry: 'token.refused' }))
    }
    // What is refused counts as well: it is recorded, and nobody may fill the audit. Whoever has had their share takes nothing from those who sit
    // in the same network.
    const taken = next(perUser.take(user.id), (wait) => wait || takeShared(identity.caller, request.network))
    const wait = taken instanceof Promise ? await taken : taken
    if (wait > 0) return { ...no('rate_limited'), retryAfter: wait }
    if (!decision.granted) {
      await recordRefusal(decision.reason)
      return { ...no('forbidden'), reason: decision.reason }
    }

    if (!revocations.current || !keys.fresh) return no('store_unavailable')
    const make = () => {
      const { token, pass } = inSpan('roompass.mint', () =>
        mintFor(request, user, decision, settings, keys.current(), now),
      )
      const { tid, appId, userId, kid, issuedAt } = pass
      // Of the token itself: what the door would refuse is not given away.
      const revoked = revocations.judge({ tid, appId, userId, roomId: request.roomId, kid, issuedAt })
      return { token, pass, revoked }
    }
    let made = make()
    // A leaked key was replaced on another node a moment ago: its revocation came here before its successor.
    if (made.revoked?.kind === 'key' && (await keys.refresh())) made = make()
    const { token, pass, revoked } = made
    if (revoked !== null) {
      await recordRefusal(`revocation ${revoked.id}`)
      return { ...no('revoked'), ...waitAfter(revoked, pass) }
    }
    try {
      // No token leaves without its row: when the row is not kept, the token was never made.
      await store.recordAudit(
        auditEntry({
          at: now(),
          event: 'token.issued',
          actor,
          appId: pass.appId,
          userId: user.id,
          ...about(request),
          tid: tidPrefix(pass.tid),
          kid: pass.kid,
          expiresAt: pass.expiresAt,
        }),
      )
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      log.error('audit_unavailable', { code: error.code })
      return no('store_unavailable')
    }
    return { issued: true, token, pass, refreshAfter: refreshAfter(pass) }
  }
}

function no(code: IssueRefusal): NotIssued {
  return { issued: false, code }
}

/** How long to wait, where that is not for longer than any token lives. */
function waitAfter({ cutoff }: Verdict, { issuedAt }: Pass): { retryAfter?: number } {
  const wait = cutoff - issuedAt + 1
  return wait <= 86_400 ? { retryAfter: wait } : {}
}

function faultOf({ userId, roomId, userName, expiresIn }: IssueRequest): IssueRefusal | null {
  if (userId !== null && !isUserId(userId)) return 'user_id_invalid'
  if (roomId !== null && !isRoomId(roomId)) return 'room_id_invalid'
  if (userName !== null && !isUserName(userName)) return 'user_name_invalid'
  return expiresIn !== null && !(Number.isSafeInteger(expiresIn) && expiresIn >= 1) ? 'lifetime_invalid' : null
}

/** A person is who they proved to be; naming another one does not change it. A server names whom its key is for. */
function userOf(caller: Caller, named: string | null): PolicyUser | IssueRefusal {
  if (caller.kind === 'user') return named === null || named === caller.user.id ? caller.user : 'user_mismatch'
  if (caller.kind === 'service' && !caller.scopes.includes('tokens')) return 'scope_missing'
  if (named === null) return 'user_required'
  if (caller.kind === 'service' && !fitsPattern(caller.users, named)) return 'user_not_covered'
  return { id: named, name: null, via: caller.kind === 'service' ? 'api_key' : 'anonymous', claims: {} }
}

function about({ roomId, network }: IssueRequest): { roomId: string | null; network: string | null } {
  return { roomId, network }
}

function wishOf({ roomId, role, userName, expiresIn }: IssueRequest, appId: number, now: () => number): Wish {
  const at = Math.floor(now() / 1000)
  return { purpose: 'issue', appId, roomId, proven: false, role, userName, expiresIn, at }
}

function mintFor(
  { form, roomId, userName, expiresIn }: IssueRequest,
  user: PolicyUser,
  granted: Granted,
  settings: IssueSettings,
  keys: Keyring,
  now: () => number,
): { token: string; pass: Pass } {
  const { appId, maxLifetime } = settings
  const at = Math.floor(now() / 1000)
  const lifetime = lifetimeOf({ expiresIn, at }, granted, settings)
  const clock = { now: () => at, maxLifetime }
  const base = { appId, userId: user.id, expiresIn: lifetime }
  const grant = { publish: granted.publish }
  if (form === 'kit-token' && roomId !== null) {
    const name = granted.userName ?? userName ?? user.name ?? ''
    const { kitToken: token, pass } = mintWithPass({ ...base, roomId, userName: name, grant }, keys, clock)
    return { token, pass }
  }
  return mintToken04WithPass(roomId === null ? base : { ...base, roomId, grant }, keys, clock)
}

/** A tenth of the lifetime before its end, and at least a minute where there is one. */
function refreshAfter({ issuedAt, expiresAt }: Pass): number {
  const lifetime = expiresAt - issuedAt
  return expiresAt - Math.min(Math.max(60, Math.floor(lifetime / 10)), Math.floor(lifetime / 2))
}
