// Between a route that issues and the use case: who asks comes from the request, what comes out becomes an answer.
import type { Awaitable } from '../at_once.ts'
import type { GuardedIdentify } from '../identity/guarded.ts'
import { hasCredentials } from '../identity/identity.ts'
import type { Issue, Issued, IssueRefusal, IssueRequest, NotIssued } from '../issue/issue.ts'
import type { HttpAnswer, HttpRequest } from '../transport/message.ts'
import type { Origins } from './origins.ts'
import { problem, type ProblemCode } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

export interface IssueRouteParts {
  readonly issue: Issue
  readonly identify: GuardedIdentify
  readonly origins: Pick<Origins, 'allows'>
}

export function issueFor<T>(
  { issue, identify, origins }: IssueRouteParts,
  request: HttpRequest,
  { requestId, network }: RequestInfo,
  wish: Omit<IssueRequest, 'identify' | 'network'>,
  answer: (issued: Issued) => T,
): Awaitable<T | HttpAnswer> {
  if (isForeign(request, origins)) return problem('origin_not_allowed', requestId)
  return issue({ ...wish, network, identify: () => identify(request, network) }).then((outcome) =>
    outcome.issued ? answer(outcome) : refusalOf(outcome, requestId),
  )
}

function refusalOf({ code, reason, retryAfter }: NotIssued, requestId: string): HttpAnswer {
  return problem(code, requestId, {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

/**
 * A page of another site can have a browser ask, with the session of whoever looks at it. It would not see the token, but use up the share of tokens
 * that its user has.
 */
function isForeign({ headers }: HttpRequest, origins: Pick<Origins, 'allows'>): boolean {
  if (headers.get('sec-fetch-site') !== 'cross-site' || hasCredentials(headers)) return false
  const origin = headers.get('origin')
  return origin === null || !origins.allows(origin, null)
}

/** Complete, as its type sees to. */
const refusals: Readonly<Record<IssueRefusal, true>> = {
  unauthenticated: true,
  credentials_invalid: true,
  identity_unavailable: true,
  scope_missing: true,
  user_required: true,
  user_mismatch: true,
  user_not_covered: true,
  user_id_invalid: true,
  room_id_invalid: true,
  user_name_invalid: true,
  lifetime_invalid: true,
  forbidden: true,
  revoked: true,
  policy_unavailable: true,
  rate_limited: true,
  store_unavailable: true,
}

/** What every route that issues may refuse. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
export const issueProblems = [...Object.keys(refusals), 'origin_not_allowed'] as readonly ProblemCode[]
