// A server that really listens, on a free port of this machine, with its store and log in a test's hands.
import { onTestFinished } from 'vitest'
import { createRoompass, type RoompassParts } from '../src/app.ts'
import type { RoompassConfig } from '../src/config/config.ts'
import type { Settings } from '../src/config/settings.ts'
import { listen, type Listening, type ListenOptions } from '../src/server.ts'
import { createCapturedLog, type CapturedLog } from './fakes/captured_log.ts'
import { createMemoryStore, type MemoryStore } from './fakes/memory_store.ts'
import { config } from './service.ts'

export interface Open extends Omit<Listening, 'close' | 'drain'> {
  readonly close: () => Promise<void>
  readonly drain: () => Promise<void>
  readonly store: MemoryStore
  readonly log: CapturedLog
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
  /** A Kit Token as a signed-in user gets it. */
  readonly tokenFor: (userId: string, wish?: object) => Promise<string>
}

export async function open(
  sections: RoompassConfig | Settings = {},
  options: ListenOptions = {},
  parts: Pick<RoompassParts, 'gate'> = {},
): Promise<Open> {
  const [store, log] = [createMemoryStore(), createCapturedLog()]
  const roompass = await createRoompass('mode' in sections ? sections : { ...config, ...sections }, {
    store,
    log,
    ...parts,
  })
  const listening = await listen(roompass, { port: 0, ...options })
  onTestFinished(async () => {
    await listening.close()
    await roompass.close()
  })
  return {
    url: listening.url,
    port: listening.port,
    metricsUrl: listening.metricsUrl,
    close: () => listening.close(),
    drain: () => listening.drain(),
    store,
    log,
    get: (path, headers = {}) => fetch(`${listening.url}${path}`, { headers }),
    async tokenFor(userId, wish = {}) {
      const response = await fetch(`${listening.url}/v1/kit-tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `session=${userId}` },
        body: JSON.stringify({ roomId: 'lobby', ...wish }),
      })
      const { kitToken } = await response.json()
      return kitToken
    },
  }
}
