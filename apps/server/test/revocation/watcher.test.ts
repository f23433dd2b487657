import { describe, expect, it, onTestFinished } from 'vitest'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import type { Bus } from '../../src/bus/bus.ts'
import { forGood, type NewRevocation, type Revocation } from '../../src/revocation/revocation.ts'
import type { TokenFacts } from '../../src/revocation/scope.ts'
import { watchRevocations, type RevocationWatcher, type WatcherParts } from '../../src/revocation/watcher.ts'
import { StoreUnavailable, type Since } from '../../src/store/store.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore, type MemoryStore } from '../fakes/memory_store.ts'
import { createFakeTicker, type FakeTicker } from '../fakes/ticker.ts'
import { entryOf } from '../store/contract.ts'

const now = 1_800_000_000
const ada: TokenFacts = { tid: 'f'.repeat(64), appId: 7, userId: 'ada', roomId: 'lobby', kid: null, issuedAt: now }

interface Post {
  readonly watcher: RevocationWatcher
  readonly store: MemoryStore
  readonly bus: Bus
  readonly log: CapturedLog
  readonly ticker: FakeTicker
  readonly news: Revocation[][]
  /** What the store was asked. */
  readonly asked: Since[]
  readonly revoke: (userId?: string, fields?: Partial<NewRevocation>) => Promise<Revocation>
  /** Seconds by the wall. */
  wall: number
}

async function post(parts: Partial<WatcherParts> = {}, store: MemoryStore = createMemoryStore()): Promise<Post> {
  const [bus, log, ticker] = [createLocalBus(), createCapturedLog(), createFakeTicker()]
  const asked: Since[] = []
  const place = { wall: now }
  const watcher = await watchRevocations({
    store: {
      revocationsSince(since) {
        asked.push(since)
        return store.revocationsSince(since)
      },
    },
    bus,
    log,
    ticker,
    now: () => place.wall * 1000,
    ...parts,
  })
  onTestFinished(() => watcher.close())
  const news: Revocation[][] = []
  watcher.follow((revocations) => news.push([...revocations]))
  return Object.assign(place, {
    watcher,
    store,
    bus,
    log,
    ticker,
    news,
    asked,
    revoke: (userId = 'ada', fields: Partial<NewRevocation> = {}) => revokeIn(store, userId, fields),
  })
}

function revokeIn(store: MemoryStore, userId: string, fields: Partial<NewRevocation> = {}): Promise<Revocation> {
  const scope = { kind: 'user', userId } as const
  const base = { appId: 7, scope, until: forGood, reason: null, by: 'admin', at: now * 1000 }
  return store.revoke({ ...base, ...fields }, entryOf({ event: 'revocation.made' }))
}

const settle = (): Promise<void> => new Promise((later) => setTimeout(later, 5))

describe('a watcher', () => {
  it('knows from its first moment what counted before, and tells nobody of it as news', async () => {
    const store = createMemoryStore()
    await revokeIn(store, 'ada')
    const { watcher, news } = await post({}, store)
    expect(watcher.judge(ada)?.id).toBe(1)
    expect(news).toEqual([])
  })

  it('does not begin without the store', async () => {
    const store = createMemoryStore()
    store.available = false
    await expect(post({}, store)).rejects.toThrow(StoreUnavailable)
  })

  it('asks each second, and tells what is new once', async () => {
    const { watcher, ticker, news, revoke } = await post()
    const made = await revoke()
    await ticker.advance(999)
    expect(watcher.judge(ada)).toBeNull()
    await ticker.advance(1)
    expect(watcher.judge(ada)?.id).toBe(made.id)
    await ticker.advance(1000)
    await ticker.advance(1000)
    expect(news).toEqual([[made]])
  })

  it('asks at once when a hint wakes it, and not for a hint about something else', async () => {
    const { bus, news, revoke, asked } = await post()
    const made = await revoke()
    const before = asked.length
    bus.hint('keys')
    await settle()
    expect(asked).toHaveLength(before)
    bus.hint('revocations')
    await settle()
    expect(news).toEqual([[made]])
  })

  it('answers any number of hints that come while it asks with one more question', async () => {
    let questions = 0
    const slow = {
      async revocationsSince(): Promise<Revocation[]> {
        questions += 1
        await new Promise((later) => setTimeout(later, 10))
        return []
      },
    }
    const { bus } = await post({ store: slow })
    for (let n = 0; n < 100; n += 1) bus.hint('revocations')
    await new Promise((later) => setTimeout(later, 50))
    expect(questions).toBe(3)
  })

  it('goes on asking by the clock after it was woken', async () => {
    const { bus, ticker, news, revoke } = await post()
    bus.hint('revocations')
    await settle()
    await revoke()
    await ticker.advance(1000)
    expect(news).toHaveLength(1)
  })

  it('forgets one that was undone, and lets in again', async () => {
    const { watcher, ticker, store, news, revoke } = await post()
    const { id } = await revoke()
    await ticker.advance(1000)
    await store.undoRevocation({ id, by: 'admin', at: now * 1000 }, entryOf())
    await ticker.advance(1000)
    expect(watcher.judge(ada)).toBeNull()
    expect(news).toHaveLength(1)
  })

  it('knows at once what this node did itself, and still hears of what came before it elsewhere', async () => {
    const { watcher, ticker, news, revoke } = await post()
    const elsewhere = await revoke('bob')
    const own = await revoke('ada')
    watcher.take(own)
    expect(news).toEqual([[own]])
    await ticker.advance(1000)
    expect(news).toEqual([[own], [elsewhere]])
    expect(watcher.judge({ ...ada, userId: 'bob' })?.id).toBe(elsewhere.id)
  })

  it('goes through as many pages as there are', async () => {
    const { watcher, ticker, news, revoke } = await post()
    await Promise.all(Array.from({ length: 2500 }, (_, n) => revoke(`user-${n}`)))
    await ticker.advance(1000)
    expect(watcher.size).toBe(2500)
    expect(news.flat()).toHaveLength(2500)
  })
})

