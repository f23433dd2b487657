// Stored keys in every store: added, moved together or not at all, and emptied when they are retired.
import { expect, it } from 'vitest'
import type { KeyMove, NewKey } from '../../../src/store/stored_keys.ts'
import type { Store } from '../../../src/store/store.ts'
import { verifyAudit } from '../../../src/audit/export.ts'
import { entryOf, type Ground } from './kinds.ts'
import { revocationOf } from './revocations.ts'

const appId = 4_294_967_295
const changed = entryOf({ event: 'keys.changed' })
const [a, b, c] = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'] as const

const keyOf = (kid: string, fields: Partial<NewKey> = {}): NewKey => {
  return { appId, kid, sealed: Uint8Array.from([0, 1, 255, kid.length]), at: 1000, ...fields }
}
const statesOf = async (store: Store) => (await store.keysOf(appId)).map(({ kid, state }) => `${kid[0]} ${state}`)

/** A store with one key that is active and one that is next. */
async function inUse(store: Store): Promise<Store> {
  await store.addKey(keyOf(a), changed)
  await store.changeKeys({ appId, moves: [{ kid: a, from: 'next', to: 'active' }], at: 2000 }, changed)
  await store.addKey(keyOf(b), changed)
  return store
}

export function keyContract({ fresh }: Ground): void {
  it('gives a key back as it was, under its app', async () => {
    const store = await fresh()
    expect(await store.addKey(keyOf(a), changed)).toBe(true)
    const times = { createdAt: 1000, activeAt: null, previousAt: null, retiredAt: null, retireAt: null, isDue: false }
    expect(await store.keysOf(appId)).toEqual([
      { appId, kid: a, state: 'next', sealed: Uint8Array.from([0, 1, 255, 8]), ...times },
    ])
    expect(await store.keysOf(7)).toEqual([])
  })

  it('rotates: what was active verifies on, what was next mints', async () => {
    const store = await inUse(await fresh())
    const moves: KeyMove[] = [
      { kid: b, from: 'next', to: 'active' },
      { kid: a, from: 'active', to: 'previous', overlapMs: 9000 },
    ]
    const began = Date.now()
    expect(await store.changeKeys({ appId, moves, at: 3000 }, changed)).toBe(true)
    expect(await store.keysOf(appId)).toMatchObject([
      { kid: a, state: 'previous', activeAt: 2000, previousAt: 3000, isDue: false },
      { kid: b, state: 'active', activeAt: 3000, previousAt: null, retireAt: null, isDue: false },
    ])
    // By the clock of the store, whatever that of the caller says.
    const { retireAt } = (await store.keysOf(appId))[0]!
    expect(retireAt).toBeGreaterThanOrEqual(began + 9000 - 1)
    expect(retireAt).toBeLessThanOrEqual(Date.now() + 9000 + 1)
  })

  it('goes back to the key before, in one move', async () => {
    const store = await inUse(await fresh())
    const there: KeyMove[] = [
      { kid: a, from: 'active', to: 'previous', overlapMs: 0 },
      { kid: b, from: 'next', to: 'active' },
    ]
    const back: KeyMove[] = [
      { kid: a, from: 'previous', to: 'active' },
      { kid: b, from: 'active', to: 'previous' },
    ]
    await store.changeKeys({ appId, moves: there, at: 3000 }, changed)
    expect((await store.keysOf(appId)).map(({ isDue }) => isDue)).toEqual([true, false])
    expect(await store.changeKeys({ appId, moves: back, at: 4000 }, changed)).toBe(true)
    expect(await statesOf(store)).toEqual(['a active', 'b previous'])
    expect((await store.keysOf(appId))[0]).toMatchObject({ activeAt: 4000, retireAt: null, isDue: false })
  })

  it('lets adding a key leave the active one as it is', async () => {
    expect(await statesOf(await inUse(await fresh()))).toEqual(['a active', 'b next'])
  })

  it('keeps nothing of the bytes of a key that is retired, and never takes its name again', async () => {
    const store = await inUse(await fresh())
    const moves: KeyMove[] = [{ kid: b, from: 'next', to: 'retired' }]
    expect(await store.changeKeys({ appId, moves, at: 3000 }, changed)).toBe(true)
    expect((await store.keysOf(appId))[1]).toMatchObject({ state: 'retired', sealed: null, retiredAt: 3000 })
    expect(await store.addKey(keyOf(b), changed)).toBe(false)
  })

  it('moves nothing, and records nothing, when a move cannot be', async () => {
    const store = await inUse(await fresh())
    const before = await store.keysOf(appId)
    const wrong: Record<string, KeyMove[]> = {
      'one is not where it was thought to be': [{ kid: a, from: 'previous', to: 'retired' }],
      'one is not there at all': [{ kid: c, from: 'next', to: 'active' }],
      'two would be active': [{ kid: b, from: 'next', to: 'active' }],
      'there is no such way': [{ kid: b, from: 'next', to: 'previous' }],
      'the second of two fails': [
        { kid: a, from: 'active', to: 'previous' },
        { kid: b, from: 'active', to: 'previous' },
      ],
    }
    for (const [why, moves] of Object.entries(wrong)) {
      expect(await store.changeKeys({ appId, moves, at: 3000 }, changed), why).toBe(false)
    }
    expect(await store.keysOf(appId)).toEqual(before)
    expect(await store.findAudit({})).toHaveLength(3)
  })

  it('has four keys in use at most, however many are added at once', async () => {
    const store = await fresh()
    const added = await Promise.all(
      ['1', '2', '3', '4', '5', '6'].map((n) => store.addKey(keyOf(n.repeat(8)), changed)),
    )
    expect(added).toEqual([true, true, true, true, false, false])
    const retire: KeyMove[] = [{ kid: '11111111', from: 'next', to: 'retired' }]
    await store.changeKeys({ appId, moves: retire, at: 2000 }, changed)
    expect(await store.addKey(keyOf('55555555'), changed)).toBe(true)
    expect(await store.findAudit({})).toHaveLength(6)
  })

  it('seals secrets anew, where they are, and never one that is retired', async () => {
    const store = await inUse(await fresh())
    const [first, second] = [Uint8Array.from([1, 1]), Uint8Array.from([2, 2])]
    const seals = [
      { kid: a, sealed: first },
      { kid: b, sealed: second },
    ]
    expect(await store.changeKeys({ appId, moves: [], seals, at: 3000 }, changed)).toBe(true)
    expect(await store.keysOf(appId)).toMatchObject([
      { kid: a, state: 'active', sealed: first, activeAt: 2000 },
      { kid: b, state: 'next', sealed: second },
    ])
    const retire: KeyMove[] = [{ kid: b, from: 'next', to: 'retired' }]
    await store.changeKeys({ appId, moves: retire, at: 4000 }, changed)
    expect(await store.changeKeys({ appId, moves: [], seals, at: 5000 }, changed)).toBe(false)
    expect((await store.keysOf(appId))[1]).toMatchObject({ state: 'retired', sealed: null })
    expect(await store.changeKeys({ appId, moves: [], seals: [{ kid: c, sealed: first }], at: 5000 }, changed)).toBe(
      false,
    )
  })

  it('lets one of many rotations win that start from the same state', async () => {
    const store = await inUse(await fresh())
    const moves: KeyMove[] = [
      { kid: a, from: 'active', to: 'previous' },
      { kid: b, from: 'next', to: 'active' },
    ]
    const won = await Promise.all(
      Array.from({ length: 5 }, () => store.changeKeys({ appId, moves, at: 3000 }, changed)),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  it('retires no key in the future, whatever the clock of the caller says', async () => {
    const store = await inUse(await fresh())
    const moves: KeyMove[] = [{ kid: b, from: 'next', to: 'retired' }]
    await store.changeKeys({ appId, moves, at: Date.now() + 3_600_000 }, changed)
    expect((await store.keysOf(appId))[1]?.retiredAt).toBeLessThanOrEqual(Date.now() + 1)
  })

  it('replaces a key and revokes it together, with both rows, or does neither', async () => {
    const store = await inUse(await fresh())
    const revocation = revocationOf({ appId, scope: { kind: 'key', kid: a } })
    const revoked = entryOf({ event: 'revocation.made' })
    const moves: KeyMove[] = [
      { kid: a, from: 'active', to: 'retired' },
      { kid: b, from: 'next', to: 'active' },
    ]
    const replace = () => store.replaceKey({ appId, moves, at: 3000 }, changed, revocation, revoked)
    const outcomes = await Promise.all([replace(), replace()])
    expect(outcomes).toMatchObject([{ id: 1, sequence: 1, scope: { kind: 'key', kid: a } }, null])
    expect(await store.revocationsSince({ sequence: 0, now: 0 })).toEqual([outcomes[0]])
    expect(await statesOf(store)).toEqual(['a retired', 'b active'])
    const events = (await store.findAudit({})).map(({ event }) => event)
    expect(events.slice(0, 3)).toEqual(['revocation.made', 'keys.changed', 'keys.changed'])
    expect(events).toHaveLength(5)
    expect(await verifyAudit(store)).toMatchObject({ whole: true })
  })

  it('records a key and its entry together', async () => {
    const store = await fresh()
    await store.addKey(keyOf(a), changed)
    await store.addKey(keyOf(a), changed)
    expect(await store.findAudit({})).toHaveLength(1)
  })
}
