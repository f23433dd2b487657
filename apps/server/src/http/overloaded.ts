// The answer to what is more than the server can do, made without a Request, a route or a Response: it has to be cheap.
import { randomInt } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { always } from './http.ts'
import { corsHeaders, type Origins } from './origins.ts'
import { problemKinds } from './problems.ts'

export interface Refusal {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Asked by those who watch the server: they get their answer whatever happens. */
export function isWatched(path: string): boolean {
  return path === '/healthz' || path === '/readyz'
}

/** @returns what makes the answer for a page of an origin, or for no page */
export function createOverloaded(
  origins: Origins,
  allowCredentials: boolean,
): (origin: string | null, requestId: string) => Refusal {
  const { status, title, detail } = problemKinds.overloaded
  const type = 'urn:roompass:problem:overloaded'
  return (origin, requestId) => {
    // Not all of them at once.
    const wait = randomInt(1, 4)
    const body = JSON.stringify({
      type,
      title,
      status,
      detail,
      code: 'overloaded',
      retry_after: wait,
      request_id: requestId,
    })
    const headers = {
      ...always,
      'content-type': 'application/problem+json',
      'retry-after': String(wait),
      'x-request-id': requestId,
      vary: 'origin',
      // Without these a page is not told why, nor for how long to wait.
      ...(origin !== null && origins.allows(origin, null) ? corsHeaders(origin, allowCredentials) : {}),
    }
    return { status, headers, body }
  }
}

/** Answers on the wire. What the request has brought is not read. */
export function refuseOnWire({ status, headers, body }: Refusal, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  outgoing.end(body)
}
