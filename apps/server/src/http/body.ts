// Reading what a request says: bounded, typed, and with every fault named at once. Values are never repeated to anyone.
import * as v from 'valibot'
import type { FieldError, ProblemCode } from './problems.ts'

export const maxBodyBytes = 8192

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
  const text = await readText(request)
  if (text === null) return { ok: false, code: 'body_too_large' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, code: 'body_invalid', errors: [{ pointer: '', detail: 'must be JSON' }] }
  }
  return check(value, schema, 'body_invalid')
}

/** The parameters of a query; those that the schema does not know are ignored, as pages send all kinds. */
export function readQuery<S extends v.GenericSchema>(
  url: URL,
  names: readonly string[],
  schema: S,
): Read<v.InferOutput<S>> {
  const value: Record<string, string> = {}
  for (const name of names) {
    const [first, second] = url.searchParams.getAll(name)
    if (second !== undefined)
      return { ok: false, code: 'query_invalid', errors: [{ pointer: `/${name}`, detail: 'must be given once' }] }
    if (first !== undefined) value[name] = first
  }
  return check(value, schema, 'query_invalid')
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
  return { pointer, detail: issue.kind === 'schema' ? `must be ${wordsOf(issue.expected)}` : issue.message }
}

function wordsOf(expected: string | null): string {
  return expected === null ? 'something else' : expected.replaceAll('"', '')
}

/** Null when it is longer than is taken; what is too long is not read to its end. */
async function readText(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return null
  if (request.body === null) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > maxBodyBytes) return null
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
