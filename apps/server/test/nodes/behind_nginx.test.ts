// Three processes behind nginx, with a real Postgres and a real Redis, as one system: thirty people in ten rooms, a node that is killed, and a
// restart of all of them, one after the other.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createFakeEngine, createRoomClient, type RoomClient } from '@roompass/room/client'
import { createApiKey } from '../../src/identity/api_keys.ts'
import { appId, serverSecret } from '../config/configs.ts'
import { freePort } from '../hosts/command.ts'
import { hasNginx, startNginx } from '../hosts/nginx.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import type { ProxyHost } from '../hosts/proxy.ts'
import { hasRedis, startRedis, type RedisHost } from '../hosts/redis.ts'
import { startServing, type Serving } from '../hosts/serving.ts'

const { key, entry } = createApiKey('backend')
const config = {
  apps: [{ appId, serverSecret }],
  identity: { apiKeys: [entry] },
  policy: { rules: [{ rooms: '*', publish: true }] },
  limits: { tokensPerUser: 1_000_000, tokensPerNetwork: 1_000_000 },
  http: { trustedProxies: ['127.0.0.1'] },
}
const roomCount = 10
const perRoom = 3

let postgres: PostgresHost
let redis: RedisHost
let nginx: ProxyHost
let folder: string
let start: (port: number) => Promise<Serving>
const nodes: Serving[] = []
const people: RoomClient[] = []

async function askForToken(userId: string, roomId: string): Promise<Response> {
  return fetch(`${nginx.url}/v1/kit-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ userId, roomId }),
  })
}

async function personIn(roomId: string, userId: string): Promise<RoomClient> {
  const { kitToken } = await (await askForToken(userId, roomId)).json()
  const client = createRoomClient({ kitToken, serverUrl: nginx.url, engine: createFakeEngine(), webSocket: WebSocket })
  await client.join()
  return client
}

/** How many see everybody of their room, and nobody else. */
const atHome = (): number =>
  people.filter(({ state, participants }) => state.name === 'joined' && participants.length === perRoom - 1).length

/** Milliseconds until everybody is with everybody of their room. */
async function togetherAfter(began: number, patience: number): Promise<number> {
  await expect.poll(atHome, { timeout: patience, interval: 20 }).toBe(roomCount * perRoom)
  return performance.now() - began
}

describe.skipIf(!hasNginx || !hasPostgres || !hasRedis)('three processes behind nginx', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roompass-nodes-'))
    await writeFile(join(folder, 'roompass.config.mjs'), `export default ${JSON.stringify(config)}`)
    ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
    const database = await postgres.database()
    start = (port) =>
      startServing(port, folder, {
        ROOMPASS_DATABASE: database,
        ROOMPASS_REDIS: redis.url,
        ROOMPASS_NODE_URL: `http://127.0.0.1:${port}`,
      })
    const ports = [await freePort(), await freePort(), await freePort()]
    nodes.push(...(await Promise.all(ports.map(start))))
    nginx = await startNginx(ports)
  }, 120_000)
  afterAll(async () => {
    await Promise.all(people.map((one) => one.leave()))
    await Promise.all(nodes.map((node) => node.stop()))
    await nginx?.end()
    await Promise.all([postgres?.end(), redis?.stop()])
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  it('let thirty people of ten rooms meet, whichever process each of them reached', async () => {
    const all = Array.from({ length: roomCount * perRoom }, (_, i) => [`room-${i % roomCount}`, `user-${i}`] as const)
    people.push(...(await Promise.all(all.map(([room, user]) => personIn(room, user)))))
    await togetherAfter(performance.now(), 20_000)
    const [sockets, rooms] = [
      await Promise.all(nodes.map((node) => node.metric('roompass_sockets'))),
      await Promise.all(nodes.map((node) => node.metric('roompass_rooms'))),
    ]
    // Each process was reached, and each room is in one place alone.
    for (const count of sockets) expect(count).toBeGreaterThanOrEqual(10)
    expect(rooms.reduce((sum, count) => sum + count, 0)).toBe(roomCount)
    expect(sockets.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(roomCount * perRoom)
  })

  it('give nobody outside what nodes say to each other', async () => {
    expect((await fetch(`${nginx.url}/v1/node`, { method: 'POST', body: '{"do":"list"}' })).status).toBe(404)
    const forged = new WebSocket(`${nginx.url.replace('http', 'ws')}/v1/room`, 'roompass.room.v1', {
      headers: { 'roompass-relay': '1.e30.AAAA' },
    })
    // The proxy has taken it away: they are a client like any other.
    await new Promise((done, failed) => forged.on('open', done).on('error', failed))
    forged.terminate()
  })

  it('bring everybody together again when one of them is killed', async () => {
    const victim = nodes.shift()!
    const began = performance.now()
    await victim.kill()
    await expect.poll(atHome, { timeout: 5000, interval: 5 }).toBeLessThan(roomCount * perRoom)
    const took = await togetherAfter(began, 30_000)
    expect(took).toBeLessThan(15_000)
    nodes.push(await start(victim.port))
    await expect.poll(() => nodes.at(-1)!.metric('roompass_rooms'), { timeout: 15_000 }).toBeGreaterThan(0)
    await togetherAfter(performance.now(), 20_000)
  })

  it('restart one after the other, and no request fails', async () => {
    const statuses = new Map<string, number>()
    const over = new AbortController()
    const asking = async (ask: () => Promise<Response>): Promise<void> => {
      while (!over.signal.aborted) {
        const outcome = await ask().then(
          async (response) => {
            await response.arrayBuffer()
            return String(response.status)
          },
          (error: unknown) => String(error),
        )
        statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1)
        await pause(10)
      }
    }
    const askers = [
      asking(() => askForToken('ada', 'lobby')),
      asking(() => askForToken('bob', 'lobby')),
      ...Array.from({ length: 6 }, (_, i) => asking(() => askForToken(`user-${i}`, 'lobby'))),
      asking(() => fetch(`${nginx.url}/v1/app`)),
      asking(() => fetch(`${nginx.url}/healthz`)),
    ]
    for (let n = 0; n < 3; n += 1) {
      const old = nodes.shift()!
      expect(await old.stop()).toBe(0)
      nodes.push(await start(old.port))
      await pause(500)
    }
    over.abort()
    await Promise.all(askers)
    expect([...statuses.keys()].toSorted(), nginx.complaints()).toEqual(['200', '201'])
    expect(statuses.get('201')).toBeGreaterThan(100)
    await togetherAfter(performance.now(), 30_000)
  })
})
