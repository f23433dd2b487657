// What every store must do. Run on each implementation, and on the fake that other tests use in its place.
import { describe, expect, it, onTestFinished } from 'vitest'
import { auditEntry, type AuditEntry } from '../../src/audit/entry.ts'
import { StoreUnavailable, type AuditQuery, type Store } from '../../src/store/store.ts'

export interface OpenedStore {
  readonly store: Store
  /** Makes writing impossible from outside, until the function it gives is called. Absent where nothing outside can. */
  readonly outage?: () => () => void
  /** The same place, opened again. Absent where a close forgets. */
  readonly reopen?: () => Promise<Store>
}

export interface StoreKind {
  readonly name: string
  /** Whether `open` gives outages. */
  readonly canFail: boolean
  readonly open: () => Promise<OpenedStore>
}

let made = 0

/** An entry that differs from all others. */
export function entryOf(fields: Partial<AuditEntry> = {}): AuditEntry {
  made += 1
  return auditEntry({ at: 1_800_000_000_000 + made, event: 'token.issued', ...fields })
}

const full: AuditEntry = {
  at: 1_800_000_000_123,
  event: 'token.refused',
  actor: 'api_key:backend',
  appId: 4_294_967_295,
  userId: `O'Brien;--"`,
  roomId: 'lobby',
  tid: '0123456789abcdef',
  kid: 'a2517ef2',
  expiresAt: 253_402_300_799,
  reason: 'zu spät – 遅すぎる 🙈 % _ \\',
  network: '2001:db8:1:2::/64',
}

