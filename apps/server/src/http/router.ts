// Serves routes: the path leads to one, the caller is asked for its scope, what was sent is read and checked, and only then the route answers.
import { Hono, type Context } from 'hono'
import * as v from 'valibot'
import type { GuardedIdentify } from '../identity/guarded.ts'
import { actorOf, type Caller } from '../identity/identity.ts'
import type { Log } from '../log.ts'
import { StoreUnavailable } from '../store/store.ts'
import { readForm, readJson, readParams, readQuery, type Read } from './body.ts'
import type { Origins } from './origins.ts'
import { problem, unidentifiedProblem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'
import type { Route } from './route.ts'

export interface RouterParts {
  readonly identify: GuardedIdentify
  readonly origins: Pick<Origins, 'allows'>
  readonly log: Log
}

type Env = { Bindings: RequestInfo }

export function createRouter(routes: readonly Route[], parts: RouterParts): Hono<Env> {
  const app = new Hono<Env>()
  for (const one of routes) {
    app.on(one.method, honoPath(one.path), (c) =>
      c.req.raw.method === 'HEAD' && one.head === false
        ? notAllowed(c.env, methodsAt(routes, one.path))
        : answerOf(one, parts, c),
    )
  }
  for (const path of new Set(routes.map((one) => one.path)))
    app.all(honoPath(path), (c) => notAllowed(c.env, methodsAt(routes, path)))
  app.notFound((c) => problem('not_found', c.env.requestId))
  return app
}

/** A problem, or what a fault of the server looks like, goes out in the words of the route. */
async function answerOf(one: Route, parts: RouterParts, c: Context<Env>): Promise<Response> {
  const response = await serve(one, parts, c).catch((error: unknown) => failed(error, parts, c.env))
  const isProblem = response.headers.get('content-type') === 'application/problem+json'
  return isProblem && one.restate !== undefined ? one.restate(response) : response
}

function failed(error: unknown, { log }: RouterParts, { requestId }: RequestInfo): Response {
  if (error instanceof StoreUnavailable) {
    log.error('store_unavailable', { request_id: requestId })
    return problem('store_unavailable', requestId)
  }
  log.error('request_failed', { request_id: requestId, error: error instanceof Error ? error : 'unknown' })
  return problem('internal', requestId)
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function methodsAt(routes: readonly Route[], path: string): string {
  const here = routes.filter((one) => one.path === path)
  return here
    .flatMap(({ method, head }) => (method === 'GET' && head !== false ? ['GET', 'HEAD'] : [method]))
    .join(', ')
}

function notAllowed({ requestId }: RequestInfo, allow: string): Response {
  return problem('method_not_allowed', requestId, { headers: { allow } })
}

async function serve(one: Route, parts: RouterParts, c: Context<Env>): Promise<Response> {
  const { raw } = c.req
  const info = c.env
  // A stranger learns nothing of what a route would take.
  const access = await callerFor(one, parts, raw, info)
  if (access instanceof Response) return access
  const params = readParams(c.req.param(), one.params ?? nothing)
  if (!params.ok) return refused(params, info)
  const query = readQuery(new URL(raw.url), one.query ?? nothing)
  if (!query.ok) return refused(query, info)
  const body = await bodyOf(one, raw)
  if (!body.ok) return refused(body, info)
  const ask = { request: raw, info, params: params.value, query: query.value, body: body.value, actor: access.actor }
  const answer = await one.answer(ask)
  if (answer instanceof Response) return answer
  const { status } = one.success
  return status === 204 ? new Response(null, { status }) : Response.json(answer, { status })
}

const nothing = v.object({})

async function bodyOf({ body, form, bare }: Route, request: Request): Promise<Read<unknown>> {
  if (body === undefined || (bare === true && isBare(request))) return { ok: true, value: {} }
  return form === true ? readForm(request, body) : readJson(request, body)
}

/** Nothing was sent, and nothing was announced. */
function isBare({ headers }: Request): boolean {
  return (
    !headers.has('content-type') &&
    !headers.has('transfer-encoding') &&
    Number(headers.get('content-length') ?? 0) === 0
  )
}

function refused({ code, errors }: Read<unknown> & { ok: false }, { requestId }: RequestInfo): Response {
  return problem(code, requestId, errors === undefined ? {} : { errors })
}

/** The caller of a route that asks for a scope, or why it is refused. */
async function callerFor(
  { access, method }: Route,
  { identify, origins }: RouterParts,
  request: Request,
  { requestId, network }: RequestInfo,
): Promise<{ readonly actor: string } | Response> {
  if (access === 'anyone' || access === 'user') return { actor: '' }
  const { headers } = request
  // What a browser sends by itself must not let a page of somebody else's change anything.
  if (method !== 'GET' && !origins.allows(headers.get('origin'), headers.get('host') ?? new URL(request.url).host))
    return problem('origin_not_allowed', requestId)
  const identity = await identify(request, network)
  if (!identity.identified) return unidentifiedProblem(identity, requestId)
  return may(identity.caller, access) ? { actor: actorOf(identity.caller, null) } : problem('scope_missing', requestId)
}

/** People have no scopes; whoever tries things out on their own machine has all of them. */
function may(caller: Caller, scope: string): boolean {
  if (caller.kind === 'service') return caller.scopes.some((one) => one === scope)
  return caller.kind === 'anonymous'
}
