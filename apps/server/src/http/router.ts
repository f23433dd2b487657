// Serves routes: the path leads to one, the caller is asked for its scope, what was sent is read and checked, and only then the route answers.
import { TrieRouter } from 'hono/router/trie-router'
import { next, type Awaitable } from '../at_once.ts'
import type { GuardedIdentify } from '../identity/guarded.ts'
import { actorOf, type Caller } from '../identity/identity.ts'
import type { Log } from '../log.ts'
import { StoreUnavailable } from '../store/store.ts'
import { readForm, readJson, readParams, readQuery, type Read } from './body.ts'
import { empty, HttpAnswer, json, type HttpRequest } from '../transport/message.ts'
import type { Origins } from './origins.ts'
import { problem, unidentifiedProblem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'
import type { Route } from './route.ts'

export interface RouterParts {
  readonly identify: GuardedIdentify
  readonly origins: Pick<Origins, 'allows'>
  readonly log: Log
}

/** What a path leads to: a route and what stands in the path for its names, or the methods that work there. */
export type Found =
  | { readonly pattern: string; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly pattern: string; readonly route: null; readonly allow: string }

export interface Router {
  /** Null: there is nothing at this path. */
  find(method: string, path: string): Found | null
  /** Answers what was found. */
  serve(found: Found | null, request: HttpRequest, info: RequestInfo): Promise<HttpAnswer>
}

export function createRouter(routes: readonly Route[], parts: RouterParts): Router {
  const paths = new TrieRouter<Place>()
  const places = placesOf(routes)
  for (const place of places) paths.add(anyMethod, trieSpelling(place.pattern), place)
  // Most paths are those of one route and hold no names: they need no search.
  const exact = new Map(places.filter(({ pattern }) => !pattern.includes('{')).map((place) => [place.pattern, place]))
  return {
    find(method, path) {
      const plain = exact.get(path)?.byMethod.get(method)
      if (plain !== undefined) return { pattern: path, route: plain, params: {} }
      const [fits] = paths.match(anyMethod, path)
      for (const [{ pattern, byMethod }, params] of fits) {
        const route = byMethod.get(method)
        if (route !== undefined) return { pattern, route, params: decoded(params) }
      }
      const first = fits[0]?.[0]
      if (first === undefined) return null
      const allow = fits.flatMap(([{ byMethod }]) => [...byMethod.keys()]).join(', ')
      return { pattern: first.pattern, route: null, allow }
    },
    async serve(found, request, info) {
      if (found === null) return problem('not_found', info.requestId)
      if (found.route === null)
        return problem('method_not_allowed', info.requestId, { headers: { allow: found.allow } })
      const { route, params } = found
      let answer: HttpAnswer
      try {
        answer = await answerOf(route, parts, request, params, info)
      } catch (error) {
        answer = failed(error, parts, info)
      }
      return route.restate !== undefined && isProblem(answer) ? route.restate(answer) : answer
    },
  }
}

/** Routes of one path. */
interface Place {
  readonly pattern: string
  readonly byMethod: ReadonlyMap<string, Route>
}

function placesOf(routes: readonly Route[]): Place[] {
  return [...new Set(routes.map(({ path }) => path))].map((pattern) => {
    const byMethod = new Map<string, Route>()
    for (const one of routes) {
      if (one.path !== pattern) continue
      byMethod.set(one.method, one)
      if (one.method === 'GET' && one.head !== false) byMethod.set('HEAD', one)
    }
    return { pattern, byMethod }
  })
}

const anyMethod = 'ALL'

function trieSpelling(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function decoded(params: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, decodedText(String(text))]))
}

/** What is no percent-encoding stands for itself. */
function decodedText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isProblem(answer: HttpAnswer): answer is HttpAnswer<string> {
  return typeof answer.body === 'string' && answer.headers['content-type'] === 'application/problem+json'
}

/** What a fault of the server looks like. */
function failed(error: unknown, { log }: RouterParts, { requestId }: RequestInfo): HttpAnswer {
  if (error instanceof StoreUnavailable) {
    log.error('store_unavailable', { request_id: requestId, code: error.code })
    return problem('store_unavailable', requestId)
  }
  log.error('request_failed', { request_id: requestId, error: error instanceof Error ? error : 'unknown' })
  return problem('internal', requestId)
}

function answerOf(
  one: Route,
  parts: RouterParts,
  request: HttpRequest,
  inPath: Readonly<Record<string, string>>,
  info: RequestInfo,
): Awaitable<HttpAnswer> {
  // A stranger learns nothing of what a route would take.
  return next(callerFor(one, parts, request, info), (access) => {
    if (access instanceof HttpAnswer) return access
    const params = one.params === undefined ? empties : readParams(inPath, one.params)
    if (!params.ok) return refused(params, info)
    const query = one.query === undefined ? empties : readQuery(request.query, one.query)
    if (!query.ok) return refused(query, info)
    return next(bodyOf(one, request), (body) => {
      if (!body.ok) return refused(body, info)
      const ask = { request, info, params: params.value, query: query.value, body: body.value, actor: access.actor }
      return next(one.answer(ask), (answer) => sent(answer, one))
    })
  })
}

/** An answer that the route has made, or what it says in its own words. */
function sent(answer: unknown, { success: { status } }: Route): HttpAnswer {
  if (answer instanceof HttpAnswer) return answer
  return status === 204 ? empty(status) : json(answer, status)
}

const empties = { ok: true, value: {} } as const

function bodyOf({ body, form, bare }: Route, request: HttpRequest): Awaitable<Read<unknown>> {
  if (body === undefined || (bare === true && isBare(request))) return empties
  return form === true ? readForm(request, body) : readJson(request, body)
}

/** Nothing was sent, and nothing was announced. */
function isBare({ headers }: HttpRequest): boolean {
  return (
    !headers.has('content-type') &&
    !headers.has('transfer-encoding') &&
    Number(headers.get('content-length') ?? 0) === 0
  )
}

function refused({ code, errors }: Read<unknown> & { ok: false }, { requestId }: RequestInfo): HttpAnswer {
  return problem(code, requestId, errors === undefined ? {} : { errors })
}

/** The caller of a route that asks for a scope, or why it is refused. */
function callerFor(
  { access, method }: Route,
  { identify, origins }: RouterParts,
  request: HttpRequest,
  { requestId, network }: RequestInfo,
): Awaitable<{ readonly actor: string } | HttpAnswer> {
  if (access === 'anyone' || access === 'user') return nobody
  const { headers } = request
  // What a browser sends by itself must not let a page of somebody else's change anything.
  if (method !== 'GET' && !origins.allows(headers.get('origin'), headers.get('host') ?? new URL(request.url).host))
    return problem('origin_not_allowed', requestId)
  return next(identify(request, network), (identity) => {
    if (!identity.identified) return unidentifiedProblem(identity, requestId)
    return may(identity.caller, access)
      ? { actor: actorOf(identity.caller, null) }
      : problem('scope_missing', requestId)
  })
}

/** Where the router does not ask. */
const nobody = { actor: '' }

/** People have no scopes; whoever tries things out on their own machine has all of them. */
function may(caller: Caller, scope: string): boolean {
  if (caller.kind === 'service') return caller.scopes.some((one) => one === scope)
  return caller.kind === 'anonymous'
}
