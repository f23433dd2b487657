// The routes of the server as one function: headers for all, CORS, problems for what goes wrong. Contract: spec/http-api.md.
import type { AdminPage } from '../admin/page.ts'
import { next, type Awaitable } from '../at_once.ts'
import { isLoopback } from '../loopback.ts'
import type { RequestMeters } from '../observe/requests.ts'
import { empty, HttpAnswer, type AnswerHeaders, type HttpRequest } from '../transport/message.ts'
import { corsHeaders, preflightHeaders, type Origins } from './origins.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'
import type { Route } from './route.ts'
import { createRouter, type Found, type RouterParts } from './router.ts'
import { watched } from './watched.ts'

export interface HttpOptions extends RouterParts {
  readonly routes: readonly Route[]
  readonly page: AdminPage
  readonly origins: Origins
  readonly allowCredentials: boolean
  /** Answer to loopback names alone: a page on the internet that lets its name point here gets nothing. */
  readonly loopbackOnly: boolean
  /** Whether each request is a line of the log. */
  readonly logRequests: boolean
  /** @param paths the patterns of the routes */
  observe(paths: readonly string[]): RequestMeters
}

export const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** With what goes with every answer. */
function dressed({ status, headers, body }: HttpAnswer, requestId: string, cors: AnswerHeaders | null): HttpAnswer {
  const whole = { ...always, ...headers, 'x-request-id': requestId, vary: 'origin' }
  return new HttpAnswer(status, cors === null ? whole : { ...whole, ...cors }, body)
}

export function createHttp(options: HttpOptions): (request: HttpRequest, info: RequestInfo) => Promise<HttpAnswer> {
  const router = createRouter(options.routes, options)
  const meters = options.observe(options.routes.map(({ path }) => path))
  const answerTo = (found: Found | null, request: HttpRequest, info: RequestInfo): Awaitable<HttpAnswer> => {
    const origin = request.headers.get('origin')
    // A page of this very origin needs no permission; one of the same host that came another way (http for https) gets none.
    const crossOrigin = origin !== null && options.origins.allows(origin, null)
    const answer =
      options.loopbackOnly && !isLoopback(new URL(request.url).hostname)
        ? problem('host_not_allowed', info.requestId)
        : request.method === 'OPTIONS'
          ? empty(204, crossOrigin ? preflightHeaders : {})
          : (options.page(request) ?? router.serve(found, request, info))
    const cors = crossOrigin ? corsHeaders(origin, options.allowCredentials) : null
    return next(answer, (given) => dressed(given, info.requestId, cors))
  }
  return (request, info) => {
    const found = router.find(request.method, request.path)
    return watched(meters, options, found?.pattern ?? null, request, info, () => answerTo(found, request, info))
  }
}
