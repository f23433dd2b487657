// Requests over HTTP as metrics see them: by the pattern of their route, never by their path, and by the class of their status.
import { quick } from './meters.ts'
import type { Registry } from './registry.ts'

/** What a request was, once it has its answer. */
export interface Answered {
  readonly route: string
  readonly status: number
  readonly seconds: number
}

const statuses = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const
/** Stands for every path that no route has. */
const elsewhere = 'other'

export interface RequestMeters {
  /** @param route null for a path that no route has */
  labelOf(route: string | null): string
  begun(): void
  answered(answered: Answered): void
}

/** @param paths the patterns of the routes */
export function createRequestMeters({ counter, histogram, gauge }: Registry, paths: readonly string[]): RequestMeters {
  const routes = [...new Set(paths), elsewhere]
  let underWay = 0
  const answers = counter('roompass_http_requests_total', 'Requests that were answered.', {
    route: routes,
    status: statuses,
  })
  const durations = histogram('roompass_http_request_seconds', 'From the request to its answer.', quick, {
    route: routes,
  })
  gauge('roompass_http_requests_under_way', 'Requests that wait for their answer.', () => underWay)
  return {
    labelOf: (route) => route ?? elsewhere,
    begun() {
      underWay += 1
    },
    answered({ route, status, seconds }) {
      underWay -= 1
      answers.count({ route, status: statuses[Math.floor(status / 100) - 1] ?? '5xx' })
      durations.observe(seconds, { route })
    },
  }
}
