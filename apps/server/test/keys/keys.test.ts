import { describe, expect, it, onTestFinished } from 'vitest'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { mint, verify } from '@roompass/token'
import { auditEntry } from '../../src/audit/entry.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import type { AppConfig } from '../../src/config/config.ts'
import { createLiveKeys, type LiveKeysParts } from '../../src/keys/live_keys.ts'
import { KeysRefused, type Keys } from '../../src/keys/keys.ts'
import { createSealer, type Sealer } from '../../src/keys/sealing.ts'
import { createKeyUses } from '../../src/keys/uses.ts'
import { openSqliteStore } from '../../src/store/sqlite/sqlite_store.ts'
import type { RevocationWish } from '../../src/revocation/revocations.ts'
import { StoreUnavailable, type Store } from '../../src/store/store.ts'
import { appId, otherSecret, serverSecret } from '../config/configs.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'
import { createFakeTicker } from '../fakes/ticker.ts'
import { ownFolder } from '../folder.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

/** By the clock of the nodes; that of the store goes its own way. */
const wall = 1_700_000_000_000
const hour = 3600
const third = '9c4f1be27d0a8356e1f7c2409bd86a53'
const ada = { userId: 'ada', roomId: 'lobby', grant: { publish: true }, expiresIn: 600 }
const clock = { now: () => wall / 1000 }
const sealer = createSealer([new Uint8Array(32).fill(7)])

/** A node: its keys, and everything around them that a test moves. */
async function node(parts: Partial<LiveKeysParts> = {}, store: Store = createMemoryStore()) {
  const [bus, log, ticker] = [createLocalBus(), createCapturedLog(), createFakeTicker()]
  const revoked: RevocationWish[] = []
  const revokeBy: LiveKeysParts['revokeBy'] = async (wish, by, keep) => {
    const made = { until: 0, reason: null, by, at: wall, appId, ...wish }
    const kept = await keep(made, auditEntry({ at: wall, event: 'revocation.made', actor: by, reason: 'key' }))
    if (kept !== null) revoked.push(wish)
    return kept
  }
  const place = { wall }
  const keys = await createLiveKeys({
    appId,
    store,
    bus,
    sealer,
    log,
    ticker,
    uses: createKeyUses(() => place.wall),
    apps: [{ appId, serverSecret }],
    maxLifetime: hour,
    revokeBy,
    now: () => place.wall,
    ...parts,
  })
  onTestFinished(() => keys.close())
  /** What takes three seconds, in none. */
  const soon = async <T>(work: Promise<T>): Promise<T> => {
    const settled = Promise.allSettled([work]).then(() => true)
    // The store takes its own time until the work waits.
    while (!(await Promise.race([settled, ticker.advance(3000).then(() => false)]))) continue
    return work
  }
  return Object.assign(place, { keys, store, bus, log, ticker, revoked, soon })
}

const statesOf = async (keys: Keys): Promise<string[]> => (await keys.list()).map(({ state }) => state)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof KeysRefused ? error.code : String(error)),
  )
const rowsOf = async (store: Store): Promise<string[]> =>
  (await store.findAudit({ order: 'oldest' })).map(({ actor, reason }) => `${actor} ${reason}`)

/** A store, and what lets time pass by its clock. */
interface Aging {
  readonly store: Store
  readonly later: (ms: number) => void
}

const stores: Readonly<Record<string, () => Promise<Aging>>> = {
  async memory() {
    const store = createMemoryStore()
    return { store, later: (ms) => store.later(ms) }
  },
  async SQLite() {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await openSqliteStore({ path })
    const later = (ms: number): void => {
      const other = new DatabaseSync(path)
      other.prepare('update keys set retire_at = retire_at - ?').run(ms)
      other.close()
    }
    return { store, later }
  },
}

