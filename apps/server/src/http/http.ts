// The routes of the server as one fetch function: headers for all, CORS, problems for what goes wrong. Contract: spec/http-api.md.
import { Hono } from 'hono'
import type { Log } from '../log.ts'
import { isLoopbackName } from '../network.ts'
import type { RequestMeters } from '../observe/requests.ts'
import { getToken } from './token.ts'
import type { HttpParts } from './issue_for.ts'
import { postKitToken } from './kit_tokens.ts'
import { corsHeaders, preflightHeaders, type Origins } from './origins.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'
import { watched } from './watched.ts'

export interface HttpOptions extends HttpParts {
  readonly origins: Origins
  readonly allowCredentials: boolean
  /** Answer to loopback names alone: a page on the internet that lets its name point here gets nothing. */
  readonly loopbackOnly: boolean
  readonly log: Log
  /** Whether each request is a line of the log. */
  readonly logRequests: boolean
  /** @param paths the patterns of the routes */
  observe(paths: readonly string[]): RequestMeters
  /** Rejects while the server must not get work. */
  ready(): Promise<void>
}

type Env = { Bindings: RequestInfo }

export const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

export function createHttp(options: HttpOptions): (request: Request, info: RequestInfo) => Promise<Response> {
  const app = routesOf(options)
  const meters = options.observe(Object.keys(methods))
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
          : await app.fetch(request, info)
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value)
    headers.set('x-request-id', info.requestId)
    headers.append('vary', 'origin')
    if (crossOrigin)
      for (const [name, value] of Object.entries(corsHeaders(origin, options.allowCredentials)))
        headers.set(name, value)
    return new Response(response.body, { status: response.status, headers })
  })
}

function routesOf(options: HttpOptions): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/v1/token', (c) =>
    // A token that nobody reads must not be made.
    c.req.raw.method === 'HEAD' ? notAllowed(c.env, '/v1/token') : getToken(options, c.req.raw, c.env),
  )
  app.post('/v1/kit-tokens', (c) => postKitToken(options, c.req.raw, c.env))
  app.get('/v1/app', () => Response.json({ appId: options.appId }))
  app.get('/v1/room', (c) => problem('websocket_required', c.env.requestId, { headers: { upgrade: 'websocket' } }))
  app.get('/healthz', () => Response.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    try {
      await options.ready()
      return Response.json({ status: 'ready' })
    } catch {
      return problem('not_ready', c.env.requestId)
    }
  })
  for (const path of Object.keys(methods)) app.all(path, (c) => notAllowed(c.env, path))
  app.notFound((c) => problem('not_found', c.env.requestId))
  app.onError((error, c) => {
    options.log.error('request_failed', { request_id: c.env.requestId, error })
    return problem('internal', c.env.requestId)
  })
  return app
}

function notAllowed({ requestId }: RequestInfo, path: string): Response {
  return problem('method_not_allowed', requestId, { headers: { allow: methods[path] ?? '' } })
}

const methods: Readonly<Record<string, string>> = {
  '/v1/token': 'GET',
  '/v1/kit-tokens': 'POST',
  '/v1/app': 'GET, HEAD',
  '/v1/room': 'GET',
  '/healthz': 'GET, HEAD',
  '/readyz': 'GET, HEAD',
}
