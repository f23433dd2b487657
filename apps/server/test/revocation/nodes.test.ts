// Three nodes on one Postgres: what is revoked on one of them holds on all, soon with hints, and within the second without.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass, type Roompass, type RoompassParts } from '../../src/app.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { createPostgresBus } from '../../src/bus/postgres_bus.ts'
import { createRedisBus } from '../../src/bus/redis_bus.ts'
import type { Bus } from '../../src/bus/bus.ts'
import { verifyAudit } from '../../src/audit/export.ts'
import { forGood } from '../../src/revocation/revocation.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { hasRedis, startRedis, type RedisHost } from '../hosts/redis.ts'
import { bePatient, eventually } from '../patience.ts'
import { as, config, origin } from '../service.ts'

bePatient()

let postgres: PostgresHost
let redis: RedisHost

async function node(url: string, bus: Bus): Promise<Roompass> {
  const parts: RoompassParts = { store: await openPostgresStore({ url }), bus, log: createCapturedLog() }
  const roompass = await createRoompass(config, parts)
  onTestFinished(() => roompass.close())
  await eventually(() => bus.connected).toBe(true)
  return roompass
}

async function askFor(roompass: Roompass, userId: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...as(userId) }
  const body = JSON.stringify({ roomId: 'lobby' })
  return roompass.fetch(new Request(`${origin}/v1/kit-tokens`, { method: 'POST', headers, body }))
}
const tokenFor = async (roompass: Roompass, userId: string): Promise<string> =>
  (await (await askFor(roompass, userId)).json()).kitToken

/** Resolves with what happened first: the welcome, or the name of the close. `closed` is when it was closed, null while it is not. */
async function enter({ hub }: Roompass, kitToken: string) {
  const guest: { first: string; closed: number | null } = { first: '', closed: null }
  const handler = hub.opened({
    send: () => (guest.first ||= 'welcome'),
    close(_, reason) {
      guest.first ||= reason
      guest.closed ??= performance.now()
    },
    bufferedAmount: 0,
  })
  handler.message(JSON.stringify({ type: 'hello', kitToken }))
  await eventually(() => guest.first, { interval: 1 }).not.toBe('')
  return guest
}

describe.skipIf(!hasPostgres)('three nodes', () => {
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  /** Somebody on each node; revoked on the first. Gives the milliseconds from the acknowledgement until each was out. */
  async function revokedOnOne(createBus: (url: string) => Bus): Promise<number[]> {
    const url = await postgres.database()
    const nodes = await Promise.all([1, 2, 3].map(() => node(url, createBus(url))))
    const first = nodes[0]!
    const held = await tokenFor(first, 'ada')
    const guests = await Promise.all(nodes.map((one) => enter(one, held)))
    expect(guests.map((guest) => guest.first)).toEqual(['welcome', 'welcome', 'welcome'])
    const scope = { kind: 'user', userId: 'ada' } as const
    const { id } = await first.revocations.revoke({ scope, until: forGood }, 'admin')
    const acknowledged = performance.now()
    await eventually(() => guests.every(({ closed }) => closed !== null), { interval: 1 }).toBe(true)

    for (const one of nodes) {
      expect((await enter(one, held)).first).toBe('token_revoked')
      expect((await askFor(one, 'ada')).status).toBe(403)
      expect((await askFor(one, 'bob')).status).toBe(201)
    }
    const late = await node(url, createLocalBus())
    expect((await enter(late, held)).first).toBe('token_revoked')

    await nodes[1]!.revocations.undo(id, 'admin')
    for (const one of nodes) await eventually(async () => (await enter(one, held)).first).toBe('welcome')
    const store = await openPostgresStore({ url })
    expect(await verifyAudit(store)).toMatchObject({ whole: true })
    await store.close()
    return guests.map(({ closed }) => closed! - acknowledged)
  }

  it('send out whoever was revoked on one of them, and take nothing from them: with hints of Postgres', async () => {
    const ms = await revokedOnOne((url) => createPostgresBus({ url }))
    expect(Math.max(...ms)).toBeLessThan(5000)
  })

  it('do so without any hint, since every node asks', async () => {
    const ms = await revokedOnOne(createLocalBus)
    expect(ms[0]).toBeLessThanOrEqual(0)
    expect(Math.max(...ms)).toBeLessThan(5000)
  })

  describe.skipIf(!hasRedis)('with a real Redis', () => {
    beforeAll(async () => {
      redis = await startRedis()
    })
    afterAll(() => redis?.stop())

    it('do so with hints of Redis', async () => {
      const ms = await revokedOnOne(() => createRedisBus({ url: redis.url }))
      expect(Math.max(...ms)).toBeLessThan(5000)
    })
  })
})
