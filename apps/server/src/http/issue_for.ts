// Between a route that issues and the use case: who asks comes from the request, what comes out becomes an answer.
import type { GuardedIdentify } from '../identity/guarded.ts'
import type { Issue, Issued, IssueRequest } from '../issue/issue.ts'
import { problem, type ProblemCode } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

export interface IssueRouteParts {
  readonly issue: Issue
  readonly identify: GuardedIdentify
}

export async function issueFor<T>(
  { issue, identify }: IssueRouteParts,
  request: Request,
  { requestId, network }: RequestInfo,
  wish: Omit<IssueRequest, 'identify' | 'network'>,
  answer: (issued: Issued) => T,
): Promise<T | Response> {
  const outcome = await issue({ ...wish, network, identify: () => identify(request, network) })
  if (outcome.issued) return answer(outcome)
  const { code, reason, retryAfter } = outcome
  return problem(code, requestId, {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

/** What every route that issues may refuse. */
export const issueProblems: readonly ProblemCode[] = [
  'unauthenticated',
  'credentials_invalid',
  'identity_unavailable',
  'user_required',
  'user_mismatch',
  'user_id_invalid',
  'room_id_invalid',
  'user_name_invalid',
  'lifetime_invalid',
  'forbidden',
  'revoked',
  'policy_unavailable',
  'rate_limited',
  'store_unavailable',
]
