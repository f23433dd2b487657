import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../src/limits/limiter.ts'
import { createSpreadLimiter, type Spending } from '../../src/limits/spending.ts'
import { createFakeClock } from '../fakes/clock.ts'

/** Processes that are told of each other at once, and when somebody says so. */
function processes(count: number) {
  const clock = createFakeClock()
  const followers: ((key: string, count: number) => void)[] = []
  let untold: (() => void)[] = []
  const limiters = Array.from({ length: count }, (_, i) => {
    const spending: Spending = {
      took(_limit, key) {
        untold.push(() => followers.forEach((taken, other) => other !== i && taken(key, 1)))
      },
      follow: (_limit, taken) => void (followers[i] = taken),
    }
    return createSpreadLimiter(
      createLimiter({ name: 'user', perMinute: 6 }, () => clock.now()),
      spending,
    )
  })
  const tell = (): void => {
    for (const one of untold) one()
    untold = []
  }
  return { clock, limiters, tell }
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

  it('counts what is charged in one of them in all', () => {
    const { limiters, tell } = processes(3)
    limiters[0]!.charge('ada', 6)
    tell()
    expect(limiters.map((limiter) => limiter.wait('ada'))).toEqual([10, 10, 10])
    expect(limiters[1]!.take('ben')).toBe(0)
  })
})
