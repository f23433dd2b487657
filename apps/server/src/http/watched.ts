// Each request from its beginning to its answer, for metrics.
import type { RequestMeters } from '../observe/requests.ts'
import type { RequestInfo } from './request_info.ts'

type Answer = (request: Request, info: RequestInfo) => Promise<Response>

/** The same answers, counted. */
export function watched(meters: RequestMeters, answer: Answer): Answer {
  return async (request, info) => {
    const began = performance.now()
    meters.begun()
    let status = 500
    try {
      const response = await answer(request, info)
      status = response.status
      return response
    } finally {
      const route = meters.routeOf(new URL(request.url).pathname)
      meters.answered({ route, status, seconds: (performance.now() - began) / 1000 })
    }
  }
}
