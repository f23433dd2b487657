// Reading what a request says: bounded, typed, and with every fault named at once. Values are never repeated to anyone.
import * as v from 'valibot'
import type { FieldError, ProblemCode } from './problems.ts'

const maxBodyBytes = 8192

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ProblemCode; readonly errors?: readonly FieldError[] }

/** A JSON object of the schema. @see RFC 8259; fields that the schema does not know are refused */
export async function readJson<S extends v.GenericSchema>(
  request: Request,
  schema: S,
): Promise<Read<v.InferOutput<S>>> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type))
    return { ok: false, code: 'media_type_unsupported' }
  const bytes = await readBytes(request)
  if (bytes === 'too long') return { ok: false, code: 'body_too_large' }
  if (bytes === 'cut off') return notJson('must arrive whole')
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(bytes))
  } catch {
    return notJson('must be JSON in UTF-8')
  }
  return check(value, schema, 'body_invalid')
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function notJson(detail: string): Read<never> {
  return { ok: false, code: 'body_invalid', errors: [{ pointer: '', detail }] }
}

/** The parameters of a query; those that the schema does not know are ignored, as pages send all kinds. */
export function readQuery<S extends v.GenericSchema>(
  url: URL,
  names: readonly string[],
  schema: S,
): Read<v.InferOutput<S>> {
  const given = names.map((name) => [name, url.searchParams.getAll(name)] as const)
  const twice = given.filter(([, values]) => values.length > 1)
  const once = given.filter(([, values]) => values.length === 1).map(([name, [value]]) => [name, value] as const)
  const read = check(Object.fromEntries(once), schema, 'query_invalid')
  if (twice.length === 0) return read
  const errors = twice.map(([name]) => ({ pointer: `/${name}`, detail: 'must be given once' }))
  return { ok: false, code: 'query_invalid', errors: [...errors, ...(read.ok ? [] : (read.errors ?? []))] }
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

/** What is too long is not read to its end. */
async function readBytes(request: Request): Promise<Uint8Array | 'too long' | 'cut off'> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return 'too long'
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > maxBodyBytes) return 'too long'
      chunks.push(chunk)
    }
  } catch (error) {
    // The caller went away; anything else is a fault on this side.
    if (request.signal.aborted) return 'cut off'
    throw error
  }
  return Buffer.concat(chunks)
}
