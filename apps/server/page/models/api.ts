// Asks the server, and turns what it refuses into a Problem with its code and the way out.

export interface Problem {
  readonly code: string
  readonly title: string
  /** What mends it. */
  readonly detail: string
  /** By field, where something sent was wrong. */
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[]
  /** Under which the server has logged it. */
  readonly requestId: string | null
  readonly status: number
}

/** What the server refused. */
class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export interface Api {
  /** @throws Refused */
  get(path: string): Promise<unknown>
  /** @throws Refused */
  post(path: string, body?: object): Promise<unknown>
  /** @throws Refused */
  remove(path: string): Promise<unknown>
}

type Fetch = (path: string, init: RequestInit) => Promise<Response>

export function createApi(fetch: Fetch): Api {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const sent =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    let response: Response
    try {
      response = await fetch(path, { method, credentials: 'same-origin', cache: 'no-store', ...sent })
    } catch {
      throw new Refused(unreachable)
    }
    if (response.status === 204) return null
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return answer
    throw new Refused(problemOf(Object(answer), response.status))
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    remove: (path) => ask('DELETE', path),
  }
}

const unreachable: Problem = {
  code: 'unreachable',
  title: 'The server does not answer',
  detail: 'Look at the network and at the server, and try again.',
  errors: [],
  requestId: null,
  status: 0,
}

function problemOf(said: Record<string, unknown>, status: number): Problem {
  const text = (name: string, otherwise: string): string => {
    const value = said[name]
    return typeof value === 'string' ? value : otherwise
  }
  const errors = Array.isArray(said['errors']) ? said['errors'] : []
  const wait = said['retry_after']
  const detail = text('detail', 'Something between this page and the server answered in its place.')
  return {
    code: text('code', `http_${status}`),
    title: text('title', 'The server refused this'),
    detail: typeof wait === 'number' ? `${detail} (${wait} s)` : detail,
    errors: errors.map((one: unknown) => {
      const { pointer, detail: why } = Object(one)
      return { pointer: String(pointer), detail: String(why) }
    }),
    requestId: text('request_id', '') || null,
    status,
  }
}

/** What went wrong; a fault of the page itself is thrown on. */
export function problemIn(error: unknown): Problem {
  if (error instanceof Refused) return error.problem
  throw error
}