describe.each(Object.entries(stores))('keys in a store in %s', (_, open) => {
  const aging = async (): Promise<Aging> => {
    const one = await open()
    onTestFinished(() => one.store.close())
    return one
  }
  const fresh = async (): Promise<Store> => (await aging()).store

  it('are those of the config on the first start, sealed, and with rows of the audit', async () => {
    const apps: AppConfig[] = [
      { appId, serverSecret, state: 'active' },
      { appId, serverSecret: otherSecret, state: 'previous' },
      { appId, serverSecret: third, state: 'next' },
    ]
    const began = Date.now()
    const { keys, store } = await node({ apps }, await fresh())
    expect(await statesOf(keys)).toEqual(['active', 'previous', 'next'])
    expect(keys.current().keys.map(({ state }) => state)).toEqual(['next', 'active', 'previous'])
    const { retireAt } = (await store.keysOf(appId))[1]!
    expect(retireAt! - began).toBeGreaterThan((hour + 59) * 1000)
    expect(retireAt! - Date.now()).toBeLessThanOrEqual((hour + 60) * 1000)
    for (const { sealed } of await store.keysOf(appId)) expect(Buffer.from(sealed!).includes(serverSecret)).toBe(false)
    expect(await rowsOf(store)).toEqual([
      ...Array.from({ length: 3 }, () => 'server added from the config'),
      'server active from the config',
    ])
  })

  it('are those of the store from then on, and what the config has besides is said', async () => {
    const store = await fresh()
    const first = await node({}, store)
    const kept = await first.keys.list()
    const { keys, log } = await node({ apps: [{ appId, serverSecret: otherSecret }] }, store)
    expect(await keys.list()).toEqual(kept)
    expect(log.events).toEqual(['warn keys_of_config_ignored'])
    expect((await node({}, store)).log.events).toEqual([])
  })

  it('are brought once, also by nodes that start at once', async () => {
    const store = await fresh()
    const nodes = await Promise.all([1, 2, 3].map(() => node({}, store)))
    for (const { keys } of nodes) expect(await statesOf(keys)).toEqual(['active'])
    expect(await rowsOf(store)).toHaveLength(2)
  })

  it('rotate: the new one mints, the old one verifies until its last token is gone', async () => {
    const { store, later } = await aging()
    const place = await node({}, store)
    const { keys, soon, ticker } = place
    const before = mint(ada, keys.current(), clock)
    const [old, young] = await soon(keys.rotate({}, 'api_key:ops'))
    expect(old).toMatchObject({ state: 'previous', previousAt: wall })
    expect(young).toMatchObject({ state: 'active', activeAt: wall, sealedToday: true })
    expect(verify(mint(ada, keys.current(), clock), keys.current(), clock.now() ? { now: clock.now() } : {}).kid).toBe(
      young!.kid,
    )
    expect(verify(before, keys.current(), { now: clock.now() }).kid).toBe(old!.kid)
    // A node whose clock is ahead ends nothing by it.
    place.wall += 1000 * hour * 1000
    later(hour * 1000)
    await ticker.advance(2000)
    expect(await statesOf(keys)).toEqual(['previous', 'active'])
    later(60_000)
    await ticker.advance(2000)
    await eventually(() => statesOf(keys)).toEqual(['retired', 'active'])
    await eventually(() => keys.current().keys.map(({ kid }) => kid)).toEqual([young!.kid])
    expect((await store.keysOf(appId))[0]?.sealed).toBeNull()
    expect((await rowsOf(store)).slice(2)).toEqual([
      'api_key:ops added',
      `api_key:ops rotated: instead of ${old!.kid}`,
      'server retired: no token of it is left',
    ])
  })

  it('retire what is due once, whichever node sees it first', async () => {
    const { store, later } = await aging()
    const nodes = [await node({}, store), await node({}, store)] as const
    await nodes[0].soon(nodes[0].keys.rotate({}, 'ops'))
    // By the clock of the store, also where those of the nodes are behind.
    for (const place of nodes) place.wall -= 2 * hour * 1000
    later(2 * hour * 1000)
    await Promise.all(nodes.map(({ ticker }) => ticker.advance(2000)))
    await eventually(async () => (await rowsOf(store)).filter((row) => row.includes('retired'))).toHaveLength(1)
  })

  it('rotate and revoke: the leaked one is dead at once, and for good', async () => {
    const { keys, store, revoked } = await node({}, await fresh())
    const forged = mint(ada, keys.current(), clock)
    const [leaked, young] = await keys.rotateAndRevoke({ reason: 'on a screenshot' }, 'ops')
    expect([leaked?.state, young?.state]).toEqual(['retired', 'active'])
    expect(() => verify(forged, keys.current(), { now: clock.now() })).toThrow(
      expect.objectContaining({ code: 'key_unknown' }),
    )
    expect(revoked).toEqual([
      { scope: { kind: 'key', kid: leaked!.kid }, until: 253_402_300_799, reason: 'on a screenshot' },
    ])
    expect((await rowsOf(store)).slice(-2)).toEqual([`ops rotated, and revoked: instead of ${leaked!.kid}`, 'ops key'])
    expect(await store.findRevocations({})).toMatchObject([{ scope: { kind: 'key', kid: leaked!.kid } }])
  })

  it('rotate and revoke is one write: what breaks in its midst leaves all as it was, for the next try', async () => {
    const store = await fresh()
    let broken = true
    // The process ends before the commit.
    const breaking: Store['replaceKey'] = async (...change) => {
      if (broken) throw new StoreUnavailable('the test says so')
      return store.replaceKey(...change)
    }
    const { keys, revoked } = await node({}, { ...store, replaceKey: breaking })
    await expect(keys.rotateAndRevoke({}, 'ops')).rejects.toThrow(StoreUnavailable)
    expect([await statesOf(keys), await store.findRevocations({}), revoked]).toEqual([['active', 'next'], [], []])
    broken = false
    await keys.rotateAndRevoke({}, 'ops')
    expect([await statesOf(keys), revoked.length]).toEqual([['retired', 'active'], 1])
  })

  it('rotate and revoke makes room where four are in use', async () => {
    const { keys, soon } = await node({}, await fresh())
    for (let n = 0; n < 3; n += 1) await soon(keys.rotate({}, 'ops'))
    expect(await statesOf(keys)).toEqual(['previous', 'previous', 'previous', 'active'])
    expect(await codeOf(keys.rotate({}, 'ops'))).toBe('keys_full')
    await keys.rotateAndRevoke({}, 'ops')
    expect(await statesOf(keys)).toEqual(['retired', 'previous', 'previous', 'retired', 'active'])
  })

  it('does so for a secret that is given, also where another one is next', async () => {
    const { keys, soon } = await node({}, await fresh())
    for (let n = 0; n < 2; n += 1) await soon(keys.rotate({}, 'ops'))
    await keys.add({}, 'ops')
    expect(await statesOf(keys)).toEqual(['previous', 'previous', 'active', 'next'])
    await keys.rotateAndRevoke({ serverSecret: otherSecret }, 'ops')
    expect(await statesOf(keys)).toEqual(['retired', 'previous', 'retired', 'next', 'active'])
  })

  it('are sealed anew under another key, and yesterday’s can go', async () => {
    const store = await fresh()
    const { keys: before, soon } = await node({}, store)
    await soon(before.rotate({}, 'ops'))
    const [old, today] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)]
    const { keys } = await node({ sealer: createSealer([today, old]) }, store)
    expect((await keys.list()).map(({ sealedToday }) => sealedToday)).toEqual([false, false])
    expect(await keys.rewrap('ops')).toBe(2)
    expect(await keys.rewrap('ops')).toBe(0)
    const { keys: after } = await node({ sealer: createSealer([today]) }, store)
    expect(after.current().keys.map(({ state }) => state)).toEqual(['active', 'previous'])
    expect((await rowsOf(store)).filter((row) => row.includes('sealed anew'))).toHaveLength(1)
  })
})

