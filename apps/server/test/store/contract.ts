// What every store must do. Run on each implementation, and on the fake that other tests use in its place.
import { describe, expect, it, onTestFinished } from 'vitest'
import { StoreUnavailable, type Store } from '../../src/store/store.ts'
import { auditContract } from './contract/audit.ts'
import { entryOf, groundOf, type Ground, type StoreKind } from './contract/kinds.ts'
import { keyContract } from './contract/keys.ts'
import { nodeContract, nodeOf } from './contract/nodes.ts'
import { revocationContract, revocationOf } from './contract/revocations.ts'
import { sessionContract } from './contract/sessions.ts'
import { useContract } from './contract/uses.ts'

export { entryOf } from './contract/kinds.ts'

/** One call of each verb that writes or reads. */
const verbs: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  recordAudit: (store) => store.recordAudit(entryOf()),
  findAudit: (store) => store.findAudit({}),
  countAudit: (store) => store.countAudit({ since: 0, to: 1 }),
  auditHead: (store) => store.auditHead(),
  revoke: (store) => store.revoke(revocationOf(), entryOf()),
  undoRevocation: (store) => store.undoRevocation({ id: 1, by: 'admin', at: 1 }, entryOf()),
  revocationsSince: (store) => store.revocationsSince({ sequence: 0, now: 1 }),
  findRevocations: (store) => store.findRevocations({}),
  giveBackUse: (store) => store.giveBackUse({ tid: 'f'.repeat(64), holder: 'h' }),
  useOnce: (store) => store.useOnce({ tid: 'f'.repeat(64), until: 1, holder: 'h', brought: null }),
  addKey: (store) => store.addKey({ appId: 1, kid: 'ffffffff', sealed: new Uint8Array(1), at: 1 }, entryOf()),
  changeKeys: (store) => store.changeKeys({ appId: 1, moves: [], at: 1 }, entryOf()),
  replaceKey: (store) => store.replaceKey({ appId: 1, moves: [], at: 1 }, entryOf(), revocationOf(), entryOf()),
  keysOf: (store) => store.keysOf(1),
  endSession: (store) => store.endSession({ id: 's'.repeat(22), until: 1 }, entryOf()),
  endedSessions: (store) => store.endedSessions({ sequence: 0 }),
  announceNode: (store) => store.announceNode(nodeOf()),
  seenNodes: (store) => store.seenNodes(),
  forgetNode: (store) => store.forgetNode({ url: 'http://a', id: '1', olderThanMs: 0 }),
  sweep: (store) => store.sweep(1),
  check: (store) => store.check(),
}

export function storeContract(kind: StoreKind): void {
  const ground = groundOf(kind)
  describe(`${kind.name}, as a store`, () => {
    it('knows nothing at first, and can write', async () => {
      const store = await ground.fresh()
      await store.check()
      expect(await store.findAudit({})).toEqual([])
      expect(await store.revocationsSince({ sequence: 0, now: 0 })).toEqual([])
    })

    describe('audit', () => auditContract(ground))
    describe('revocations', () => revocationContract(ground))
    describe('single use', () => useContract(ground))
    describe('sessions', () => sessionContract(ground))
    describe('nodes', () => nodeContract(ground))
    describe('keys', () => keyContract(ground))
    describe('what cannot be', () => refusalContract(ground))
    describe('end', () => endContract(ground))
    if (kind.canFail) describe('outage', () => outageContract(ground))
  })
}

/** What no database could keep as it is, or would keep as something else. */
const impossible: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'an undo of no number': (store) => store.undoRevocation({ id: 1.5, by: 'admin', at: 1 }, entryOf()),
  'an undo at no time': (store) => store.undoRevocation({ id: 1, by: 'admin', at: Number.NaN }, entryOf()),
  'an undo by nobody': (store) => store.undoRevocation({ id: 1, by: '', at: 1 }, entryOf()),
  'a use until never': (store) => store.useOnce({ tid: 'f', until: Infinity, holder: 'h', brought: null }),
  'a use of what is no ID': (store) => store.useOnce({ tid: 'a\0', until: 1, holder: 'h', brought: null }),
  'a use of what is no ticket': (store) => store.useOnce({ tid: 'f', until: 1, holder: 'h', brought: '\ud800' }),
  'a use that is given back of what is no ID': (store) => store.giveBackUse({ tid: 'a\0', holder: 'h' }),
  'a key of no app': (store) =>
    store.addKey({ appId: 0.5, kid: 'ffffffff', sealed: Uint8Array.of(1), at: 1 }, entryOf()),
  'a key with no name': (store) => store.addKey({ appId: 1, kid: '\0', sealed: Uint8Array.of(1), at: 1 }, entryOf()),
  'a change of keys at no time': (store) => store.changeKeys({ appId: 1, moves: [], at: 0.5 }, entryOf()),
  'a move to be retired at no time': (store) =>
    store.changeKeys(
      { appId: 1, moves: [{ kid: 'ffffffff', from: 'active', to: 'previous', overlapMs: 0.5 }], at: 1 },
      entryOf(),
    ),
  'a sweep at no time': (store) => store.sweep(Number.NaN),
}

