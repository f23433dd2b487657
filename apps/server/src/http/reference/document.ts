// The OpenAPI 3.1 document, made of the routes themselves: what is served and what is described cannot differ.
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { problemKinds, type ProblemCode } from '../problems.ts'
import type { Fields, Route } from '../route.ts'

type Json = { readonly [name: string]: unknown }

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly security: readonly Json[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Json }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Json }>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: Json
}

export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Json
}

export function openApiOf(routes: readonly Route[]): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const one of routes) (paths[one.path] ??= {})[one.method.toLowerCase()] = operationOf(one)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Roompass',
      version: '1',
      description:
        'Kit Tokens: who may enter which room. Times are Unix seconds unless a field says otherwise; refusals are RFC 9457 problems with a stable `code`.',
    },
    tags: tags.map(({ name, description }) => ({ name, description })),
    paths,
    components: { schemas: { Problem: problemSchema }, securitySchemes },
  }
}

/** What a route may refuse: what it says itself, and what follows from who may call it and from what it takes. */
function problemsOf({ access, method, params, query, body, problems = [] }: Route): readonly ProblemCode[] {
  const scoped = access !== 'anyone' && access !== 'user'
  const codes: ProblemCode[] = [...problems, 'overloaded', 'internal', 'host_not_allowed']
  if (scoped)
    codes.push('unauthenticated', 'credentials_invalid', 'identity_unavailable', 'scope_missing', 'rate_limited')
  if (scoped && method !== 'GET') codes.push('origin_not_allowed')
  if (params !== undefined) codes.push('path_invalid')
  if (query !== undefined) codes.push('query_invalid')
  if (body !== undefined) codes.push('body_invalid', 'body_too_large', 'media_type_unsupported')
  return [...new Set(codes)]
}

const tags = [
  { name: 'Tokens', description: 'For users, and for servers that speak for them.', access: ['user', 'introspect'] },
  { name: 'Rooms', description: 'Who is inside. An API key with the scope `rooms`.', access: ['rooms'] },
  { name: 'Revocations', description: 'Who may not be inside any more. Scope `revocations`.', access: ['revocations'] },
  { name: 'Keys', description: 'The secrets of the app. Scope `keys`.', access: ['keys'] },
  { name: 'Audit', description: 'Who was let in, when and why. Scope `audit`.', access: ['audit'] },
  { name: 'Server', description: 'About the server itself.', access: ['anyone', 'metrics'] },
] as const

function tagOf({ access }: Pick<Route, 'access'>): string {
  return tags.find((tag) => tag.access.some((one) => one === access))?.name ?? 'Server'
}

function operationOf(one: Route): Operation {
  const { id, summary, description, access, params, query } = one
  return {
    operationId: id,
    tags: [tagOf(one)],
    summary,
    ...(description === undefined ? {} : { description }),
    security:
      access === 'anyone'
        ? []
        : access === 'user'
          ? [{ bearer: [] }, { apiKey: [] }, { session: [] }]
          : [{ apiKey: [] }, { bearer: [] }],
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...bodyOf(one),
    responses: { ...successOf(one), ...refusalsOf(one) },
  }
}

function parametersOf(fields: Fields | undefined, place: Parameter['in']): Parameter[] {
  if (fields === undefined) return []
  const whole = schemaOf(fields)
  const required = new Set(Array.isArray(whole['required']) ? whole['required'] : [])
  return Object.entries(fields.entries).map(([name, field]) => {
    const { description, ...schema } = schemaOf(field)
    return {
      name,
      in: place,
      required: place === 'path' || required.has(name),
      ...(typeof description === 'string' ? { description } : {}),
      schema,
    }
  })
}

function bodyOf({ body, form, bare }: Route): Pick<Operation, 'requestBody'> {
  if (body === undefined) return {}
  const type = form === true ? 'application/x-www-form-urlencoded' : 'application/json'
  return { requestBody: { required: bare !== true, content: { [type]: { schema: schemaOf(body) } } } }
}

function successOf({ success }: Route): Operation['responses'] {
  const { status, description, body, mediaType } = success
  const schema = body === undefined ? {} : { schema: schemaOf(body) }
  const content =
    body === undefined && mediaType === undefined ? {} : { content: { [mediaType ?? 'application/json']: schema } }
  return { [status]: { description, ...content } }
}

function refusalsOf(one: Route): Operation['responses'] {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of problemsOf(one)) {
    const { status } = problemKinds[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title}`).join('; '),
        content: {
          'application/problem+json': {
            schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] },
          },
        },
      },
    ]),
  )
}

/** What cannot be said in JSON Schema, such as a check of our own, is left to the description. */
function schemaOf(schema: v.GenericSchema): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  })
  return rest
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457. `code` never changes its meaning.',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string', description: '`urn:roompass:problem:` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'The way out.' },
    code: { type: 'string' },
    reason: { type: 'string', description: 'What the policy said.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string', description: 'RFC 6901.' }, detail: { type: 'string' } },
      },
    },
    retry_after: { type: 'integer', description: 'Seconds.' },
    request_id: { type: 'string' },
  },
}

const securitySchemes: Json = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A JWT of your users’ issuer, or an API key.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'An API key of the config.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description: 'Whatever your app’s own `authenticate` reads; the name is an example.',
  },
}
