import { describe, expect, it } from 'vitest'
import { createLimiter, type LocalLimiter, type Rate } from '../../src/limits/limiter.ts'
import { createFakeClock, type FakeClock } from '../fakes/clock.ts'
import { bePatient } from '../patience.ts'

bePatient()

function limiter(perMinute: number, more: Partial<Rate> = {}): LocalLimiter & { readonly clock: FakeClock } {
  const clock = createFakeClock()
  return { ...createLimiter({ name: 'test', perMinute, ...more }, () => clock.now()), clock }
}

/** How many of so many are given. */
function given(limit: LocalLimiter, key: string, times: number): number {
  return Array.from({ length: times }, () => limit.take(key)).filter((wait) => wait === 0).length
}

describe('a limit', () => {
  it('lets as many through at once as it lets through in a minute', () => {
    expect(given(limiter(30), 'ada', 100)).toBe(30)
    expect(given(limiter(1), 'ada', 100)).toBe(1)
  })

  it('is one for each key', () => {
    const limit = limiter(3)
    expect(given(limit, 'ada', 10)).toBe(3)
    expect(given(limit, 'bob', 10)).toBe(3)
    expect(given(limit, '__proto__', 10)).toBe(3)
    expect(given(limit, '', 10)).toBe(3)
  })

  it('gives one back every so often, and no more than there were', () => {
    const limit = limiter(30)
    given(limit, 'ada', 30)
    limit.clock.advance(1999)
    expect(given(limit, 'ada', 5)).toBe(0)
    limit.clock.advance(1)
    expect(given(limit, 'ada', 5)).toBe(1)
    limit.clock.advance(10_000)
    expect(given(limit, 'ada', 50)).toBe(5)
    limit.clock.advance(86_400_000)
    expect(given(limit, 'ada', 50)).toBe(30)
  })

  it('says how many seconds there are to wait, and keeps its word', () => {
    const limit = limiter(4)
    given(limit, 'ada', 4)
    expect(limit.take('ada')).toBe(15)
    limit.clock.advance(14_001)
    expect(limit.take('ada')).toBe(1)
    limit.clock.advance(1000)
    expect(limit.take('ada')).toBe(0)
  })

  it('costs nothing when it refuses', () => {
    const limit = limiter(4)
    given(limit, 'ada', 4)
    given(limit, 'ada', 1000)
    expect(limit.take('ada')).toBe(15)
  })

  it('lets no more through over any time than that time gives', () => {
    const limit = limiter(60)
    let through = 0
    for (let tenth = 0; tenth < 600; tenth += 1) {
      through += given(limit, 'ada', 3)
      limit.clock.advance(100)
    }
    expect(through).toBe(60 + 59)
  })

  // Once somebody who only asked how long to wait had to wait until the clock was where it had been.
  it('goes on from there also for whoever takes nothing', () => {
    const limit = limiter(30)
    given(limit, 'ada', 30)
    limit.clock.advance(-3_600_000)
    expect(limit.wait('ada')).toBe(2)
    limit.clock.advance(2000)
    expect(limit.wait('ada')).toBe(0)
  })

  it('gives and takes nothing when the clock is set back, and goes on from there', () => {
    const limit = limiter(30)
    given(limit, 'ada', 30)
    limit.clock.advance(-3_600_000)
    expect(given(limit, 'ada', 5)).toBe(0)
    limit.clock.advance(2000)
    expect(given(limit, 'ada', 5)).toBe(1)
  })

  it('remembers the last twenty-five thousand keys, and fifty thousand at most', () => {
    const limit = limiter(1)
    for (let n = 0; n < 25_000; n += 1) limit.take(`key-${n}`)
    for (const n of [0, 1, 12_345, 24_999]) expect(limit.take(`key-${n}`)).toBeGreaterThan(0)
    for (let n = 0; n < 50_000; n += 1) limit.take(`flood-${n}`)
    expect(limit.take('key-0')).toBe(0)
  })

  it('does not forget who keeps asking, however many others ask', () => {
    const limit = limiter(1)
    limit.take('ada')
    for (let n = 0; n < 200_000; n += 1) {
      limit.take(`flood-${n}`)
      if (n % 10_000 === 0) expect(limit.take('ada')).toBeGreaterThan(0)
    }
  })

  // Once the oldest key was looked for among all that had been deleted: a flood took eighty times as long.
  it('takes no longer in a flood of keys', () => {
    const limit = limiter(1)
    const started = performance.now()
    for (let n = 0; n < 200_000; n += 1) limit.take(`flood-${n}`)
    expect(performance.now() - started).toBeLessThan(4000)
  })
})

describe('a limit with a burst of its own', () => {
  it('lets that many through at once, and then as many as the rate', () => {
    const limit = limiter(10, { burst: 20 })
    expect(given(limit, 'ada', 50)).toBe(20)
    limit.clock.advance(60_000)
    expect(given(limit, 'ada', 50)).toBe(10)
  })
})

describe('a debt', () => {
  it('is taken whether or not there is something, and paid before there is something again', () => {
    const limit = limiter(10, { burst: 2 })
    expect([limit.wait('ada'), limit.charge('ada'), limit.charge('ada'), limit.charge('ada')]).toEqual([0, 0, 6, 12])
    expect(limit.wait('ada')).toBe(12)
    limit.clock.advance(12_000)
    expect(limit.wait('ada')).toBe(0)
  })

  it('is never more than a burst', () => {
    const limit = limiter(10, { burst: 2 })
    for (let n = 0; n < 1000; n += 1) limit.charge('ada')
    expect(limit.wait('ada')).toBe(18)
  })

  it('grows to what somebody else knows, and never shrinks by it', () => {
    const limit = limiter(10, { burst: 20 })
    limit.delay('ada', 30)
    expect(limit.wait('ada')).toBe(30)
    limit.delay('ada', 5)
    expect(limit.wait('ada')).toBe(30)
    expect(limit.wait('bob')).toBe(0)
  })
})
