// What a real store must do with writes that its database does not take, among others: here everything about `eve`, and a key of her name.
import { expect } from 'vitest'
import { verifyAudit } from '../../src/audit/export.ts'
import { StoreUnavailable, type Store } from '../../src/store/store.ts'
import { entryOf } from './contract/kinds.ts'
import { revocationOf } from './contract/revocations.ts'

/** @param store one in which nothing is yet */
export async function expectOnlyGuiltyFail(store: Store): Promise<void> {
  const innocent = (n: number) => store.recordAudit(entryOf({ userId: `user-${n}` }))
  const made = (userId: string) => entryOf({ event: 'revocation.made', userId })
  const keyOf = (kid: string) => ({ appId: 7, kid, sealed: Uint8Array.of(1), at: 1 })
  const outcomes = await Promise.allSettled([
    innocent(0),
    store.revoke(revocationOf(), made('ada')),
    store.recordAudit(entryOf({ userId: 'eve' })),
    innocent(1),
    store.revoke(revocationOf(), made('eve')),
    store.useOnce({ tid: 'f'.repeat(64), until: 1_900_000_000, holder: 'h', brought: null }),
    store.addKey(keyOf('eeeeeeee'), entryOf({ event: 'keys.changed', userId: 'key' })),
    store.addKey(keyOf('aaaaaaaa'), entryOf({ event: 'keys.changed', userId: 'key' })),
    store.undoRevocation({ id: 1, by: 'admin', at: 1 }, entryOf({ event: 'revocation.undone', userId: 'ada' })),
    store.sweep(1),
    innocent(2),
  ])
  const failed = outcomes.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []))
  expect(failed).toEqual([2, 4, 6])
  for (const i of failed) expect(outcomes[i]).toHaveProperty('reason', expect.any(StoreUnavailable))
  // Only what was acknowledged is kept, each once and in its order, and the chain is whole.
  const rows = await store.findAudit({ order: 'oldest' })
  expect(rows.map(({ userId }) => userId)).toEqual(['user-0', 'ada', 'user-1', 'key', 'ada', 'user-2'])
  expect(await verifyAudit(store)).toMatchObject({ whole: true, head: { seq: 6 } })
  expect(await store.findRevocations({})).toMatchObject([{ id: 1, sequence: 2, undone: { by: 'admin' } }])
  expect((await store.keysOf(7)).map(({ kid }) => kid)).toEqual(['aaaaaaaa'])
  expect(await store.revoke(revocationOf(), made('bob'))).toMatchObject({ id: 3, sequence: 3 })
  await store.check()
}
