import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { appSource, type Authenticate } from '../src/identity/app_function.ts'
import { createPolicy, defaultRoles } from '../src/policy/decide.ts'
import type { DecideFunction } from '../src/policy/policy.ts'
import { inTime, OutOfTime } from '../src/time_limit.ts'
import { createCapturedLog } from './fakes/captured_log.ts'
import { ask, requestWith } from './identity/ask.ts'
import { ada, wish } from './policy/wishes.ts'
import { as, serve, wordOf } from './service.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
})

const after = <T>(ms: number, value: T): Promise<T> => new Promise((done) => setTimeout(() => done(value), ms))
const never = (): Promise<never> => new Promise(() => undefined)

/** What a promise came to by now. */
async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise.catch((error: unknown) => error), Promise.resolve('pending')])
}

describe('what a function of the application does', () => {
  it('is waited for five seconds, and not a millisecond longer', async () => {
    const [soon, late] = [inTime(() => after(4999, 'soon')), inTime(() => after(5001, 'late'))]
    const outcome = late.catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(4999)
    expect(await soon).toBe('soon')
    expect(await stateOf(late)).toBe('pending')
    await vi.advanceTimersByTimeAsync(1)
    expect(await outcome).toBeInstanceOf(OutOfTime)
  })

  it('is given as it is when it is there at once', async () => {
    expect(await inTime(() => 'now')).toBe('now')
    await expect(inTime(() => Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError)
    await expect(
      inTime(() => {
        throw new RangeError('x')
      }),
    ).rejects.toThrow(RangeError)
  })

  it('leaves no timer behind', async () => {
    await inTime(() => 'now')
    await inTime(() => Promise.reject(new Error('x'))).catch(() => undefined)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('may fail when nobody waits for it any more', async () => {
    const work = async (): Promise<never> => {
      await after(6000, null)
      throw new Error('nobody hears this')
    }
    const outcome = inTime(work).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(7000)
    expect(await outcome).toBeInstanceOf(OutOfTime)
  })
})

describe('a function that never answers', () => {
  it('as authenticate is an outage of whoever knows the users', async () => {
    const log = createCapturedLog()
    const authenticate: Authenticate = never
    const outcome = ask(appSource(authenticate, log), requestWith())
    await vi.advanceTimersByTimeAsync(5000)
    expect(await outcome).toBe('identity_unavailable')
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({ event: 'authenticate_failed', error: 'OutOfTime' })
  })

  it('as policy.decide is no decision', async () => {
    const decide: DecideFunction = never
    const policy = createPolicy({ rules: null, decide, roles: defaultRoles })
    const outcome = Promise.resolve(policy(ada, wish)).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await outcome).toBeInstanceOf(OutOfTime)
  })

  it.each([
    [{ identity: { authenticate: never } }, '503 identity_unavailable'],
    [{ policy: { decide: never } }, '503 policy_unavailable'],
  ])('leaves the caller with an answer', async (sections, word) => {
    const { get } = await serve(sections)
    const answer = get('/v1/token', as('ada'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(await wordOf(await answer)).toBe(word)
  })
})
