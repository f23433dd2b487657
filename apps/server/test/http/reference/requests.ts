// Requests made of an OpenAPI document: right ones as its schemas say, and broken ones in which one thing is wrong.
import * as fc from 'fast-check'
import type { OpenApi, Operation, Parameter } from '../../../src/http/reference/document.ts'

export interface Made {
  readonly path: string
  readonly body?: string
  readonly type?: string
}

type Schema = Readonly<Record<string, unknown>>

/** A value that a schema allows. */
export function valueOf(schema: unknown): fc.Arbitrary<unknown> {
  const { const: constant, enum: values, anyOf, oneOf, type, pattern, items, properties, required } = asSchema(schema)
  const { minimum = -1e9, maximum = 1e9, minLength = 0, maxLength = 40 } = asSchema(schema)
  if (constant !== undefined) return fc.constant(constant)
  if (Array.isArray(values)) return fc.constantFrom(...values)
  const several = anyOf ?? oneOf
  if (Array.isArray(several)) return fc.oneof(...several.map(valueOf))
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern))
  if (type === 'string')
    return fc.oneof(words, fc.string({ minLength: Number(minLength), maxLength: Number(maxLength) }))
  if (type === 'integer' || type === 'number') return fc.integer({ min: Number(minimum), max: Number(maximum) })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return fc.array(valueOf(items), { maxLength: 3 })
  if (type !== 'object') return fc.jsonValue()
  const requiredKeys = Array.isArray(required) ? required.map(String) : []
  const fields = Object.entries(asSchema(properties)).map(([name, field]) => [name, valueOf(field)] as const)
  return fc.record(Object.fromEntries(fields), { requiredKeys })
}

/** Names that the server knows, so that requests go further than to "not found". */
const words = fc.constantFrom('ada', 'bob', 'lobby', 'a/b', '0123456789abcdef', '01234567', 'forever', '1')

/** A request as the document says, or with one thing broken. */
export function requestOf(path: string, operation: Operation): fc.Arbitrary<Made> {
  const { parameters, requestBody } = operation
  const right = fc.record({
    values: fc.tuple(...parameters.map((one) => parameterOf(one))),
    body: bodyOf(requestBody),
  })
  return fc.oneof(
    { weight: 3, arbitrary: right.map(({ values, body }) => assemble(path, parameters, values, body)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(right, breakage)
        .map(([{ values, body }, harm]) => harm(assemble(path, parameters, values, body))),
    },
  )
}

function parameterOf({ required, schema }: Parameter): fc.Arbitrary<string | null> {
  const given = valueOf(schema).map(String)
  return required ? given.filter((text) => text !== '' && text !== '.' && text !== '..') : fc.option(given, { freq: 2 })
}

function bodyOf(requestBody: Operation['requestBody']): fc.Arbitrary<{ type: string; body: string } | null> {
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? []
  if (type === undefined) return fc.constant(null)
  return valueOf(asSchema(media)['schema']).map((value) => ({
    type,
    body:
      type === 'application/json'
        ? JSON.stringify(value)
        : String(new URLSearchParams(Object.entries(asSchema(value)).map(([name, one]) => [name, String(one)]))),
  }))
}

function assemble(
  template: string,
  parameters: readonly Parameter[],
  values: readonly (string | null)[],
  body: { readonly type: string; readonly body: string } | null,
): Made {
  let path = template
  const query = new URLSearchParams()
  for (const [i, parameter] of parameters.entries()) {
    const value = values[i]
    if (value === null || value === undefined) continue
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value.toWellFormed()))
    else query.append(parameter.name, value)
  }
  return { path: query.size === 0 ? path : `${path}?${query}`, ...body }
}

const breakage: fc.Arbitrary<(made: Made) => Made> = fc.oneof(
  fc.tuple(fc.nat(), fc.string({ maxLength: 3 })).map(([at, junk]) => (made: Made) => {
    const { body } = made
    if (body === undefined)
      return {
        ...made,
        path: `${made.path}${made.path.includes('?') ? '&' : '?'}limit=${encodeURIComponent(junk.toWellFormed())}`,
      }
    const cut = at % (body.length + 1)
    return { ...made, body: body.slice(0, cut) + junk + body.slice(cut + 1) }
  }),
  fc
    .jsonValue()
    .map((value) => (made: Made) => (made.body === undefined ? made : { ...made, body: JSON.stringify(value) })),
  fc
    .constantFrom('text/plain', 'application/json; charset=latin1', 'application/JSON', '')
    .map((type) => (made: Made) => ({ ...made, type })),
  fc.constant((made: Made) => ({ ...made, path: made.path.replace(/(\w+)=([^&]*)/, '$1=$2&$1=$2') })),
  fc.constant((made: Made) => (made.body === undefined ? made : { ...made, body: made.body.padEnd(9000, ' ') })),
)

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Every operation of a document. */
export function operationsOf(document: OpenApi): { method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}
