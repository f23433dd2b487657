// One route as data: who may call it, what it takes, what it gives. The router serves it, and the OpenAPI document describes it, from the same words.
import type * as v from 'valibot'
import type { ApiScope } from '../identity/scopes.ts'
import type { HttpAnswer, HttpRequest } from '../transport/message.ts'
import type { ProblemCode } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** `anyone`; `user`: the route asks who is calling itself, in the order of its own steps; or the scope that an API key must have. */
export type Access = 'anyone' | 'user' | ApiScope

/** An object whose members are known. */
export type Fields = v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> }

export interface Success<S extends v.GenericSchema> {
  readonly status: 101 | 200 | 201 | 204
  readonly description: string
  /** Of the JSON that is answered; without one the route makes the whole answer itself. */
  readonly body?: S
  /** Of an answer that the route makes itself. */
  readonly mediaType?: string
}

/** What a route is asked, read and checked. */
export interface Ask<P, Q, B> {
  /** As it came; its body has been read. */
  readonly request: HttpRequest
  readonly info: RequestInfo
  /** From the path. */
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Who calls, as the audit names them; empty where the router did not ask. */
  readonly actor: string
}

export interface RouteTerms<P extends Fields, Q extends Fields, B extends v.GenericSchema, S extends v.GenericSchema> {
  readonly method: Method
  /** Names in braces: `/v1/rooms/{roomId}`. */
  readonly path: `/${string}`
  readonly access: Access
  /** For the OpenAPI document: the operation's ID, one line, and more where it takes more. */
  readonly id: string
  readonly summary: string
  readonly description?: string
  readonly params?: P
  readonly query?: Q
  /** JSON, or a form where `form` is true. */
  readonly body?: B
  readonly form?: boolean
  /** True: the body may be left out, which is an empty object. */
  readonly bare?: boolean
  /** False: HEAD is refused where GET works, because it would do something. */
  readonly head?: boolean
  readonly success: Success<S>
  /** Says a problem in another contract's words than RFC 9457's. */
  readonly restate?: (problem: HttpAnswer<string>) => HttpAnswer
  /** What it refuses, beside what follows from access and input. */
  readonly problems?: readonly ProblemCode[]
  answer(
    ask: Ask<v.InferOutput<P>, v.InferOutput<Q>, v.InferOutput<B>>,
  ): Promise<v.InferInput<S> | HttpAnswer> | v.InferInput<S> | HttpAnswer
}

/** A route of which nobody needs to know what exactly it takes. */
export type Route = Omit<RouteTerms<Fields, Fields, v.GenericSchema, v.GenericSchema>, 'answer'> & {
  answer(ask: Ask<unknown, unknown, unknown>): unknown
}

type None = v.ObjectSchema<v.ObjectEntries, undefined>

/** Says what a route takes and gives, with its types checked against each other. */
export function route<
  P extends Fields = None,
  Q extends Fields = None,
  B extends v.GenericSchema = None,
  S extends v.GenericSchema = v.UnknownSchema,
>(terms: RouteTerms<P, Q, B, S>): Route {
  // The router gives `answer` what came out of these very schemas.
  return { ...terms, answer: (ask) => terms.answer(ask) }
}
