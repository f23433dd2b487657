// Each request from its beginning to its answer: for metrics, for a trace, and for the log where the config wants it. Never its path or query,
// which are what the caller wrote: the pattern of its route.
import type { Log } from '../log.ts'
import type { RequestMeters } from '../observe/requests.ts'
import { inRequest } from '../observe/trace.ts'
import type { RequestInfo } from './request_info.ts'

type Answer = (request: Request, info: RequestInfo) => Promise<Response>

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The same answers, watched. */
export function watched(
  meters: RequestMeters,
  { log, logRequests }: { readonly log: Log; readonly logRequests: boolean },
  answer: Answer,
): Answer {
  return (request, info) => {
    const began = performance.now()
    const method = methods.has(request.method) ? request.method : 'OTHER'
    const route = meters.routeOf(new URL(request.url).pathname)
    meters.begun()
    return inRequest(request.headers, { method, route }, async (span) => {
      let status = 500
      try {
        const response = await answer(request, info)
        status = response.status
        return response
      } finally {
        const ms = performance.now() - began
        meters.answered({ route, status, seconds: ms / 1000 })
        span.setAttribute('http.response.status_code', status)
        const { requestId, network } = info
        if (logRequests)
          log.info('request', { method, route, status, ms: Math.round(ms * 10) / 10, network, request_id: requestId })
      }
    })
  }
}
