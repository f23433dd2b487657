// Between a route that issues and the use case: who asks comes from the request, what comes out becomes an answer.
import type { GuardedIdentify } from '../identity/guarded.ts'
import type { Issue, Issued, IssueRefusal, IssueRequest } from '../issue/issue.ts'
import type { HttpAnswer, HttpRequest } from '../transport/message.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

export interface IssueRouteParts {
  readonly issue: Issue
  readonly identify: GuardedIdentify
}

export async function issueFor<T>(
  { issue, identify }: IssueRouteParts,
  request: HttpRequest,
  { requestId, network }: RequestInfo,
  wish: Omit<IssueRequest, 'identify' | 'network'>,
  answer: (issued: Issued) => T,
): Promise<T | HttpAnswer> {
  const outcome = await issue({ ...wish, network, identify: () => identify(request, network) })
  if (outcome.issued) return answer(outcome)
  const { code, reason, retryAfter } = outcome
  return problem(code, requestId, {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
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
export const issueProblems = Object.keys(refusals) as readonly IssueRefusal[]
