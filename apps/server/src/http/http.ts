// The routes of the server as one fetch function: headers for all, CORS, problems for what goes wrong. Contract: spec/http-api.md.
import type { AdminPage } from '../admin/page.ts'
import { isLoopbackName } from '../network.ts'
import type { RequestMeters } from '../observe/requests.ts'
import { corsHeaders, preflightHeaders, type Origins } from './origins.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'
import type { Route } from './route.ts'
import { createRouter, type RouterParts } from './router.ts'
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

export function createHttp(options: HttpOptions): (request: Request, info: RequestInfo) => Promise<Response> {
  const app = createRouter(options.routes, options)
  const meters = options.observe(options.routes.map(({ path }) => path))
  return watched(meters, options, async (request, info) => {
    const origin = request.headers.get('origin')
    const { hostname } = new URL(request.url)
    // A page of this very origin needs no permission; one of the same host that came another way (http for https) gets none.
    const crossOrigin = origin !== null && options.origins.allows(origin, null)
    const response =
      options.loopbackOnly && !isLoopbackName(hostname)
        ? problem('host_not_allowed', info.requestId)
        : request.method === 'OPTIONS'
          ? new Response(null, { status: 204, headers: crossOrigin ? preflightHeaders : {} })
          : (options.page(request) ?? (await app.fetch(request, info)))
    // Every answer was made here and for this request alone: to write into it is cheaper than to copy it, and its body stays whole.
    const { headers } = response
    for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value)
    headers.set('x-request-id', info.requestId)
    headers.append('vary', 'origin')
    if (crossOrigin)
      for (const [name, value] of Object.entries(corsHeaders(origin, options.allowCredentials)))
        headers.set(name, value)
    return response
  })
}
