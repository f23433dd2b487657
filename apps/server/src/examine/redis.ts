// The Redis that a config names: whether it answers, and lets us publish.
import { createClient } from '@redis/client'
import { Unavailable, type RedisFacts } from './facts.ts'

const patienceMs = 2000

/** @throws Unavailable */
export async function examineRedis(url: string): Promise<RedisFacts> {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: patienceMs, socketTimeout: patienceMs, reconnectStrategy: false },
  })
  // Said again by the call that fails.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const started = performance.now()
    await client.ping()
    const pingMs = performance.now() - started
    // A channel that nobody listens to: an account that may not publish is refused.
    await client.publish('roompass', '')
    const version = /^redis_version:(\S+)/m.exec(await client.info('server').catch(() => ''))?.[1]
    return { version: version ?? 'unknown', pingMs }
  } catch (error) {
    throw new Unavailable(reasonOf(error))
  } finally {
    if (client.isOpen) client.destroy()
  }
}

/** `WRONGPASS`, `NOAUTH`, `NOPERM` begin what Redis says; what Node says has a code. Neither is passed on whole. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it does not answer'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : /^[A-Z]{4,}\b/.exec(error.message)?.[0]
  return code === undefined ? 'it does not answer' : `it cannot be used: ${code}`
}
