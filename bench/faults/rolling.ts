// `node bench/faults/rolling.ts [--rounds 3]`: three nodes behind nginx, with Postgres and Redis, are restarted one after the other, again and again, while tokens are
// asked for and thirty people are in rooms. No request fails, and everybody is back soon. Needs `npm run build`.
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { createFakeEngine, createRoomClient, type RoomClient } from '@roompass/room/client'
import { freePort } from '../../apps/server/test/hosts/command.ts'
import { startNginx } from '../../apps/server/test/hosts/nginx.ts'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { startRedis } from '../../apps/server/test/hosts/redis.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'
import { amount } from '../amounts.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { openDoor } from './sessions.ts'
import { openSite, type Node } from './site.ts'

const rounds = amount('rounds', 3)
const [roomCount, perRoom] = [10, 3]
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const site = await openSite({
  room: openDoor,
  database: await postgres.database(),
  redis: redis.url,
  http: { trustedProxies: ['127.0.0.1'] },
})
const ports = [await freePort(), await freePort(), await freePort()]
const start = (port: number): Promise<Node> =>
  site.start({ PORT: `${port}`, ROOMPASS_NODE_URL: `http://127.0.0.1:${port}` })
const nodes = await Promise.all(ports.map(start))
const nginx = await startNginx(ports)

async function personIn(roomId: string, userId: string): Promise<RoomClient> {
  const client = createRoomClient({
    kitToken: mintFor(site.app, { userId, roomId, expiresIn: 3600 }),
    serverUrl: nginx.url,
    engine: createFakeEngine(),
    webSocket: WebSocket,
  })
  await client.join()
  return client
}

try {
  const people: RoomClient[] = await Promise.all(
    Array.from({ length: roomCount * perRoom }, (_, i) => personIn(`room-${i % roomCount}`, `user-${i}`)),
  )
  const isHome = ({ state, participants }: RoomClient): boolean =>
    state.name === 'joined' && participants.length === perRoom - 1
  while (!people.every(isHome)) await pause(20)

  // How long each of them is not with everybody of their room, at a time.
  const awayMs: number[] = []
  const since = new Map<RoomClient, number>()
  const watch = setInterval(() => {
    for (const person of people) {
      const from = since.get(person)
      if (isHome(person) && from !== undefined) {
        awayMs.push(performance.now() - from)
        since.delete(person)
      } else if (!isHome(person) && from === undefined) since.set(person, performance.now())
    }
  }, 20)

  const answers = new Map<string, number>()
  const times: number[] = []
  const over = new AbortController()
  const asking = async (path: string, body: object | null): Promise<void> => {
    while (!over.signal.aborted) {
      const began = performance.now()
      const outcome = await fetch(`${nginx.url}${path}`, {
        headers: site.headers,
        ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
      }).then(
        async (response) => {
          await response.arrayBuffer()
          return `${response.status}`
        },
        (error: unknown) => String(error),
      )
      answers.set(outcome, (answers.get(outcome) ?? 0) + 1)
      times.push(performance.now() - began)
      await pause(5)
    }
  }
  const callers = [
    ...Array.from({ length: 12 }, (_, i) => asking('/v1/kit-tokens', { userId: `asker-${i}`, roomId: 'lobby' })),
    // What nginx does not send twice: it fails when a node does not finish it.
    ...Array.from({ length: 4 }, () => asking('/v1/inspect', { token: 'x' })),
    asking('/v1/app', null),
    asking('/healthz', null),
  ]
  const exitCodes: (number | null)[] = []
  const stopMs: number[] = []
  for (let n = 0; n < rounds * nodes.length; n += 1) {
    const at = n % nodes.length
    const began = performance.now()
    exitCodes.push((await nodes[at]?.stop()) ?? null)
    stopMs.push(performance.now() - began)
    nodes[at] = await start(ports[at]!)
    await pause(500)
  }
  over.abort()
  await Promise.all(callers)
  const patience = performance.now() + 20_000
  while (since.size > 0 && performance.now() < patience) await pause(20)
  clearInterval(watch)
  for (const [outcome, count] of answers) console.log(`  ${outcome}: ${count}`)
  const failed = [...answers].filter(([outcome]) => !/^20[01]$/.test(outcome)).reduce((sum, [, n]) => sum + n, 0)
  // That a door is closed is no loss: nothing was sent yet. Anything else nginx had to ask twice, or could not.
  const complaints = nginx.complaints().split('\n')
  const cutOff = complaints.filter((line) => line.includes('[error]') && !line.includes('Connection refused'))
  for (const line of cutOff.slice(0, 5)) console.log(`  ${line}`)
  report(
    'rolling',
    {
      restarts: exitCodes.length,
      requests: times.length,
      failed,
      cut_off_and_asked_twice: cutOff.filter((line) => !line.includes('/v1/room')).length,
      answered_p99_ms: percentile(times, 0.99),
      answered_most_ms: Math.max(...times),
      stopped_after_most_s: Math.max(...stopMs) / 1000,
      times_that_somebody_was_away: awayMs.length,
      away_p50_ms: percentile(awayMs, 0.5),
      away_p99_ms: percentile(awayMs, 0.99),
      not_back: since.size,
      exit_codes_but_0: exitCodes.filter((code) => code !== 0).length,
    },
    {
      failed: exactly(0),
      cut_off_and_asked_twice: exactly(0),
      stopped_after_most_s: atMost(15),
      away_p99_ms: atMost(3000),
      not_back: exactly(0),
      exit_codes_but_0: exactly(0),
    },
  )
} finally {
  await nginx.end()
  await site.end()
  await Promise.all([postgres.end(), redis.stop()])
}
process.exit()
