// Everything that is asked over HTTP: the routes, over issuing and over what operators may do.
import type { AdminPage } from './admin/page.ts'
import type { Sessions } from './admin/sessions.ts'
import { createRates } from './audit/rates.ts'
import type { Settings } from './config/settings.ts'
import type { Foundation } from './foundation.ts'
import type { House } from './house.ts'
import { createHttp } from './http/http.ts'
import type { Origins } from './http/origins.ts'
import { routesOf } from './http/routes.ts'
import { guarded, type GuardedIdentify } from './identity/guarded.ts'
import type { Identities } from './identity/open.ts'
import type { Identify } from './identity/routes.ts'
import { createIssue } from './issue/issue.ts'
import type { Limits } from './limits/open.ts'
import type { Log } from './log.ts'
import type { Observer } from './observe/observer.ts'
import type { Policy } from './policy/decide.ts'
import type { Readiness } from './readiness.ts'
import type { Store } from './store/store.ts'

export interface AnswerParts {
  readonly page: AdminPage
  readonly settings: Settings
  readonly foundation: Foundation
  readonly house: House
  readonly limits: Limits
  readonly policy: Policy
  readonly audit: Pick<Store, 'recordAudit'>
  readonly identities: Identities
  readonly sessions: Sessions
  readonly origins: Origins
  readonly observer: Observer
  readonly readiness: Readiness
  /** What Prometheus reads. */
  readonly metrics: () => string | Promise<string>
  readonly log: Log
  readonly now: () => number
}

export type Answer = ReturnType<typeof createHttp>

export function createAnswer(parts: AnswerParts): Answer {
  const { settings, foundation, house, limits, policy, audit, sessions, origins, observer, readiness, log, now } = parts
  const { appId, tokens, http, mode } = settings
  const { store, keys, revocations, uses } = foundation
  const { failures } = limits
  const identifyBy = (identify: Identify): GuardedIdentify => {
    const watched = observer.identify(identify)
    return guarded(failures, (request) => watched(request, request.path))
  }
  const identify = identifyBy(parts.identities.all)
  const issue = createIssue({
    keys,
    policy,
    store: audit,
    revocations,
    ...limits,
    settings: { appId, ...tokens },
    log,
    now,
  })
  const routes = routesOf({
    appId,
    issue: observer.issue(uses.issue(issue)),
    identify,
    identifyForTokens: identifyBy(parts.identities.forTokens),
    dialects: http.dialects,
    livekit: settings.livekit,
    terms: { accept: settings.room.accept, maxLifetime: tokens.maxLifetime },
    development: mode === 'development',
    store,
    revocations,
    rooms: house.rooms,
    keys,
    rates: createRates(store, now),
    sessions,
    origins,
    failures,
    log,
    now,
    ready: () => readiness.check(),
    metrics: parts.metrics,
  })
  return createHttp({
    page: parts.page,
    routes,
    identify,
    observe: (paths) => observer.requests(paths),
    origins,
    allowCredentials: http.allowCredentials,
    loopbackOnly: mode === 'development',
    log,
    logRequests: settings.log.requests,
  })
}