describe('a change of keys', () => {
  it('waits until every node has had the time to see the key', async () => {
    const { keys, ticker } = await node()
    let done = false
    const rotated = keys.rotate({}, 'ops').then(() => (done = true))
    await eventually(() => statesOf(keys)).toEqual(['active', 'next'])
    await ticker.advance(0)
    await ticker.advance(2999)
    expect(done).toBe(false)
    await ticker.advance(1)
    await rotated
    expect(await statesOf(keys)).toEqual(['previous', 'active'])
  })

  it('takes the secret that was typed, or the key that waits', async () => {
    const { keys, soon } = await node()
    await soon(keys.rotate({ serverSecret: otherSecret }, 'ops'))
    const waiting = await keys.add({ serverSecret: third }, 'ops')
    const views = await soon(keys.rotate({}, 'ops'))
    expect(views.map(({ state }) => state)).toEqual(['previous', 'previous', 'active'])
    expect(views.at(-1)?.kid).toBe(waiting.kid)
  })

  it('goes back to the key before', async () => {
    const { keys, soon } = await node()
    const [old] = await soon(keys.rotate({}, 'ops'))
    const [again, other] = await soon(keys.activate(old!.kid, 'ops'))
    expect([again?.state, again?.retireAt, other?.state]).toEqual(['active', null, 'previous'])
  })

  it('is refused where it cannot be, with nothing changed', async () => {
    const { keys, store } = await node()
    const [active] = await keys.list()
    const next = await keys.add({ serverSecret: otherSecret }, 'ops')
    await keys.retire(next.kid, 'ops')
    const before = await keys.list()
    const wrong: [string, Promise<unknown>][] = [
      ['secret_known', keys.add({ serverSecret }, 'ops')],
      ['secret_known', keys.rotate({ serverSecret: otherSecret }, 'ops')],
      ['secret_invalid', keys.add({ serverSecret: 'short' }, 'ops')],
      ['secret_weak', keys.add({ serverSecret: 'ab'.repeat(16) }, 'ops')],
      ['key_unknown', keys.activate('00000000', 'ops')],
      ['key_state', keys.activate(next.kid, 'ops')],
      ['key_state', keys.activate(active!.kid, 'ops')],
      ['key_state', keys.retire(active!.kid, 'ops')],
      ['key_state', keys.retire(next.kid, 'ops')],
      ['key_unknown', keys.retire('00000000', 'ops')],
    ]
    for (const [code, work] of wrong) expect(await codeOf(work)).toBe(code)
    expect(await keys.list()).toEqual(before)
    expect(await rowsOf(store)).toHaveLength(4)
  })

  it('says so when somebody else was faster', async () => {
    const store = createMemoryStore()
    await node({}, store)
    const { keys, soon } = await node({ store: { ...store, changeKeys: async () => false } })
    expect(await codeOf(soon(keys.rotate({}, 'ops')))).toBe('keys_changed')
    const slow = await node({ store: { ...store, replaceKey: async () => null } })
    expect(await codeOf(slow.keys.rotateAndRevoke({}, 'ops'))).toBe('keys_changed')
  })
})