describe('what a watcher knows', () => {
  it('is current while the store answers, and for fifteen seconds after', async () => {
    const { watcher, store, ticker, log } = await post()
    store.available = false
    for (let second = 1; second <= 15; second += 1) await ticker.advance(1000)
    expect([watcher.current, watcher.lagMs]).toEqual([true, 15_000])
    await ticker.advance(1)
    expect(watcher.current).toBe(false)
    store.available = true
    await ticker.advance(1000)
    expect(watcher.current).toBe(true)
    expect(log.events).toEqual(['error revocations_unknown', 'info revocations_known'])
  })

  it('stays what it was while the store does not answer: nobody revoked comes in', async () => {
    const { watcher, store, ticker, revoke } = await post()
    await revoke()
    await ticker.advance(1000)
    store.available = false
    await ticker.advance(5000)
    expect(watcher.judge(ada)).not.toBeNull()
  })

  it('does not depend on the wall clock', async () => {
    const place = await post()
    place.wall = now - 3600
    await place.revoke()
    await place.ticker.advance(1000)
    expect(place.watcher.judge(ada)).not.toBeNull()
    place.wall = now + 3600
    expect(place.watcher.current).toBe(true)
  })

  it('loses what no token can fall under any more', async () => {
    const place = await post()
    const { endsAt } = await place.revoke('ada', { until: now })
    await place.revoke('bob')
    await place.ticker.advance(1000)
    expect(place.watcher.size).toBe(2)
    place.wall = endsAt
    await place.ticker.advance(60_000)
    expect(place.watcher.size).toBe(1)
  })

  it('knows again what a clock that was ahead for a while has made it forget, or leave out', async () => {
    const here = await post()
    await here.revoke('ada', { until: now })
    await here.ticker.advance(1000)
    here.wall += 3 * 86_400
    await here.revoke('bob', { until: now })
    await here.revoke('cora')
    await here.ticker.advance(61_000)
    expect(here.watcher.judge(ada)).toBeNull()
    here.wall -= 3 * 86_400
    await here.ticker.advance(1000)
    await settle()
    expect([here.watcher.judge(ada)?.id, here.watcher.judge({ ...ada, userId: 'bob' })?.id]).toEqual([1, 2])
    const asked = here.asked.length
    await here.ticker.advance(1000)
    expect(here.asked.slice(asked).map(({ sequence }) => sequence)).toEqual([3])
  })

  it('has a bound: beyond it nobody is let in, rather than somebody who was sent out', async () => {
    const { watcher, ticker, log, revoke, store } = await post({ most: 10 })
    await Promise.all(Array.from({ length: 11 }, (_, n) => revoke(`user-${n}`)))
    await ticker.advance(1000)
    expect(watcher.current).toBe(false)
    expect(log.events).toContain('error revocations_too_many')
    await store.undoRevocation({ id: 1, by: 'admin', at: (now - 61) * 1000 }, entryOf())
    await ticker.advance(1000)
    expect([watcher.size, watcher.current]).toEqual([10, true])
  })

  it('is not asked for any more when it is closed', async () => {
    const { watcher, bus, ticker, asked } = await post()
    watcher.close()
    const before = asked.length
    bus.hint('revocations')
    await ticker.advance(5000)
    expect(asked).toHaveLength(before)
  })
})
