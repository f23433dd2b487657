// The answer to what is more than the server can do, made without a route: it has to be cheap.
import { randomInt, randomUUID } from 'node:crypto'
import { always } from './http.ts'
import { corsHeaders, type Origins } from './origins.ts'
import { HttpAnswer } from '../transport/message.ts'
import { problem } from './problems.ts'

/** Asked by those who watch the server: they get their answer whatever happens. */
export function isWatched(path: string): boolean {
  return path === '/healthz' || path === '/readyz'
}

/** Where the ID of the request stands. */
const place = randomUUID()

/** @returns what makes the answer for a page of an origin, or for no page */
export function createOverloaded(
  origins: Origins,
  allowCredentials: boolean,
): (origin: string | null, requestId: string) => HttpAnswer {
  // Not all of them are to come back at once. What does not change is made once.
  const waits = [1, 2, 3].map((retryAfter) => {
    const { status, headers, body } = problem('overloaded', place, { retryAfter })
    const [before = '', after = ''] = body.split(place)
    return { status, headers: { ...always, ...headers, vary: 'origin' }, before, after }
  })
  return (origin, requestId) => {
    const { status, headers, before, after } = waits[randomInt(waits.length)]!
    // Without these a page is not told why, nor for how long to wait.
    const cors = origin !== null && origins.allows(origin, null) ? corsHeaders(origin, allowCredentials) : {}
    return new HttpAnswer(status, { ...headers, 'x-request-id': requestId, ...cors }, before + requestId + after)
  }
}
