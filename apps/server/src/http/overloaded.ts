// The answer to what is more than the server can do, made without a route: it has to be cheap.
import { randomInt } from 'node:crypto'
import { always } from './http.ts'
import { corsHeaders, type Origins } from './origins.ts'
import { HttpAnswer } from '../transport/message.ts'
import { problem } from './problems.ts'

/** Asked by those who watch the server: they get their answer whatever happens. */
export function isWatched(path: string): boolean {
  return path === '/healthz' || path === '/readyz'
}

/** @returns what makes the answer for a page of an origin, or for no page */
export function createOverloaded(
  origins: Origins,
  allowCredentials: boolean,
): (origin: string | null, requestId: string) => HttpAnswer {
  return (origin, requestId) => {
    // Not all of them at once.
    const { status, headers, body } = problem('overloaded', requestId, { retryAfter: randomInt(1, 4) })
    // Without these a page is not told why, nor for how long to wait.
    const cors = origin !== null && origins.allows(origin, null) ? corsHeaders(origin, allowCredentials) : {}
    return new HttpAnswer(status, { ...always, ...headers, 'x-request-id': requestId, vary: 'origin', ...cors }, body)
  }
}
