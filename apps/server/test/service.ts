// A whole server in memory: its own store and log, a clock that stands still, and short ways to ask it something.
import { onTestFinished } from 'vitest'
import { createRoompass, type RequestContext, type Roompass, type RoompassParts } from '../src/app.ts'
import { defineConfig, type RoompassConfig } from '../src/config/config.ts'
import { developmentConfig } from '../src/config/development.ts'
import type { Settings } from '../src/config/settings.ts'
import { createApiKey } from '../src/identity/api_keys.ts'
import { leastConfig } from './config/configs.ts'
import { createCapturedLog, type CapturedLog } from './fakes/captured_log.ts'
import { createFakeClock, type FakeClock } from './fakes/clock.ts'
import { createMemoryStore, type MemoryStore } from './fakes/memory_store.ts'
import { ownFolder } from './folder.ts'

export const origin = 'http://rooms.example:8787'

const backend = createApiKey('backend')
const operator = createApiKey('operator', {
  scopes: ['revocations', 'audit', 'rooms', 'keys', 'introspect', 'metrics'],
})
/** A key for everything but tokens. */
export const asOperator = { 'x-api-key': operator.key } as const
/** As the app's server sends it; the config below knows it. */
export const apiKey: string = backend.key
export const asBackend = { authorization: `Bearer ${apiKey}` } as const
/** As a page with a session sends it: the user's ID is the session. */
export const as = (user: string): { readonly cookie: string } => ({ cookie: `session=${user}` })

export const config: RoompassConfig = defineConfig({
  ...leastConfig,
  identity: {
    apiKeys: [backend.entry, operator.entry],
    authenticate({ headers }) {
      const userId = /^session=(.*)$/.exec(headers.get('cookie') ?? '')?.[1]
      return userId === undefined ? null : { userId, userName: `${userId} of the session` }
    },
  },
})

export interface Service extends Roompass {
  readonly store: MemoryStore
  readonly log: CapturedLog
  readonly clock: FakeClock
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
  /** A Kit Token, unless the path says otherwise. What is neither text nor bytes is sent as JSON. */
  readonly post: (body: unknown, headers?: Readonly<Record<string, string>>, path?: string) => Promise<Response>
  readonly ask: (method: string, path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
}

export async function serve(
  sections: RoompassConfig | Settings = {},
  context: RequestContext = { address: '203.0.113.7' },
  parts: Pick<RoompassParts, 'gate'> = {},
): Promise<Service> {
  const [store, log, clock] = [createMemoryStore(), createCapturedLog(), createFakeClock()]
  const whole = 'mode' in sections ? sections : { ...config, ...sections }
  const roompass = await createRoompass(whole, { store, log, clock, ...parts })
  onTestFinished(() => roompass.close())
  const ask: Service['ask'] = (method, path, headers = {}) =>
    roompass.fetch(new Request(`${origin}${path}`, { method, headers }), context)
  return {
    ...roompass,
    store,
    log,
    clock,
    ask,
    get: (path, headers) => ask('GET', path, headers),
    post: (body, headers = {}, path = '/v1/kit-tokens') =>
      roompass.fetch(
        new Request(`${origin}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
        }),
        context,
      ),
  }
}

/** Settings of `roompass dev`, in a folder of its own. */
export async function development(): Promise<Settings> {
  return developmentConfig({ folder: await ownFolder() })
}

/** Status and code of a problem, or of an answer that is none. */
export async function wordOf(response: Response): Promise<string> {
  const isProblem = response.headers.get('content-type') === 'application/problem+json'
  return isProblem ? `${response.status} ${(await response.json()).code}` : String(response.status)
}
