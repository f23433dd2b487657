// A running server as its operators reach it: over HTTP, with an API key of theirs. What its routes take is spec/http-api.md section 6.
import { readFile } from 'node:fs/promises'
import { isLoopback } from '@roompass/server/loopback'
import { Refusal, UsageError } from '../failures.ts'
import { askHidden, note, printable } from '../terminal.ts'

export const serverOptions = { url: { type: 'string' }, utc: { type: 'boolean' } } as const

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

export interface Server {
  /** Asks for a path, as it comes out of {@link pathOf}. @throws Refusal when the server says no, or cannot be asked */
  ask(path: string, asked?: Asked): Promise<Response>
  /** The same, where the answer is JSON. */
  json<T>(path: string, asked?: Asked): Promise<T>
}

/** A path with what stands in it: `pathOf('/v1/keys', kid, 'retire')`. */
export function pathOf(base: string, ...parts: readonly string[]): string {
  return [base, ...parts.map(encodeURIComponent)].join('/')
}

/** The server that `--url` or ROOMPASS_URL names. @throws UsageError when it is none, or there is no API key */
export async function findServer(values: { readonly url?: string | undefined }): Promise<Server> {
  const url = urlOf(values.url ?? (process.env['ROOMPASS_URL'] || 'http://127.0.0.1:8787'))
  const key = await findApiKey()
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    note('roompass: over http everybody on the way can read the API key; use https, or a tunnel to that machine')
  const ask = (path: string, asked: Asked = {}): Promise<Response> => send(url, key, path, asked)
  return {
    ask,
    async json<T>(path: string, asked?: Asked) {
      const response = await ask(path, asked)
      const body: unknown = await response.json().catch(() => {
        throw notRoompass(response.status)
      })
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what these routes answer is the specification's, and the caller's to name
      return body as T
    },
  }
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new UsageError('--url (or ROOMPASS_URL) must be the http or https URL of a server')
  if (url.username !== '' || url.password !== '')
    throw new UsageError('--url (or ROOMPASS_URL) must not hold credentials: set ROOMPASS_API_KEY_FILE')
  return url
}

async function findApiKey(): Promise<string> {
  const value = process.env['ROOMPASS_API_KEY'] ?? ''
  const path = process.env['ROOMPASS_API_KEY_FILE'] ?? ''
  if (value !== '' && path !== '')
    throw new UsageError('ROOMPASS_API_KEY and ROOMPASS_API_KEY_FILE are both set: keep one')
  const key = (path === '' ? value : await contentOf(path)).trim()
  if (key !== '') return usable(key)
  if (path !== '') throw new UsageError('the file that ROOMPASS_API_KEY_FILE names is empty')
  if (process.stdin.isTTY) return usable((await askHidden('API key (not shown): ')).trim())
  throw new UsageError(
    'the API key is missing: set ROOMPASS_API_KEY_FILE (or ROOMPASS_API_KEY) to one that has the scope for this',
  )
}

async function contentOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError('the file that ROOMPASS_API_KEY_FILE names cannot be read')
  })
}

/** What no header can carry would be repeated in the error of whoever sends it. */
function usable(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError('the API key has characters that no API key has')
  return key
}

async function send(
  base: URL,
  key: string,
  path: string,
  { method = 'GET', query = {}, body }: Asked,
): Promise<Response> {
  const url = new URL(base)
  // Not resolved against the base, where two slashes would be followed by another host.
  url.pathname = base.pathname.replace(/\/$/, '') + path
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    // Nobody but the server that was named gets the key.
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw unreachable(base, error)
  })
  if (response.ok) return response
  throw await refusalOf(response)
}

function unreachable({ origin }: URL, error: unknown): Refusal {
  const { cause }: { cause?: unknown } = Object(error)
  const { code }: { code?: unknown } = Object(cause)
  const why = typeof code === 'string' ? ` (${code})` : ''
  return new Refusal(
    `roompass: no server answers at ${origin}${why}\nmend: start it there (roompass serve), or name the right one with --url or ROOMPASS_URL`,
    { ok: false, code: 'server_unreachable', message: `no server answers at ${origin}${why}` },
  )
}

function notRoompass(status: number): Refusal {
  const message = `what answers there is no Roompass, or something stands before it (status ${status})`
  return new Refusal(`roompass: ${message}\nmend: name the server itself with --url or ROOMPASS_URL`, {
    ok: false,
    code: 'server_unknown',
    message,
  })
}

/** A problem of RFC 9457 in words; its members go to machines as they are. */
async function refusalOf(response: Response): Promise<Refusal> {
  const problem: unknown = await response.json().catch(() => null)
  if (typeof problem !== 'object' || problem === null || !('code' in problem)) return notRoompass(response.status)
  const {
    code,
    title,
    detail,
    reason,
    errors,
    retry_after: wait,
    request_id: id,
  }: Record<string, unknown> = { ...problem }
  const lines = [
    `roompass: ${words(title)} (${words(code)})`,
    ...(reason === undefined ? [] : [`because: ${words(reason)}`]),
    ...faultsIn(errors).map((fault) => `wrong: ${fault}`),
    ...(detail === undefined ? [] : [`mend: ${words(detail)}`]),
    ...(wait === undefined ? [] : [`after: ${words(wait)} s`]),
    ...(code === 'internal' ? [`request: ${words(id)}`] : []),
  ]
  return new Refusal(lines.join('\n'), { ok: false, ...problem })
}

function faultsIn(errors: unknown): string[] {
  if (!Array.isArray(errors)) return []
  return errors.map((error: unknown) => {
    const { pointer, detail }: { pointer?: unknown; detail?: unknown } = Object(error)
    return `${words(pointer)} ${words(detail)}`
  })
}

function words(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? printable(String(value)) : 'unknown'
}
