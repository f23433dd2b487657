import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createClient } from '@redis/client'
import { createRedisBus } from '../../src/bus/redis_bus.ts'
import { hasRedis, startRedis, type RedisHost } from '../hosts/redis.ts'
import { bePatient, eventually } from '../patience.ts'
import { busContract, heardBy, opened } from './contract.ts'

bePatient()

let host: RedisHost
const open = async (count: number) => Array.from({ length: count }, () => createRedisBus({ url: host.url }))

describe.skipIf(!hasRedis)('with a real Redis', () => {
  beforeAll(async () => {
    host = await startRedis()
  })
  afterAll(() => host?.stop())

  busContract({
    name: 'Redis',
    open,
    async outage() {
      await host.stop()
      return () => host.start()
    },
  })

  it('is made while Redis is down, and connects when it is there', async () => {
    await host.stop()
    const bus = createRedisBus({ url: host.url })
    onTestFinished(() => bus.close())
    const heard = heardBy(bus)
    bus.hint('keys')
    expect(bus.connected).toBe(false)
    await host.start()
    await eventually(() => heard).toEqual(['revocations', 'keys', 'nodes', 'sessions'])
  })

  it('asks again to listen where Redis refused it', async () => {
    const operator = createClient({ url: host.url })
    onTestFinished(() => operator.destroy())
    await operator.connect()
    const channels = (which: string) => operator.sendCommand(['acl', 'setuser', 'default', which])
    await channels('resetchannels')
    onTestFinished(async () => void (await channels('allchannels')))
    const bus = createRedisBus({ url: host.url })
    onTestFinished(() => bus.close())
    await eventually(() => operator.sendCommand(['acl', 'log'])).not.toEqual([])
    expect(bus.connected).toBe(false)
    const heard = heardBy(bus)
    await channels('allchannels')
    await eventually(() => heard).toEqual(['revocations', 'keys', 'nodes', 'sessions'])
    expect(bus.connected).toBe(true)
  })

  it('holds nobody up while Redis stands still', async () => {
    const [bus] = await opened({ open }, 1)
    const thaw = host.freeze()
    const began = performance.now()
    for (let n = 0; n < 5000; n += 1) bus!.hint('revocations')
    expect(performance.now() - began).toBeLessThan(500)
    thaw()
    const heard = heardBy(bus!)
    await eventually(() => {
      bus!.hint('keys')
      return heard
    }).toContain('keys')
  })

  it('does not hear what others say on its channel, nor on another one', async () => {
    const [bus] = await opened({ open }, 1)
    const other = createRedisBus({ url: host.url, channel: 'another' })
    onTestFinished(() => other.close())
    await eventually(() => other.connected).toBe(true)
    const heard = heardBy(bus!)
    other.hint('revocations')
    bus!.hint('keys')
    await eventually(() => heard).toEqual(['keys'])
  })
})
