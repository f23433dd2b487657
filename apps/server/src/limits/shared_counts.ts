// Counts that nodes share through Redis, by its clock: one number for each key, the time at which its bucket would be full again (GCRA).
// Without an answer in time there is none, and whoever asks goes by what this process knows.
import { createClient, defineScript, type CommandParser } from '@redis/client'
import type { Log } from '../log.ts'
import type { Rate } from './limiter.ts'

export interface SharedCounts {
  /**
   * Takes one of a key. `force`: also where there is none.
   * @returns seconds until there is one (0: it was taken; after `force`, until there is another); null when Redis does not answer
   */
  take(rate: Required<Rate>, key: string, force: boolean): Promise<number | null>
  close(): Promise<void>
}

/** Milliseconds: how long an answer may take, and how long nothing is asked after one did not come. */
const patienceMs = 100
const pauseMs = 1000

// Microseconds. What lies too far ahead was written before the clock was set back.
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, burst, force = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3] == '1'
local full = now + interval * burst
local at = math.min(math.max(tonumber(redis.call('GET', KEYS[1]) or now), now), full + interval * burst)
local wait = at + interval - full
if wait > 0.5 and not force then return math.ceil(wait) end
at = at + interval
redis.call('SET', KEYS[1], string.format('%.0f', at), 'PX', math.ceil((at - now) / 1000) + 1000)
if force then return math.max(0, math.ceil(at + interval - full)) end
return 0
`

const takeOne = defineScript({
  SCRIPT: script,
  NUMBER_OF_KEYS: 1,
  parseCommand(parser: CommandParser, key: string, interval: number, burst: number, force: boolean) {
    parser.pushKey(key)
    parser.push(String(interval), String(burst), force ? '1' : '0')
  },
  transformReply: (reply: number) => reply,
})

/** Null for what comes too late. */
async function inTime<T>(asked: Promise<T | null>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), patienceMs)
  })
  const first = await Promise.race([asked, late])
  clearTimeout(timer)
  return first
}

/** Connects in the background, and again whenever the line breaks. */
export function createSharedCounts(url: string, prefix: string, log: Log): SharedCounts {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1000,
    pingInterval: 5000,
    socket: { connectTimeout: 2000, reconnectStrategy: (n) => Math.min(50 * 2 ** n, 1000) },
    scripts: { takeOne },
  })
  client.on('error', () => undefined)
  const opening = client.connect().catch(() => undefined)
  let [asksAgainAt, away] = [0, false]
  const missed = (): null => {
    asksAgainAt = performance.now() + pauseMs
    if (!away) log.warn('limits_not_shared')
    away = true
    return null
  }
  return {
    async take({ name, perMinute, burst }, key, force) {
      if (performance.now() < asksAgainAt) return null
      if (!client.isReady) return missed()
      const asked = client.takeOne(`${prefix}:${name}:${key}`, 60_000_000 / perMinute, burst, force).catch(() => null)
      const micros = await inTime(asked)
      if (micros === null) return missed()
      if (away) log.info('limits_shared_again')
      away = false
      return Math.ceil(micros / 1_000_000)
    },
    async close() {
      if (client.isOpen) client.destroy()
      await opening
    },
  }
}
