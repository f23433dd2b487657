// The revocations of every store: numbered in the order in which they show, told once to whoever follows, and taken back.
import { expect, it } from 'vitest'
import { endOf, forGood, type NewRevocation } from '../../../src/revocation/revocation.ts'
import type { RevocationScope } from '../../../src/revocation/scope.ts'
import type { Store } from '../../../src/store/store.ts'
import { entryOf, plain, type Ground } from './kinds.ts'

const at = 1_800_000_000_000
const now = at / 1000
const made = entryOf({ event: 'revocation.made' })
const undone = entryOf({ event: 'revocation.undone' })

export function revocationOf(fields: Partial<NewRevocation> = {}): NewRevocation {
  const scope: RevocationScope = { kind: 'user', userId: 'ada' }
  return { appId: 7, scope, until: now + 60, reason: 'spam – 迷惑', by: 'api_key:backend', at, ...fields }
}

const scopes: readonly RevocationScope[] = [
  { kind: 'token', tid: '0123456789abcdef' },
  { kind: 'user', userId: "O'Brien;--" },
  { kind: 'room', roomId: 'lobby' },
  { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' },
  { kind: 'key', kid: 'a2517ef2' },
  { kind: 'app' },
]

const since = (store: Store, sequence: number, at_: number = now) => store.revocationsSince({ sequence, now: at_ })

export function revocationContract({ fresh, opened }: Ground): void {
  it('gives each kind back as it was', async () => {
    const store = await fresh()
    for (const [i, scope] of scopes.entries()) {
      const wished = revocationOf({ scope, until: forGood, reason: null })
      const kept = await store.revoke(wished, made)
      expect(kept).toEqual({ ...wished, id: i + 1, sequence: i + 1, endsAt: endOf(wished), undone: null })
      expect(await since(store, i)).toEqual([kept])
      expect(await store.findRevocations({ limit: 1 })).toEqual([kept])
    }
  })

  it('keeps of a token ID as much as the audit shows', async () => {
    const store = await fresh()
    const scope = { kind: 'token', tid: '0123456789abcdef'.repeat(4) } as const
    expect((await store.revoke(revocationOf({ scope }), made)).scope).toEqual({
      kind: 'token',
      tid: '0123456789abcdef',
    })
  })

  it('keeps a revocation and its entry together', async () => {
    const store = await fresh()
    await store.revoke(revocationOf(), made)
    expect(await plain(store)).toEqual([{ ...made, seq: 1 }])
  })

  it('numbers them in the order of the calls, and tells whoever follows what is new', async () => {
    const store = await fresh()
    await Promise.all(Array.from({ length: 30 }, (_, i) => store.revoke(revocationOf({ reason: `${i}` }), made)))
    const all = await since(store, 0)
    expect(all.map(({ id, sequence, reason }) => [id, sequence, reason])).toEqual(
      Array.from({ length: 30 }, (_, i) => [i + 1, i + 1, `${i}`]),
    )
    expect(await since(store, 28)).toEqual(all.slice(28))
    expect(await since(store, 30)).toEqual([])
    expect(await store.revocationsSince({ sequence: 5, now, limit: 3 })).toEqual(all.slice(5, 8))
  })

  it('takes one back once, and tells that as well', async () => {
    const store = await fresh()
    const [first, second] = [await store.revoke(revocationOf(), made), await store.revoke(revocationOf(), made)]
    const back = await store.undoRevocation({ id: first.id, by: 'admin:eve', at: at + 5 }, undone)
    expect(back).toEqual({ ...first, sequence: 3, undone: { by: 'admin:eve', at: at + 5 } })
    expect(await store.undoRevocation({ id: first.id, by: 'admin:mallory', at: at + 9 }, undone)).toBeNull()
    expect(await store.undoRevocation({ id: 99, by: 'admin:eve', at }, undone)).toBeNull()
    expect(await since(store, 2)).toEqual([back])
    expect(await since(store, 0)).toEqual([second, back])
    expect((await plain(store)).map(({ event }) => event)).toEqual([undone.event, made.event, made.event])
  })

  it('leaves out what no token can fall under any more, but not that it was taken back', async () => {
    const store = await fresh()
    const first = await store.revoke(revocationOf({ until: now }), made)
    const second = await store.revoke(revocationOf({ until: now + 1000 }), made)
    expect(await since(store, 0, first.endsAt)).toEqual([second])
    await store.undoRevocation({ id: first.id, by: 'admin:eve', at }, undone)
    expect((await since(store, 2, first.endsAt)).map(({ id }) => id)).toEqual([first.id])
  })

  it('finds them by app, kind, user and room, newest first and in pages', async () => {
    const store = await fresh()
    for (const scope of scopes) await store.revoke(revocationOf({ scope }), made)
    await store.revoke(revocationOf({ appId: 8 }), made)
    const ids = async (query: Parameters<Store['findRevocations']>[0]) =>
      (await store.findRevocations(query)).map(({ id }) => id)
    expect(await ids({})).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(await ids({ appId: 8 })).toEqual([7])
    expect(await ids({ kind: 'room' })).toEqual([3])
    expect(await ids({ userId: 'ada' })).toEqual([7, 4])
    expect(await ids({ userId: 'ada', appId: 7 })).toEqual([4])
    expect(await ids({ roomId: 'lobby' })).toEqual([4, 3])
    expect(await ids({ limit: 2, before: 6 })).toEqual([5, 4])
    expect(await ids({ userId: "ada' or '1'='1" })).toEqual([])
  })

  it('finds those that still matter', async () => {
    const store = await fresh()
    const [short, long, back] = [
      await store.revoke(revocationOf({ until: now }), made),
      await store.revoke(revocationOf({ until: forGood }), made),
      await store.revoke(revocationOf({ until: forGood }), made),
    ]
    await store.undoRevocation({ id: back.id, by: 'admin:eve', at }, undone)
    const active = async (activeAt: number) => (await store.findRevocations({ activeAt })).map(({ id }) => id)
    expect(await active(now)).toEqual([long.id, short.id])
    expect(await active(short.endsAt)).toEqual([long.id])
  })

  it('still knows them when it is opened again', async () => {
    const { store, reopen } = await opened()
    const kept = await store.revoke(revocationOf(), made)
    await store.close()
    if (reopen === undefined) return
    const again = await reopen()
    expect(await since(again, 0)).toEqual([kept])
    expect((await again.revoke(revocationOf(), made)).sequence).toBe(2)
    await again.close()
  })

  it('refuses what cannot be one', async () => {
    const store = await fresh()
    const wrong: Record<string, Partial<NewRevocation>> = {
      'no app': { appId: 0 },
      'no time': { until: Number.NaN },
      'a time beyond all': { until: forGood + 1 },
      'nobody who did it': { by: '' },
      'a token ID too short to mean one': { scope: { kind: 'token', tid: '0123456789abcde' } },
      'no user': { scope: { kind: 'user', userId: '' } },
      'no room': { scope: { kind: 'user_in_room', userId: 'ada', roomId: 'a\nb' } },
      'a key that is none': { scope: { kind: 'key', kid: 'A2517EF2' } },
    }
    for (const [what, fields] of Object.entries(wrong)) {
      await expect(store.revoke(revocationOf(fields), made), what).rejects.toThrow(RangeError)
    }
    expect(await store.findAudit({})).toEqual([])
  })

  it('refuses to give none of them, or more than a thousand', async () => {
    const store = await fresh()
    for (const limit of [0, 1001, 1.5]) {
      await expect(store.revocationsSince({ sequence: 0, now, limit }), `${limit}`).rejects.toThrow(RangeError)
      await expect(store.findRevocations({ limit }), `${limit}`).rejects.toThrow(RangeError)
    }
  })
}