export function storeContract({ name, open, canFail }: StoreKind): void {
  const opened = async (): Promise<OpenedStore> => {
    const one = await open()
    onTestFinished(() => one.store.close())
    return one
  }
  const fresh = async (): Promise<Store> => (await opened()).store

  describe(`${name}, as a store`, () => {
    it('knows nothing at first, and can write', async () => {
      const store = await fresh()
      await store.check()
      expect(await store.findAudit({})).toEqual([])
    })

    it('gives an entry back as it was', async () => {
      const store = await fresh()
      await store.recordAudit(full)
      expect(await store.findAudit({})).toEqual([{ ...full, seq: 1 }])
    })

    it('gives back null where nothing was said', async () => {
      const store = await fresh()
      const bare = auditEntry({ at: 1, event: 'room.left' })
      await store.recordAudit(bare)
      expect(await store.findAudit({})).toEqual([{ ...bare, seq: 1 }])
      expect(Object.values(bare).filter((value) => value === null)).toHaveLength(9)
    })

    it('numbers entries in the order of the calls, without gaps, and gives the newest first', async () => {
      const store = await fresh()
      const entries = Array.from({ length: 50 }, () => entryOf())
      await Promise.all(entries.map((entry) => store.recordAudit(entry)))
      expect(await store.findAudit({})).toEqual(entries.map((entry, i) => ({ ...entry, seq: i + 1 })).toReversed())
    })

    it('has kept an entry when the call resolves', async () => {
      const store = await fresh()
      for (let n = 1; n <= 5; n += 1) {
        await store.recordAudit(entryOf())
        expect(await store.findAudit({})).toHaveLength(n)
      }
    })

    it('keeps every one of many entries that come at once', async () => {
      const store = await fresh()
      const entries = Array.from({ length: 2500 }, (_, i) => entryOf({ userId: `user-${i}` }))
      await Promise.all(entries.map((entry) => store.recordAudit(entry)))
      const pages = await allPages(store, {}, 1000)
      expect(pages.map((row) => row.userId).toReversed()).toEqual(entries.map((entry) => entry.userId))
    })

    it.each<[string, AuditQuery, Partial<AuditEntry>]>([
      ['event', { event: 'room.joined' }, { event: 'room.joined' }],
      ['app', { appId: 7 }, { appId: 7 }],
      ['user', { userId: 'ada' }, { userId: 'ada' }],
      ['room', { roomId: 'lobby' }, { roomId: 'lobby' }],
      ['token', { tid: '0123456789abcdef' }, { tid: '0123456789abcdef' }],
    ])('finds by %s', async (_, query, fields) => {
      const store = await fresh()
      const wanted = [entryOf(fields), entryOf({ ...fields, reason: 'again' })]
      for (const entry of [entryOf(), wanted[0]!, entryOf({ userId: 'other', roomId: 'other' }), wanted[1]!])
        await store.recordAudit(entry)
      expect((await store.findAudit(query)).map(({ seq }) => seq)).toEqual([4, 2])
    })

    it('finds what fits in everything that is asked for', async () => {
      const store = await fresh()
      for (const userId of ['ada', 'bob'])
        for (const roomId of ['lobby', 'vault']) await store.recordAudit(entryOf({ userId, roomId }))
      expect((await store.findAudit({ userId: 'bob', roomId: 'lobby' })).map(({ seq }) => seq)).toEqual([3])
      expect(await store.findAudit({ userId: 'bob', roomId: 'attic' })).toEqual([])
    })

    it('compares whole values: no pattern, no other case, no SQL', async () => {
      const store = await fresh()
      await store.recordAudit(entryOf({ userId: 'ada' }))
      for (const userId of ['%', 'a_a', 'Ada', 'ad', "ada' or '1'='1", "'; delete from audit; --"])
        expect(await store.findAudit({ userId })).toEqual([])
      expect(await store.findAudit({ userId: 'ada' })).toHaveLength(1)
    })

    it('gives pages that together are everything, once', async () => {
      const store = await fresh()
      await Promise.all(Array.from({ length: 25 }, (_, i) => store.recordAudit(entryOf({ appId: i % 2 }))))
      const numbers = (await allPages(store, {}, 10)).map(({ seq }) => seq)
      expect(numbers).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i))
      expect((await allPages(store, { appId: 1 }, 5)).map(({ seq }) => seq)).toEqual(numbers.filter((n) => n % 2 === 0))
    })

    it('gives a hundred entries where no number is named', async () => {
      const store = await fresh()
      await Promise.all(Array.from({ length: 101 }, () => store.recordAudit(entryOf())))
      expect(await store.findAudit({})).toHaveLength(100)
      expect(await store.findAudit({ limit: 1 })).toHaveLength(1)
      expect(await store.findAudit({ limit: 1000 })).toHaveLength(101)
    })

    it.each([0, -1, 1001, 1.5, Number.NaN, Infinity])('refuses to give %d entries', async (limit) => {
      await expect((await fresh()).findAudit({ limit })).rejects.toThrow(RangeError)
    })

    it('finishes what was begun before it closes, and takes nothing after', async () => {
      const { store, reopen } = await opened()
      const begun = Array.from({ length: 20 }, () => store.recordAudit(entryOf()))
      const search = store.findAudit({})
      const closing = store.close()
      const late = Promise.allSettled([store.recordAudit(entryOf()), store.findAudit({}), store.check()])
      await expect(Promise.all(begun)).resolves.toHaveLength(20)
      await expect(search).resolves.toBeInstanceOf(Array)
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

    if (!canFail) return
    it(
      'rejects while it cannot write, keeps nothing of that, and works again afterwards',
      { timeout: 30_000 },
      async () => {
        const { store, outage } = await opened()
        await store.recordAudit(entryOf({ userId: 'before' }))
        const end = outage!()
        const failing = Array.from({ length: 10 }, () => store.recordAudit(entryOf({ userId: 'during' })))
        const outcomes = await Promise.allSettled([...failing, store.check()])
        end()
        for (const outcome of outcomes) expect(outcome).toHaveProperty('reason', expect.any(StoreUnavailable))
        await store.check()
        await store.recordAudit(entryOf({ userId: 'after' }))
        expect((await store.findAudit({})).map(({ seq, userId }) => [seq, userId])).toEqual([
          [2, 'after'],
          [1, 'before'],
        ])
      },
    )
  })
}

async function allPages(store: Store, query: AuditQuery, limit: number) {
  const rows = await store.findAudit({ ...query, limit })
  for (let page = rows; page.length === limit;) {
    page = await store.findAudit({ ...query, limit, before: page.at(-1)!.seq })
    rows.push(...page)
  }
  return rows
}
