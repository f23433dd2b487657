import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineRedis } from '../../src/examine/redis.ts'
import { hasRedis, startRedis, type RedisHost } from '../hosts/redis.ts'
import { bePatient } from '../patience.ts'

bePatient()

describe.skipIf(!hasRedis)('looking at a Redis', () => {
  let host: RedisHost
  beforeAll(async () => {
    host = await startRedis()
  })
  afterAll(() => host?.stop())

  it('says its version, and how long it takes to answer', async () => {
    const { version, pingMs } = await examineRedis(host.url)
    expect(version).toMatch(/^\d+\.\d+/)
    expect(pingMs).toBeGreaterThan(0)
  })

  it('says why it cannot be used, without the password', async () => {
    await expect(examineRedis(host.url.replace('//', '//ada:lovelace@'))).rejects.toThrow(
      'it cannot be used: WRONGPASS',
    )
    const admin = await createClient({ url: host.url }).connect()
    await admin.sendCommand(['ACL', 'SETUSER', 'listener', 'on', '>word', '+ping', '+hello', '+client', '+info'])
    admin.destroy()
    await expect(examineRedis(host.url.replace('//', '//listener:word@'))).rejects.toThrow('it cannot be used: NOPERM')
    await expect(examineRedis('redis://ada:lovelace@127.0.0.1:1')).rejects.toThrow('it cannot be used: ECONNREFUSED')
  })

  it('does not wait for one that says nothing', async () => {
    const thaw = host.freeze()
    const started = performance.now()
    await expect(examineRedis(host.url)).rejects.toThrow('it')
    expect(performance.now() - started).toBeLessThan(10_000)
    thaw()
  })
})
