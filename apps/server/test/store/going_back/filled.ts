// A store with rows of every kind, as one has them that has been at work for a while.
import { forGood } from '../../../src/revocation/revocation.ts'
import type { Store } from '../../../src/store/store.ts'
import { entryOf } from '../contract/kinds.ts'
import { nodeOf } from '../contract/nodes.ts'
import { revocationOf } from '../contract/revocations.ts'

const [appId, at] = [7, 1_800_000_000_000]
const kids = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'] as const

export async function fillAll(store: Store): Promise<void> {
  for (let n = 0; n < 30; n += 1)
    await store.recordAudit(
      entryOf({ userId: `user-${n % 7} ü`, roomId: n % 2 === 0 ? 'lobby' : null, tid: n % 3 === 0 ? 'ab12' : null }),
    )
  const made = entryOf({ event: 'revocation.made' })
  await store.revoke(revocationOf({ until: forGood }), made)
  await store.revoke(revocationOf({ scope: { kind: 'user_in_room', userId: 'bob', roomId: 'den' } }), made)
  const { id } = await store.revoke(revocationOf({ scope: { kind: 'app' }, reason: null }), made)
  await store.undoRevocation({ id, by: 'admin', at }, entryOf({ event: 'revocation.undone' }))
  const until = at / 1000
  await store.useOnce({ tid: '1'.repeat(64), until, holder: 'h1', brought: null })
  await store.useOnce({ tid: '2'.repeat(64), until, holder: 'h2', brought: 't' })
  const changed = entryOf({ event: 'keys.changed' })
  for (const kid of kids) await store.addKey({ appId, kid, sealed: Uint8Array.from([0, 255, 7]), at }, changed)
  const [a, b, c] = kids
  await store.changeKeys({ appId, moves: [{ kid: a, from: 'next', to: 'active' }], at }, changed)
  await store.changeKeys(
    {
      appId,
      moves: [
        { kid: a, from: 'active', to: 'previous', overlapMs: 1000 },
        { kid: b, from: 'next', to: 'active' },
        { kid: c, from: 'next', to: 'retired' },
      ],
      at,
    },
    changed,
  )
  for (const letter of ['a', 'b', 'c'])
    await store.endSession({ id: letter.repeat(22), until }, entryOf({ event: 'session.ended' }))
  await store.announceNode(nodeOf())
}
