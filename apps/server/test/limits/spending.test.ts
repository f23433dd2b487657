import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../src/limits/limiter.ts'
import { createSpreadLimiter, type Spending } from '../../src/limits/spending.ts'
import { createFakeClock } from '../fakes/clock.ts'

/** Processes that are told of each other at once, and when somebody says so. */
function processes(count: number, perMinute = 6) {
  const clock = createFakeClock()
  const followers: ((key: string, count: number) => void)[] = []
  let untold: (() => void)[] = []
  const limiters = Array.from({ length: count }, (_, i) => {
    const spending: Spending = {
      others: count - 1,
      took(_limit, key, times) {
        untold.push(() => followers.forEach((taken, other) => other !== i && taken(key, times)))
      },
      follow: (_limit, taken) => void (followers[i] = taken),
    }
    return createSpreadLimiter(
      createLimiter({ name: 'user', perMinute }, () => clock.now()),
      spending,
    )
  })
  const tell = (): void => {
    for (const one of untold) one()
    untold = []
  }
  return { clock, limiters, tell, waits: () => untold.length }
}

/** How many are given when somebody asks each in turn. */
function givenBy(limiters: ReturnType<typeof processes>['limiters'], times: number, between: () => void): number {
  let given = 0
  for (let n = 0; n < times; n += 1) {
    if (limiters[n % limiters.length]!.take('ada') === 0) given += 1
    between()
  }
  return given
}

describe('a limit of several processes', () => {
  it('gives as many as that of one, whichever of them is asked', () => {
    const { limiters, tell } = processes(4)
    expect(givenBy(limiters, 40, tell)).toBe(6)
  })

  it('lets who comes to all of them at once owe what was too much', () => {
    const { clock, limiters, tell } = processes(2)
    expect(givenBy(limiters, 20, () => undefined)).toBe(12)
    tell()
    // Six a minute: what was taken ahead is made up for first.
    clock.advance(60_000)
    expect(givenBy(limiters, 20, tell)).toBe(0)
    clock.advance(60_000)
    expect(givenBy(limiters, 20, tell)).toBe(6)
  })

  it('is not spoken of while little is taken, and so gives a quarter more at most', () => {
    const { limiters, tell, waits } = processes(2, 40)
    expect(givenBy(limiters.slice(0, 1), 9, () => undefined)).toBe(9)
    expect(waits()).toBe(0)
    expect(givenBy(limiters.slice(0, 1), 1, () => undefined)).toBe(1)
    expect(waits()).toBe(1)
    tell()
    const given = 10 + givenBy(limiters, 100, tell)
    expect(given).toBeGreaterThanOrEqual(40)
    expect(given).toBeLessThanOrEqual(50)
  })

  it('gives on average no more than that of one', () => {
    const { clock, limiters, tell } = processes(3, 60)
    let given = 0
    for (let second = 0; second < 1200; second += 1) {
      given += givenBy(limiters, 6, tell)
      clock.advance(1000)
    }
    // Twenty minutes, and what there is at once at the beginning.
    expect(given).toBeGreaterThan(1200)
    expect(given).toBeLessThanOrEqual(1200 + 60 * 1.25)
  })

  it('forgets what was made up for before anybody heard of it', () => {
    const { clock, limiters, waits } = processes(2, 40)
    for (let minute = 0; minute < 10; minute += 1) {
      expect(givenBy(limiters.slice(0, 1), 9, () => undefined)).toBe(9)
      clock.advance(60_000)
    }
    expect(waits()).toBe(0)
  })

  it('counts what is charged in one of them in all', () => {
    const { limiters, tell } = processes(3)
    limiters[0]!.charge('ada', 6)
    tell()
    expect(limiters.map((limiter) => limiter.wait('ada'))).toEqual([10, 10, 10])
    expect(limiters[1]!.take('ben')).toBe(0)
  })
})
