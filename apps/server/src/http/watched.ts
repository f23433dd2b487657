// Each request from its beginning to its answer: for metrics, for a trace, and for the log where the config wants it. Never its path or query,
// which are what the caller wrote: the pattern of its route.
import type { Awaitable } from '../at_once.ts'
import type { Log } from '../log.ts'
import type { RequestMeters } from '../observe/requests.ts'
import { inRequest } from '../observe/trace.ts'
import type { HttpAnswer, RequestHead } from '../transport/message.ts'
import type { RequestInfo } from './request_info.ts'

export interface WatchedParts {
  readonly log: Log
  readonly logRequests: boolean
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The answer to a request, watched. @param route the pattern of its route; null where none has its path */
export function watched(
  meters: RequestMeters,
  { log, logRequests }: WatchedParts,
  route: string | null,
  request: RequestHead,
  { requestId, network }: RequestInfo,
  answer: () => Awaitable<HttpAnswer>,
): Promise<HttpAnswer> {
  const began = performance.now()
  const method = methods.has(request.method) ? request.method : 'OTHER'
  const label = meters.labelOf(route)
  meters.begun()
  return inRequest(request.headers, { method, route: label }, async (span) => {
    let status = 500
    try {
      const given = await answer()
      status = given.status
      return given
    } finally {
      const ms = performance.now() - began
      meters.answered({ route: label, status, seconds: ms / 1000 })
      span.setAttribute('http.response.status_code', status)
      if (logRequests)
        log.info('request', {
          method,
          route: label,
          status,
          ms: Math.round(ms * 10) / 10,
          network,
          request_id: requestId,
        })
    }
  })
}
