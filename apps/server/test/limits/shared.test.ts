import { afterAll, describe, expect, it } from 'vitest'
import { createFailureBudget } from '../../src/limits/failures.ts'
import { createLimiter, type Limiter } from '../../src/limits/limiter.ts'
import { createSharedLimiter } from '../../src/limits/shared.ts'
import { createSharedCounts, type SharedCounts } from '../../src/limits/shared_counts.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import { hasRedis, startRedis } from '../hosts/redis.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

describe.runIf(hasRedis)('a limit that nodes share', async () => {
  const redis = hasRedis ? await startRedis() : null
  const open: SharedCounts[] = []
  afterAll(async () => {
    await Promise.all(open.map((counts) => counts.close()))
    await redis?.stop()
  })
  let tests = 0

  /** A node, connected. */
  async function node(
    prefix: string,
  ): Promise<{ counts: SharedCounts; log: CapturedLog; limit: (perMinute: number) => Limiter }> {
    const log = createCapturedLog()
    const counts = createSharedCounts(redis?.url ?? '', prefix, log)
    open.push(counts)
    const probe = { name: 'probe', perMinute: 1_000_000, burst: 1_000_000 }
    await eventually(() => counts.take(probe, 'x', false)).toBe(0)
    return {
      counts,
      log,
      limit: (perMinute) => createSharedLimiter(createLimiter({ name: 'test', perMinute }, Date.now), counts),
    }
  }
  async function nodes() {
    tests += 1
    return [await node(`test-${tests}`), await node(`test-${tests}`)] as const
  }
  async function given(limits: readonly Limiter[], key: string, times: number): Promise<number> {
    const waits = await Promise.all(Array.from({ length: times }, async (_, n) => limits[n % limits.length]?.take(key)))
    return waits.filter((wait) => wait === 0).length
  }

  it('lets no more through on all of them than on one, however many ask at once', async () => {
    const [a, b] = await nodes()
    const limits = [a.limit(30), b.limit(30)]
    expect(await given(limits, 'ada', 200)).toBe(30)
    expect(await given(limits, 'bob', 10)).toBe(10)
  })

  it('says how long there is to wait, and keeps its word', async () => {
    const [a, b] = await nodes()
    const [first, second] = [a.limit(30), b.limit(30)]
    for (let n = 0; n < 30; n += 1) await first.take('ada')
    expect(await second.take('ada')).toBe(2)
    await new Promise((later) => setTimeout(later, 2050))
    expect(await second.take('ada')).toBe(0)
    expect(await second.take('ada')).toBe(2)
  })

  it('has a budget of failures that is one for all nodes', async () => {
    const [a, b] = await nodes()
    const budgetOf = ({ counts, log }: typeof a) => createFailureBudget({ appId: 1, counts, log, now: Date.now })
    const [here, there] = [budgetOf(a), budgetOf(b)]
    for (let n = 0; n < 20; n += 1) here.failed({ network: 'n' })
    // Of its own five would leave plenty; more than one, since a busy Redis may take too long for the first.
    let own = 0
    await eventually(() => {
      if (own++ < 5) there.failed({ network: 'n' })
      return there.spent({ network: 'n' })
    }).toBeGreaterThan(5)
  })

  it('is kept by each node for itself while Redis says nothing, at once and with a word in the log', async () => {
    const [a, b] = await nodes()
    const limits = [a.limit(10), b.limit(10)]
    const thaw = redis?.freeze()
    const started = performance.now()
    expect(await given(limits, 'ada', 100)).toBe(20)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(a.log.events).toContain('warn limits_not_shared')
    thaw?.()
    await eventually(async () => {
      await limits[0]?.take(`key-${Math.random()}`)
      return a.log.events
    }).toContain('info limits_shared_again')
    expect(await given(limits, 'ada', 100)).toBe(0)
  })

  it('survives that Redis is gone and comes back', async () => {
    const [a, b] = await nodes()
    const limits = [a.limit(10), b.limit(10)]
    await redis?.stop()
    expect(await given(limits, 'ada', 100)).toBe(20)
    await redis?.start()
    await eventually(() => given(limits, `key-${Math.random()}`, 100)).toBe(10)
  })
})
