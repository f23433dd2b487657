// Between a route that issues and the use case: who asks comes from the request, what comes out becomes an answer.
import type { Identified } from '../identity/identity.ts'
import type { Issue, Issued, IssueRequest } from '../issue/issue.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

export interface HttpParts {
  readonly appId: number
  readonly issue: Issue
  readonly identify: (request: Request) => Promise<Identified>
}

export async function issueFor(
  { issue, identify }: HttpParts,
  request: Request,
  { requestId, network }: RequestInfo,
  wish: Omit<IssueRequest, 'identify' | 'network'>,
  answer: (issued: Issued) => Response,
): Promise<Response> {
  const outcome = await issue({ ...wish, network, identify: () => identify(request) })
  if (outcome.issued) return answer(outcome)
  const { code, reason, retryAfter } = outcome
  return problem(code, requestId, {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}
