import { describe, expect, it } from 'vitest'
import { createFailureBudget, type FailureBudget } from '../../src/limits/failures.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import { createFakeClock, type FakeClock } from '../fakes/clock.ts'

function start(): { readonly budget: FailureBudget; readonly log: CapturedLog; readonly clock: FakeClock } {
  const [log, clock] = [createCapturedLog(), createFakeClock()]
  return { log, clock, budget: createFailureBudget({ appId: 7, counts: null, log, now: () => clock.now() }) }
}

function fail(budget: FailureBudget, network: string | null, times: number): void {
  for (let n = 0; n < times; n += 1) budget.failed({ network })
}

describe('the budget of failures', () => {
  it('is twenty at once for a network, and ten a minute', () => {
    const { budget, clock } = start()
    fail(budget, 'a', 19)
    expect(budget.spent({ network: 'a' })).toBe(0)
    fail(budget, 'a', 1)
    expect([budget.spent({ network: 'a' }), budget.spent({ network: 'b' })]).toEqual([6, 0])
    clock.advance(6000)
    expect(budget.spent({ network: 'a' })).toBe(0)
  })

  // A household, or a rented machine, that has a /48 has 65536 networks, each with a budget of its own.
  it('is two hundred at once for the networks of an IPv6 /48 together, and a hundred a minute', () => {
    const { budget, clock } = start()
    for (let n = 0; n < 200; n += 1) fail(budget, `2001:db8:1:${n.toString(16)}::/64`, 1)
    expect(budget.spent({ network: '2001:db8:1:ffff::/64' })).toBe(1)
    expect(budget.spent({ network: '2001:db8:2:ffff::/64' })).toBe(0)
    expect(budget.spent({ network: '203.0.113.0/24' })).toBe(0)
    expect(budget.spent({ holder: 'p1' })).toBe(0)
    clock.advance(600)
    expect(budget.spent({ network: '2001:db8:1:ffff::/64' })).toBe(0)
  })

  it('lets nobody of a /48 pay for one network of it that has spent its own', () => {
    const { budget } = start()
    fail(budget, '2001:db8:1:2::/64', 20)
    expect(budget.spent({ network: '2001:db8:1:2::/64' })).toBe(6)
    expect(budget.spent({ network: '2001:db8:1:3::/64' })).toBe(0)
  })

  it('names the /48 whose networks were wrong a hundred times together', () => {
    const { budget, log } = start()
    for (let n = 0; n < 100; n += 1) fail(budget, `2001:db8:1:${n.toString(16)}::/64`, 1)
    expect(log.lines.map((line) => JSON.parse(line).network)).toEqual([null, '2001:db8:1::/48'])
  })

  it('is six hundred a minute for all networks together', () => {
    const { budget } = start()
    for (let n = 0; n < 600; n += 1) fail(budget, `network-${n}`, 1)
    expect(budget.spent({ network: 'another' })).toBe(1)
    expect(budget.spent({ holder: 'p1' })).toBe(0)
  })

  it('is one for all whose network is not known', () => {
    const { budget } = start()
    fail(budget, null, 20)
    expect(budget.spent({ network: null })).toBeGreaterThan(0)
  })

  it('says once in ten minutes that a hundred were wrong, of the app and of the network', () => {
    const { budget, log, clock } = start()
    fail(budget, 'a', 99)
    expect(log.lines).toEqual([])
    fail(budget, 'a', 400)
    const told = log.lines.map((line) => JSON.parse(line))
    expect(told).toEqual([
      expect.objectContaining({ event: 'verification_failures', app_id: 7, network: null, failures: 100, minutes: 10 }),
      expect.objectContaining({ event: 'verification_failures', app_id: 7, network: 'a' }),
    ])
    clock.advance(600_000)
    fail(budget, 'a', 100)
    expect(log.lines).toHaveLength(4)
  })
})
