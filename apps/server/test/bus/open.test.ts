// What each setting means, seen by a bus beside it: another node.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass } from '../../src/app.ts'
import type { Bus } from '../../src/bus/bus.ts'
import { openBus } from '../../src/bus/open.ts'
import { createPostgresBus } from '../../src/bus/postgres_bus.ts'
import { createRedisBus } from '../../src/bus/redis_bus.ts'
import type { RoompassConfig } from '../../src/config/config.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ownFolder } from '../folder.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { hasRedis, startRedis, type RedisHost } from '../hosts/redis.ts'
import { bePatient, eventually } from '../patience.ts'
import { config } from '../service.ts'
import { heardBy } from './contract.ts'

bePatient()

/** What another node hears when something is revoked on a server with these settings. */
async function heardOf(settings: RoompassConfig, bus: Bus): Promise<string[]> {
  onTestFinished(() => bus.close())
  const roompass = await createRoompass({ ...config, ...settings }, { log: createCapturedLog() })
  onTestFinished(() => roompass.close())
  await eventually(() => bus.connected).toBe(true)
  const heard = heardBy(bus)
  // The server may still be connecting, and what is hinted before that is lost.
  await eventually(async () => {
    await roompass.revocations.revoke({ scope: { kind: 'app' } }, 'admin')
    return heard
  }).toContain('revocations')
  return heard
}

describe.skipIf(!hasRedis)('a server with a Redis', () => {
  let redis: RedisHost
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis?.stop())

  it('tells other nodes through it what it has revoked', async () => {
    const database = join(await ownFolder(), 'roompass.db')
    const heard = await heardOf({ database, redis: redis.url }, createRedisBus({ url: redis.url }))
    expect(new Set(heard)).toEqual(new Set(['revocations']))
  })

  it('starts and revokes while it is away', async () => {
    await redis.stop()
    onTestFinished(() => redis.start())
    const database = join(await ownFolder(), 'roompass.db')
    const roompass = await createRoompass({ ...config, database, redis: redis.url }, { log: createCapturedLog() })
    onTestFinished(() => roompass.close())
    expect(await roompass.revocations.revoke({ scope: { kind: 'app' } }, 'admin')).toMatchObject({ id: 1 })
  })
})

describe.skipIf(!hasPostgres)('a node with a Postgres alone', () => {
  let postgres: PostgresHost
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  it('hears other nodes through that', async () => {
    const database = await postgres.database()
    const [bus, other] = [openBus({ database, redis: null }), createPostgresBus({ url: database })]
    for (const one of [bus, other]) onTestFinished(() => one.close())
    await eventually(() => bus.connected && other.connected).toBe(true)
    const heard = heardBy(bus)
    other.hint('keys')
    await eventually(() => heard).toEqual(['keys'])
  })
})
