// Hints through Redis: pub/sub, which keeps nothing. The server works on without it; then only the clock wakes those who follow.
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { createEars, isTopic, type Bus } from './bus.ts'

export interface RedisBusOptions {
  /** `redis://user:password@host:port`, or `rediss://`. */
  readonly url: string
  /** Default `roompass`. */
  readonly channel?: string
}

/** Milliseconds: the longest pause between two attempts to connect, and how long one may take. */
const longestPause = 1000
const connectPatience = 2000
/** A line that is silent for so long is asked whether it still is one. */
const pingEvery = 5000

/** Connects in the background, and again whenever the line breaks. */
export function createRedisBus({ url, channel = 'roompass' }: RedisBusOptions): Bus {
  const ears = createEars()
  const out = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1000,
    pingInterval: pingEvery,
    socket: { connectTimeout: connectPatience, reconnectStrategy: (n) => Math.min(50 * 2 ** n, longestPause) },
  })
  const into = out.duplicate()
  const closing = new AbortController()
  let [closed, subscribed, broken] = [false, false, false]

  // Each attempt that fails says so; that the line is down shows in `connected`.
  for (const client of [out, into]) client.on('error', () => (broken = true))
  // The subscription is made again by the client before it is ready.
  into.on('ready', () => {
    if (broken && subscribed) ears.hearAll()
    broken = false
  })
  /** The first time. Where the line breaks meanwhile, or Redis refuses it, the client does not come back to it by itself. */
  const subscribe = (): Promise<boolean> =>
    into
      .subscribe(channel, (message) => {
        if (!closed && isTopic(message)) ears.hear(message)
      })
      .then(
        () => true,
        () => false,
      )
  const open = async (): Promise<void> => {
    await Promise.all([out.connect(), into.connect()])
    while (!(await subscribe())) await pause(longestPause, undefined, { signal: closing.signal, ref: false })
    subscribed = true
    // What was hinted before the first subscription was missed as well.
    ears.hearAll()
  }
  // It fails only when it is closed meanwhile: the client goes on trying until then.
  const opening = open().catch(() => undefined)

  return {
    hint(topic) {
      if (out.isReady) out.publish(channel, topic).catch(() => undefined)
    },
    listen: ears.listen,
    get connected() {
      return !closed && subscribed && out.isReady && into.isReady
    },
    async close() {
      if (closed) return
      closed = true
      closing.abort()
      for (const client of [out, into]) if (client.isOpen) client.destroy()
      await opening
    },
  }
}
