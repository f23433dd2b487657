import { describe, expect, it, onTestFinished } from 'vitest'
import { followEndedSessions, type EndedSessions } from '../../src/admin/ended_sessions.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { StoreUnavailable } from '../../src/store/store.ts'
import { createMemoryStore, type MemoryStore } from '../fakes/memory_store.ts'
import { createFakeTicker } from '../fakes/ticker.ts'
import { entryOf } from '../store/contract.ts'

const memoryMs = 60_000
const session = { id: 's'.repeat(22), until: 1_800_000_000 }
const ended = () => entryOf({ event: 'session.ended' })
const settle = (): Promise<void> => new Promise((later) => setTimeout(later, 5))

/** A node; those with the same store are one system. */
async function node(store: MemoryStore) {
  const [bus, ticker] = [createLocalBus(), createFakeTicker()]
  const sessions: EndedSessions = await followEndedSessions({ store, bus, ticker, memoryMs })
  onTestFinished(() => sessions.close())
  return { sessions, bus, ticker }
}

describe('ended sessions', () => {
  it('are known at once where somebody logged out, and on the others within the second', async () => {
    const store = createMemoryStore()
    const [one, other] = [await node(store), await node(store)]
    await one.sessions.end(session, ended())
    expect([one.sessions.has(session.id), other.sessions.has(session.id)]).toEqual([true, false])
    await other.ticker.advance(1000)
    expect(other.sessions.has(session.id)).toBe(true)
  })

  it('are known on the others sooner when a hint is heard', async () => {
    const store = createMemoryStore()
    const [one, other] = [await node(store), await node(store)]
    one.bus.listen((topic) => other.bus.hint(topic))
    await one.sessions.end(session, ended())
    await settle()
    expect(other.sessions.has(session.id)).toBe(true)
  })

  it('are known to whoever starts later', async () => {
    const store = createMemoryStore()
    await (await node(store)).sessions.end(session, ended())
    expect((await node(store)).sessions.has(session.id)).toBe(true)
  })

  it('are not ended where that cannot be kept', async () => {
    const store = createMemoryStore()
    const { sessions } = await node(store)
    store.available = false
    await expect(sessions.end(session, ended())).rejects.toThrow(StoreUnavailable)
    expect(sessions.has(session.id)).toBe(false)
  })

  it('are not current when the store has not answered for a quarter of a minute, until it does', async () => {
    const store = createMemoryStore()
    const { sessions, ticker } = await node(store)
    store.available = false
    await ticker.advance(15_000)
    expect(sessions.current).toBe(true)
    await ticker.advance(1)
    expect(sessions.current).toBe(false)
    store.available = true
    await ticker.advance(1000)
    expect(sessions.current).toBe(true)
  })

  it('are forgotten when no text of theirs can count any more, not sooner', async () => {
    const store = createMemoryStore()
    const { sessions, ticker } = await node(store)
    await sessions.end(session, ended())
    await ticker.advance(1000)
    await store.sweep(session.until + 61)
    await ticker.advance(memoryMs)
    expect(sessions.has(session.id)).toBe(true)
    await ticker.advance(1001)
    expect(sessions.has(session.id)).toBe(false)
  })
})
