// The audit of every store: what is appended, found, paged and linked.
import { expect, it } from 'vitest'
import { genesis, verifyChain } from '../../../src/audit/chain.ts'
import { auditEntry, type AuditEntry } from '../../../src/audit/entry.ts'
import { exportAudit, readAuditLine, verifyAudit } from '../../../src/audit/export.ts'
import type { AuditQuery } from '../../../src/store/store.ts'
import { allPages, entryOf, plain, type Ground } from './kinds.ts'

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

export function auditContract({ fresh, opened }: Ground): void {
  it('gives an entry back as it was', async () => {
    const store = await fresh()
    await store.recordAudit(full)
    expect(await plain(store)).toEqual([{ ...full, seq: 1 }])
  })

  it('gives back null where nothing was said', async () => {
    const store = await fresh()
    const bare = auditEntry({ at: 1, event: 'room.left' })
    await store.recordAudit(bare)
    expect(await plain(store)).toEqual([{ ...bare, seq: 1 }])
    expect(Object.values(bare).filter((value) => value === null)).toHaveLength(9)
  })

  it('numbers entries in the order of the calls, without gaps, and gives the newest first', async () => {
    const store = await fresh()
    const entries = Array.from({ length: 50 }, () => entryOf())
    await Promise.all(entries.map((entry) => store.recordAudit(entry)))
    expect(await plain(store)).toEqual(entries.map((entry, i) => ({ ...entry, seq: i + 1 })).toReversed())
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

  it('finds by event, app, user, room, token, the beginning of a token, and time', async () => {
    const store = await fresh()
    const cases: [AuditQuery, Partial<AuditEntry>][] = [
      [{ event: 'room.joined' }, { event: 'room.joined' }],
      [{ appId: 7 }, { appId: 7 }],
      [{ userId: 'ada' }, { userId: 'ada' }],
      [{ roomId: 'lobby' }, { roomId: 'lobby' }],
      [{ tid: '0123456789abcdef' }, { tid: '0123456789abcdef' }],
      [{ tid: 'fedc' }, { tid: 'fedcba9876543210' }],
      [{ since: 1000, to: 2001 }, { at: 2000 }],
    ]
    for (const [query, fields] of cases) {
      const reason = JSON.stringify(query)
      for (const entry of [fields, { userId: 'other', roomId: 'other' }, fields]) {
        await store.recordAudit(entryOf({ ...entry, reason }))
      }
    }
    for (const [query] of cases) {
      const found = await store.findAudit(query)
      expect(found.map(({ reason }) => reason)).toEqual([JSON.stringify(query), JSON.stringify(query)])
      expect(found[0]!.seq - found[1]!.seq).toBe(2)
    }
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
    for (const text of ['%', 'a_a', 'Ada', 'ad', "ada' or '1'='1", "'; delete from audit; --"]) {
      expect(await store.findAudit({ userId: text })).toEqual([])
      expect(await store.findAudit({ tid: text })).toEqual([])
    }
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

  it('refuses to give no entries, or more than a thousand', async () => {
    const store = await fresh()
    for (const limit of [0, -1, 1001, 1.5, Number.NaN, Infinity]) {
      await expect(store.findAudit({ limit }), `${limit}`).rejects.toThrow(RangeError)
    }
  })

  it('keeps of a text what every database can keep, and says the same again', async () => {
    const store = await fresh()
    await store.recordAudit(entryOf({ reason: 'a\0b \ud800 c', actor: 'x'.repeat(2000) }))
    const [row] = await store.findAudit({})
    expect(row).toMatchObject({ reason: 'a\uFFFDb \uFFFD c', actor: 'x'.repeat(500) })
    expect(await verifyAudit(store)).toMatchObject({ whole: true })
  })

  it('refuses an entry with a number that is no whole one, and no other entry with it', async () => {
    const store = await fresh()
    const others = [store.recordAudit(entryOf()), store.recordAudit(entryOf())]
    for (const field of ['at', 'appId', 'expiresAt']) {
      await expect(store.recordAudit({ ...entryOf(), [field]: 1.5 }), field).rejects.toThrow(RangeError)
    }
    await Promise.all(others)
    expect(await store.findAudit({})).toHaveLength(2)
  })

  it('gives the oldest first where that is asked for, and pages of them', async () => {
    const store = await fresh()
    await Promise.all(Array.from({ length: 25 }, () => store.recordAudit(entryOf())))
    const first = await store.findAudit({ order: 'oldest', limit: 10 })
    const second = await store.findAudit({ order: 'oldest', limit: 10, after: 10 })
    expect([...first, ...second].map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('is a chain from the first row to its head', async () => {
    const store = await fresh()
    expect(await store.auditHead()).toEqual(genesis)
    await store.recordAudit(full)
    await Promise.all(Array.from({ length: 50 }, () => store.recordAudit(entryOf())))
    const rows = await store.findAudit({ order: 'oldest' })
    const head = await store.auditHead()
    expect(verifyChain(rows)).toEqual({ whole: true, head })
    expect(head).toEqual({ seq: 51, hash: rows.at(-1)?.hash })
    expect(rows[0]?.prev).toBe(genesis.hash)
  })

  it('goes on with the chain where it stood when it is opened again', async () => {
    const { store, reopen } = await opened()
    await store.recordAudit(entryOf())
    await store.close()
    if (reopen === undefined) return
    const again = await reopen()
    await again.recordAudit(entryOf())
    expect(await verifyAudit(again)).toMatchObject({ whole: true, head: { seq: 2 } })
    await again.close()
  })

  it('gives itself away as lines that prove themselves, more than a page of them', async () => {
    const store = await fresh()
    await Promise.all(Array.from({ length: 1203 }, (_, i) => store.recordAudit(entryOf({ appId: i % 2 }))))
    const lines = await listed(exportAudit(store))
    const rows = lines.map((line) => readAuditLine(line)!)
    expect(verifyChain(rows)).toEqual({ whole: true, head: await store.auditHead() })
    expect(lines).toHaveLength(1203)
    expect(await listed(exportAudit(store, { appId: 1, after: 1000 }))).toHaveLength(101)
  })

  it('counts what happened in each minute, and reads no further than it was asked to', async () => {
    const store = await fresh()
    const minute = 1_800_000_000_000
    const at = (after: number, event: AuditEntry['event'] = 'token.issued') =>
      store.recordAudit(entryOf({ at: minute + after, event }))
    await Promise.all([at(-1), at(0), at(59_999), at(30_000, 'token.refused'), at(60_000), at(180_000)])
    expect(await store.countAudit({ since: minute, to: minute + 180_000 })).toEqual([
      { minute, event: 'token.issued', count: 2 },
      { minute, event: 'token.refused', count: 1 },
      { minute: minute + 60_000, event: 'token.issued', count: 1 },
    ])
    expect(await store.countAudit({ since: minute, to: minute })).toEqual([])
  })

  it.each([
    { since: 1, to: 0 },
    { since: 0, to: 86_400_001 },
    { since: 0.5, to: 1 },
  ])('does not count %j', async (span) => {
    const store = await fresh()
    await expect(store.countAudit(span)).rejects.toThrow(RangeError)
  })
}

async function listed(lines: AsyncIterable<string>): Promise<string[]> {
  const list: string[] = []
  for await (const line of lines) list.push(line)
  return list
}
