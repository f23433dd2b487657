// Reading what a request says: bounded, typed, and with every fault named at once. Values are never repeated to anyone.
import * as v from 'valibot'
import { next, type Awaitable } from '../at_once.ts'
import type { HttpRequest } from '../transport/message.ts'
import type { FieldError, ProblemCode } from './problems.ts'
import type { Fields } from './route.ts'

const maxBodyBytes = 8192

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ProblemCode; readonly errors?: readonly FieldError[] }

/** A JSON object of the schema. @see RFC 8259; fields that the schema does not know are refused */
export function readJson<S extends v.GenericSchema>(
  request: HttpRequest,
  schema: S,
): Awaitable<Read<v.InferOutput<S>>> {
  return next(readText(request, 'json'), (text) => {
    if (!text.ok) return text
    let value: unknown
    try {
      value = JSON.parse(text.value)
    } catch {
      return unreadable('must be JSON in UTF-8')
    }
    return check(value, schema, 'body_invalid')
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function unreadable(detail: string): Read<never> {
  return { ok: false, code: 'body_invalid', errors: [{ pointer: '', detail }] }
}

/** The parameters of a query; those that the schema does not know are ignored, as pages send all kinds. */
export function readQuery<S extends Fields>(query: string, schema: S): Read<v.InferOutput<S>> {
  return readPairs(query, schema, 'query_invalid')
}

/** What stands in the path for the names of a route. */
export function readParams<S extends Fields>(
  params: Readonly<Record<string, string>>,
  schema: S,
): Read<v.InferOutput<S>> {
  return check({ ...params }, schema, 'path_invalid')
}

/** A form, as RFC 7662 and others send one; fields that the schema does not know are ignored, as these RFCs have it. */
export function readForm<S extends v.GenericSchema>(
  request: HttpRequest,
  schema: S,
): Awaitable<Read<v.InferOutput<S>>> {
  return next(readText(request, 'x-www-form-urlencoded'), (text) =>
    text.ok ? readPairs(text.value, schema, 'body_invalid') : text,
  )
}

/** A body of one kind of `application/…`, whole and in UTF-8. */
function readText(request: HttpRequest, kind: keyof typeof mediaTypes): Awaitable<Read<string>> {
  if (!mediaTypes[kind].test(request.headers.get('content-type') ?? ''))
    return { ok: false, code: 'media_type_unsupported' }
  return next(request.read(maxBodyBytes), (bytes): Read<string> => {
    if (bytes === 'too long') return { ok: false, code: 'body_too_large' }
    if (bytes === 'cut off') return unreadable('must arrive whole')
    try {
      return { ok: true, value: utf8.decode(bytes) }
    } catch {
      return unreadable(kind === 'json' ? 'must be JSON in UTF-8' : 'must be a form in UTF-8')
    }
  })
}

const mediaTypes = {
  json: /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i,
  'x-www-form-urlencoded': /^application\/x-www-form-urlencoded\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i,
} as const

function readPairs<S extends v.GenericSchema>(text: string, schema: S, code: ProblemCode): Read<v.InferOutput<S>> {
  const entries = 'entries' in schema && typeof schema.entries === 'object' ? (schema.entries ?? {}) : {}
  const [once, twice] = [new Map<string, string>(), new Set<string>()]
  for (const [name, value] of pairsOf(text)) {
    if (!Object.hasOwn(entries, name)) continue
    if (once.has(name)) twice.add(name)
    once.set(name, value)
  }
  for (const name of twice) once.delete(name)
  const read = check(Object.fromEntries(once), schema, code)
  if (twice.size === 0) return read
  const errors = [...twice].map((name) => ({ pointer: `/${name}`, detail: 'must be given once' }))
  return { ok: false, code, errors: [...errors, ...(read.ok ? [] : (read.errors ?? []))] }
}

/** Nothing in it is encoded, and every pair has a name and one equals sign: as nearly every page writes it. */
const plainPairs = /^[\w.~:@-]+=[\w.~:@-]*(?:&[\w.~:@-]+=[\w.~:@-]*)*$/

/** What URLSearchParams reads; what is plain is read at once, for a fifth of the time. */
function pairsOf(text: string): Iterable<readonly [string, string]> {
  if (!plainPairs.test(text)) return new URLSearchParams(text)
  return text.split('&').map((pair) => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
}

function check<S extends v.GenericSchema>(value: unknown, schema: S, code: ProblemCode): Read<v.InferOutput<S>> {
  const result = v.safeParse(schema, value)
  return result.success
    ? { ok: true, value: result.output }
    : { ok: false, code, errors: result.issues.map(fieldErrorOf) }
}

function fieldErrorOf(issue: v.BaseIssue<unknown>): FieldError {
  const pointer = (issue.path ?? [])
    .map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { pointer, detail: 'is not a field of this request' }
  if (issue.kind === 'schema' && issue.input === undefined) return { pointer, detail: 'is missing' }
  return { pointer, detail: issue.kind === 'schema' ? `must be ${wordsOf(issue.expected)}` : issue.message }
}

function wordsOf(expected: string | null): string {
  return expected === null ? 'something else' : expected.replaceAll('"', '').toLowerCase()
}
