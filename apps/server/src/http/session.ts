// Log in to the admin page, stay, and log out (spec/http-api.md section 6). What a session is, is admin/'s.
import * as v from 'valibot'
import { endedCookies, isOfThisPage, mayHoldSession, sessionCookie, sessionTextOf } from '../admin/session_cookie.ts'
import type { Session, Sessions } from '../admin/sessions.ts'
import { auditEntry, type AuditEntry, type AuditEvent } from '../audit/entry.ts'
import { callerOf } from '../identity/api_keys.ts'
import type { GuardedIdentify } from '../identity/guarded.ts'
import type { Caller } from '../identity/identity.ts'
import { apiScopes, type ApiScope } from '../identity/scopes.ts'
import type { FailureBudget } from '../limits/failures.ts'
import { createLimiter } from '../limits/limiter.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { empty, json, type HttpAnswer, type RequestHead } from '../transport/message.ts'
import { problem, unidentifiedProblem, type ProblemCode } from './problems.ts'
import type { RequestInfo } from './request_info.ts'
import { route, type Route } from './route.ts'
import { time } from './words.ts'

export interface SessionRouteParts {
  readonly sessions: Sessions
  readonly identify: GuardedIdentify
  readonly failures: FailureBudget
  readonly store: Pick<Store, 'recordAudit'>
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const shown = v.object({
  name: v.pipe(v.string(), v.description('Of the API key; `anonymous` in `roompass dev`.')),
  scopes: v.array(v.picklist(apiScopes)),
  session: v.pipe(
    v.nullable(
      v.object({
        endsAt: v.pipe(time, v.description('Unix seconds: when it is over, unless it is continued.')),
        closesAt: v.pipe(time, v.description('Unix seconds: when it is over in any case.')),
      }),
    ),
    v.description('Null where the caller needs none.'),
  ),
})
type Shown = v.InferInput<typeof shown>

export function sessionRoutes(parts: SessionRouteParts): Route[] {
  const { sessions, identify } = parts
  // Anybody can be refused, as often as they like.
  const lines = createLimiter({ name: 'session-refusals', perMinute: 60 }, parts.now)
  const refuse = (code: ProblemCode, { requestId, network }: RequestInfo): HttpAnswer => {
    if (lines.take(network ?? 'unknown') === 0)
      parts.log.warn('session_refused', { why: code, network, request_id: requestId })
    const wait = code === 'credentials_invalid' ? chargeFor(network, parts) : 0
    return wait > 0 ? problem('rate_limited', requestId, { retryAfter: wait }) : problem(code, requestId)
  }
  const base = { path: '/v1/session', access: 'anyone' } as const
  const entryOf = (event: AuditEvent, { key }: Session, { network }: RequestInfo): AuditEntry =>
    auditEntry({ at: parts.now(), event, actor: `api_key:${key.name}`, network })
  return [
    route({
      ...base,
      method: 'POST',
      id: 'beginSession',
      summary: 'Begins a session of the admin page with an API key',
      description:
        'The cookie that it sets counts where a page of this very origin sends it (`Sec-Fetch-Site: same-origin`), and on the routes of operators alone.',
      body: v.strictObject({ apiKey: v.pipe(v.string(), v.maxLength(200)) }),
      success: { status: 201, description: 'Whose session it is, and how long.', body: shown },
      problems: [
        'origin_not_allowed',
        'session_insecure',
        'credentials_invalid',
        'rate_limited',
        'scope_missing',
        'store_unavailable',
      ],
      async answer({ request, info, body }) {
        const begun = begin(request, body.apiKey, sessions)
        if (typeof begun === 'string') return refuse(begun, info)
        await parts.store.recordAudit(entryOf('session.begun', begun.session, info))
        return answerWith(begun, request, 201)
      },
    }),
    route({
      ...base,
      method: 'GET',
      id: 'getSession',
      summary: 'Who is logged in, and what they may do',
      description: 'Also for an API key without a session.',
      success: { status: 200, description: 'Name and scopes.', body: shown },
      problems: ['unauthenticated', 'credentials_invalid', 'identity_unavailable', 'scope_missing'],
      async answer({ request, info }) {
        const identity = await identify(request, info.network)
        if (!identity.identified) return unidentifiedProblem(identity, info.requestId)
        const session = sessions.read(sessionTextOf(request) ?? '')
        return showCaller(identity.caller, session) ?? problem('scope_missing', info.requestId)
      },
    }),
    route({
      ...base,
      method: 'POST',
      path: '/v1/session/continue',
      id: 'continueSession',
      summary: 'Says that somebody is still there',
      description: 'A session of which this is not said for 15 minutes is over; after 8 hours it is over in any case.',
      success: { status: 200, description: 'The session, for as long again.', body: shown },
      problems: ['unauthenticated', 'identity_unavailable'],
      answer({ request, info }) {
        const session = sessions.read(sessionTextOf(request) ?? '')
        if (session === null) return problem('unauthenticated', info.requestId)
        return !sessions.current
          ? problem('identity_unavailable', info.requestId)
          : answerWith(sessions.continued(session), request, 200)
      },
    }),
    route({
      ...base,
      method: 'DELETE',
      id: 'endSession',
      summary: 'Logs out',
      description: 'Ends the session on every node, also where somebody has a copy of the cookie.',
      success: { status: 204, description: 'The session is over, and the cookie is gone.' },
      problems: ['origin_not_allowed', 'store_unavailable'],
      async answer({ request, info }) {
        if (!isOfThisPage(request)) return problem('origin_not_allowed', info.requestId)
        const session = sessions.read(sessionTextOf(request) ?? '')
        if (session !== null) await sessions.end(session, entryOf('session.ended', session, info))
        return empty(204, { 'set-cookie': [...endedCookies()] })
      },
    }),
  ]
}

type Begun = NonNullable<ReturnType<Sessions['begin']>>

function begin(request: RequestHead, apiKey: string, sessions: Sessions): Begun | ProblemCode {
  if (!isOfThisPage(request)) return 'origin_not_allowed'
  if (!mayHoldSession(request)) return 'session_insecure'
  const begun = sessions.begin(apiKey)
  if (begun === null) return 'credentials_invalid'
  return operates(callerOf(begun.session.key).scopes) ? begun : 'scope_missing'
}

/** Whoever gives keys that are none has a budget for it, as everywhere. @returns seconds to wait where it is spent */
function chargeFor(network: string | null, { failures }: Pick<SessionRouteParts, 'failures'>): number {
  const wait = failures.spent({ network })
  if (wait === 0) failures.failed({ network })
  return wait
}

/** Whether there is anything on the page for it: tokens are not given there. */
function operates(scopes: readonly ApiScope[]): boolean {
  return scopes.some((scope) => scope !== 'tokens')
}

function showCaller(caller: Caller, session: Session | null): Shown | null {
  if (caller.kind === 'user') return null
  const [name, scopes] = caller.kind === 'service' ? [caller.name, caller.scopes] : ['anonymous', apiScopes]
  const times = session === null ? null : { endsAt: session.endsAt, closesAt: session.closesAt }
  return { name, scopes: [...scopes], session: times }
}

function answerWith({ session, text }: Begun, request: RequestHead, status: number): HttpAnswer {
  const cookie = sessionCookie(request, text, session.endsAt - session.seen)
  return json(showCaller(callerOf(session.key), session), status, { 'set-cookie': cookie })
}