describe('a node that follows the keys', () => {
  it('hears of a change by a hint, and by the clock where the hint was lost', async () => {
    const store = createMemoryStore()
    const [one, two] = [await node({}, store), await node({}, store)]
    const added = await one.keys.add({}, 'ops')
    const knows = (): boolean => two.keys.current().keys.some(({ kid }) => kid === added.kid)
    expect(knows()).toBe(false)
    two.bus.hint('keys')
    await eventually(knows).toBe(true)
    await one.keys.retire(added.kid, 'ops')
    await two.ticker.advance(2000)
    expect(knows()).toBe(false)
  })

  it('keeps its keys while the store does not answer, and mints with them for thirty seconds', async () => {
    const store = createMemoryStore()
    const { keys, ticker, log } = await node({}, store)
    const before = keys.current()
    store.available = false
    for (let s = 0; s < 30; s += 2) await ticker.advance(2000)
    expect([keys.current() === before, keys.fresh]).toEqual([true, true])
    await ticker.advance(1)
    expect([keys.current() === before, keys.fresh]).toEqual([true, false])
    store.available = true
    await ticker.advance(2000)
    expect(keys.fresh).toBe(true)
    expect(log.events).toEqual(['error keys_unknown', 'info keys_known'])
  })

  it('keeps what it has when a new secret does not open, but nothing that is retired', async () => {
    const store = createMemoryStore()
    const blind = { value: false }
    const broken: Sealer = {
      ...sealer,
      open: async (name, bytes) => (blind.value ? createSealer([]).open(name, bytes) : sealer.open(name, bytes)),
    }
    const [one, two] = [await node({}, store), await node({ sealer: broken }, store)]
    const [first] = await one.soon(one.keys.rotate({}, 'ops'))
    await two.ticker.advance(2000)
    blind.value = true
    const [, second] = await one.keys.rotateAndRevoke({}, 'ops')
    await two.ticker.advance(2000)
    expect(two.keys.current().keys.map(({ kid }) => kid)).toEqual([first!.kid])
    expect(second?.state).toBe('retired')
    expect(two.keys.fresh).toBe(false)
    expect(two.log.lines.join()).toMatch(/keys_unknown.*sealed under the key [0-9a-f]{8}, which is not given/)
    blind.value = false
    await two.ticker.advance(2000)
    expect([two.keys.current().keys.length, two.keys.fresh]).toEqual([2, true])
  })

  it('takes nothing of a retired key when no other one opens, and asks whoever is inside for a fresh token', async () => {
    const store = createMemoryStore()
    const blind = { value: false }
    const broken: Sealer = {
      ...sealer,
      open: async (name, bytes) => (blind.value ? createSealer([]).open(name, bytes) : sealer.open(name, bytes)),
    }
    const [one, two] = [await node({}, store), await node({ sealer: broken }, store)]
    const [{ kid } = { kid: '' }] = await two.keys.list()
    const token = mint(ada, two.keys.current(), clock)
    let told = 0
    two.keys.follow(() => (told += 1))
    blind.value = true
    await one.keys.rotateAndRevoke({}, 'ops')
    await two.ticker.advance(2000)
    expect(() => verify(token, two.keys.current(), { now: wall / 1000 })).toThrow(
      expect.objectContaining({ code: 'key_unknown' }),
    )
    expect([two.keys.fresh, two.keys.endOf(kid), told]).toEqual([false, wall / 1000 + 30, 1])
    await two.ticker.advance(2000)
    expect(told).toBe(1)
    blind.value = false
    await two.ticker.advance(2000)
    expect([two.keys.fresh, two.keys.current().keys.length]).toEqual([true, 1])
  })

  it('asks a key service once for each secret', async () => {
    let opened = 0
    const counting: Sealer = {
      ...sealer,
      open(name, bytes) {
        opened += 1
        return sealer.open(name, bytes)
      },
    }
    const { keys, ticker, soon } = await node({ sealer: counting })
    await soon(keys.rotate({}, 'ops'))
    for (let n = 0; n < 5; n += 1) await ticker.advance(2000)
    expect(opened).toBe(2)
  })

  it('asks out of turn at most once a second, however many want to know', async () => {
    const store = createMemoryStore()
    let asked = 0
    const counted = {
      ...store,
      keysOf(id: number) {
        asked += 1
        return store.keysOf(id)
      },
    }
    const { keys, ticker } = await node({}, counted)
    asked = 0
    const crowd = Promise.all(Array.from({ length: 100 }, () => keys.refresh()))
    await ticker.advance(999)
    expect(asked).toBe(0)
    await ticker.advance(1)
    expect(new Set(await crowd)).toEqual(new Set([true]))
    expect(asked).toBe(1)
    store.available = false
    const again = keys.refresh()
    await ticker.advance(1000)
    expect(await again).toBe(false)
  })

  it('does not start without its secrets', async () => {
    const store = createMemoryStore()
    await node({}, store)
    await expect(node({ sealer: createSealer([]) }, store)).rejects.toThrow('which is not given')
    store.available = false
    await expect(node({}, store)).rejects.toThrow(StoreUnavailable)
  })
})