function refusalContract({ fresh }: Ground): void {
  it('is refused for what it is, with nothing kept of it, and holds up nobody who comes in the same moment', async () => {
    const store = await fresh()
    for (const [what, verb] of Object.entries(impossible)) {
      const beside = [store.recordAudit(entryOf()), verb(store), store.recordAudit(entryOf())]
      const [before, itself, after] = await Promise.allSettled(beside)
      expect([before?.status, after?.status], what).toEqual(['fulfilled', 'fulfilled'])
      expect(itself, what).toHaveProperty('reason', expect.any(RangeError))
    }
    expect(await store.findAudit({})).toHaveLength(2 * Object.keys(impossible).length)
  })

  it('is no name of who takes a revocation back: of a text that no database takes, what can be kept is kept', async () => {
    const store = await fresh()
    await store.revoke(revocationOf(), entryOf())
    const undone = await store.undoRevocation({ id: 1, by: 'admin:\0eve', at: 1 }, entryOf())
    expect(undone?.undone?.by).toBe('admin:\uFFFDeve')
  })
}

function endContract({ fresh, opened }: Ground): void {
  it('finishes what was begun before it closes, and takes nothing after', async () => {
    const { store, reopen } = await opened()
    const begun = Array.from({ length: 20 }, () => store.recordAudit(entryOf()))
    const searches = Array.from({ length: 30 }, () => store.findAudit({}))
    const closing = store.close()
    const late = Promise.allSettled([store.recordAudit(entryOf()), store.findAudit({}), store.check()])
    await expect(Promise.all(begun)).resolves.toHaveLength(20)
    await expect(Promise.all(searches)).resolves.toHaveLength(30)
    for (const outcome of await late) expect(outcome).toHaveProperty('reason', expect.any(StoreUnavailable))
    await closing
    await expect(store.recordAudit(entryOf())).rejects.toThrow('it is closed')
    if (reopen === undefined) return
    const again = await reopen()
    onTestFinished(() => again.close())
    expect(await again.findAudit({})).toHaveLength(20)
  })

  it('closes once, however often it is told to', async () => {
    const store = await fresh()
    const write = store.recordAudit(entryOf())
    let written = false
    void write.then(() => (written = true))
    void store.close()
    await store.close()
    expect(written).toBe(true)
    await store.close()
  })

  it('refuses every verb once it is closed', async () => {
    const store = await fresh()
    await store.close()
    for (const [name, verb] of Object.entries(verbs)) {
      await expect(verb(store), name).rejects.toThrow(StoreUnavailable)
    }
  })
}

function outageContract({ opened }: Ground): void {
  it(
    'rejects while it cannot write, keeps nothing of that, and works again afterwards',
    { timeout: 30_000 },
    async () => {
      const { store, outage } = await opened()
      await store.recordAudit(entryOf({ userId: 'before' }))
      const end = await outage!()
      const failing = Array.from({ length: 10 }, () => store.recordAudit(entryOf({ userId: 'during' })))
      const outcomes = await Promise.allSettled([...failing, store.check()])
      await end()
      for (const outcome of outcomes) expect(outcome).toHaveProperty('reason', expect.any(StoreUnavailable))
      await store.check()
      await store.recordAudit(entryOf({ userId: 'after' }))
      expect((await store.findAudit({})).map(({ seq, userId }) => [seq, userId])).toEqual([
        [2, 'after'],
        [1, 'before'],
      ])
    },
  )
}
