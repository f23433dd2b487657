// The routes of the dialects that the config names: each reads its own spellings, then issues as every other route does.
import * as v from 'valibot'
import type { Issued } from '../../issue/issue.ts'
import { issueFor, issueProblems, type IssueRouteParts } from '../issue_for.ts'
import { HttpAnswer } from '../../transport/message.ts'
import { problem, type FieldError } from '../problems.ts'
import { route, type Fields, type Route, type Success } from '../route.ts'
import { appIdField, tokenField } from '../words.ts'
import { inPath, wishedNames, type Dialect, type DialectAnswer, type Wished } from './dialect.ts'
import { restateFor } from './refusals.ts'

export interface DialectRouteParts extends IssueRouteParts {
  readonly dialects: readonly Dialect[]
}

export function dialectRoutes(parts: DialectRouteParts): Route[] {
  return parts.dialects.map((dialect) => routeFor(dialect, parts))
}

function routeFor(dialect: Dialect, parts: IssueRouteParts): Route {
  const { name, method, path, answer } = dialect
  const { form, success, say } = shapes[answer]
  const given = fieldsOf(dialect)
  return route({
    method,
    path,
    access: 'user',
    // A token that nobody reads must not be made.
    head: false,
    id: `dialect_${name ?? `${method}${path}`.replaceAll(/\W+/g, '_')}`,
    summary: `A ${form === 'kit-token' ? 'Kit Token' : 'Token04'}, as others ask for it`,
    description:
      'A refusal has the status that is said here, and the shape of docs/compatibility.md instead of a problem.',
    params: v.object(Object.fromEntries(inPath(path).map((one) => [one, one === 'expiresIn' ? seconds : v.string()]))),
    ...(method === 'GET' ? { query: given } : { body: given }),
    success: { status: 200, description: 'The token, whose audit row is on the disk.', ...success },
    problems: issueProblems,
    restate: restateFor(answer),
    async answer({ request, info, params, query, body }) {
      const { wish, errors } = wishOf(dialect, asRecord(method === 'GET' ? query : body), params)
      if (form === 'kit-token' && wish.roomId === null)
        errors.push({ pointer: `/${dialect.names.roomId[0] ?? 'roomId'}`, detail: 'is missing' })
      if (errors.length > 0)
        return problem(method === 'GET' ? 'query_invalid' : 'body_invalid', info.requestId, { errors })
      return issueFor(parts, request, info, { form, role: null, ...wish }, say)
    },
  })
}

const seconds = v.pipe(
  v.union([v.string(), v.number()]),
  v.check((value) => /^[1-9][0-9]{0,9}$/.test(String(value)), 'must be a whole number of seconds above 0'),
  v.transform(Number),
)
const empty = v.pipe(
  v.string(),
  v.check((value) => value === '', 'is for the server to say'),
)

/** Every spelling, and what must be empty. What else pages send is ignored. */
function fieldsOf({ names, refused }: Dialect): Fields {
  const spelled = wishedNames.flatMap((wished) =>
    names[wished].map((name) => [name, v.optional(wished === 'expiresIn' ? seconds : v.string())] as const),
  )
  return v.object(Object.fromEntries([...spelled, ...refused.map((name) => [name, v.optional(empty)] as const)]))
}

interface Wish {
  readonly userId: string | null
  readonly roomId: string | null
  readonly userName: string | null
  readonly expiresIn: number | null
}

type Given = Readonly<Record<string, unknown>>

function asRecord(value: unknown): Given {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what came out of an object schema
  return value as Given
}

/** What is asked for, in whatever spelling: two of them at once would leave open which one counts. */
function wishOf({ names }: Dialect, given: Given, params: Given): { wish: Wish; errors: FieldError[] } {
  const errors: FieldError[] = []
  const valueOf = (wished: Wished): unknown => {
    if (Object.hasOwn(params, wished)) return params[wished]
    const [first, second] = names[wished].filter((name) => Object.hasOwn(given, name) && given[name] !== undefined)
    if (second !== undefined) errors.push({ pointer: `/${second}`, detail: `must not stand beside ${first}` })
    return first === undefined ? null : given[first]
  }
  const textOf = (wished: Wished): string | null => {
    const value = valueOf(wished)
    return typeof value === 'string' ? value : null
  }
  const expiresIn = valueOf('expiresIn')
  const wish = {
    userId: textOf('userId'),
    roomId: textOf('roomId'),
    userName: textOf('userName'),
    expiresIn: typeof expiresIn === 'number' ? expiresIn : null,
  }
  return { wish, errors }
}

interface Shape {
  readonly form: 'token04' | 'kit-token'
  readonly success: Pick<Success<v.GenericSchema>, 'body' | 'mediaType'>
  readonly say: (issued: Issued) => unknown
}

const text: v.GenericSchema<string> = v.string()
const kitToken: v.GenericSchema<string> = v.pipe(v.string(), v.description('A signed Kit Token.'))

const shapes: Readonly<Record<DialectAnswer, Shape>> = {
  token: { form: 'token04', success: { body: v.object({ token: tokenField }) }, say: ({ token }) => ({ token }) },
  'token-and-app': {
    form: 'token04',
    success: { body: v.object({ token: tokenField, appId: appIdField }) },
    say: ({ token, pass: { appId } }) => ({ token, appId }),
  },
  text: {
    form: 'token04',
    success: { mediaType: 'text/plain' },
    say: ({ token }) => new HttpAnswer(200, { 'content-type': 'text/plain; charset=utf-8' }, token),
  },
  'kit-token': {
    form: 'kit-token',
    success: { body: v.object({ token: kitToken }) },
    say: ({ token }) => ({ token }),
  },
  data: {
    form: 'kit-token',
    success: { body: v.object({ data: v.object({ token: kitToken }) }) },
    say: ({ token }) => ({ data: { token } }),
  },
  code: {
    form: 'token04',
    success: {
      body: v.object({
        code: v.literal(0),
        message: text,
        token: tokenField,
        user_id: text,
        expire_time: v.pipe(v.number(), v.integer(), v.description('Milliseconds since 1970.')),
      }),
    },
    say: ({ token, pass: { userId, expiresAt } }) => ({
      code: 0,
      message: 'success',
      token,
      user_id: userId,
      expire_time: expiresAt * 1000,
    }),
  },
}
