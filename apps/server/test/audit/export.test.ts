import { describe, expect, it } from 'vitest'
import { genesis, linkedAll } from '../../src/audit/chain.ts'
import type { AuditRow } from '../../src/audit/entry.ts'
import { verifyAudit } from '../../src/audit/export.ts'
import type { Store } from '../../src/store/store.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'
import { entryOf } from '../store/contract.ts'

/** A store with rows, of which some were changed behind its back. */
async function tampered(change: (rows: AuditRow[]) => AuditRow[]): Promise<Pick<Store, 'findAudit' | 'auditHead'>> {
  const store = createMemoryStore()
  await Promise.all(Array.from({ length: 2100 }, () => store.recordAudit(entryOf())))
  return {
    auditHead: () => store.auditHead(),
    findAudit: async (query) => change(await store.findAudit(query)),
  }
}

describe('checking the audit of a store', () => {
  it('goes through all pages to the head', async () => {
    const report = await verifyAudit(await tampered((rows) => rows))
    expect(report).toMatchObject({ whole: true, head: { seq: 2100 } })
  })

  it('finds the row that was changed, whatever page it is on', async () => {
    const store = await tampered((rows) => rows.map((row) => (row.seq === 2050 ? { ...row, userId: 'eve' } : row)))
    expect(await verifyAudit(store)).toEqual({ whole: false, fault: 'hash', seq: 2050, expected: 2050 })
  })

  it('misses rows that were cut off at the end', async () => {
    const store = await tampered((rows) => rows.filter(({ seq }) => seq < 2090))
    expect(await verifyAudit(store)).toEqual({ whole: false, fault: 'number', seq: 2100, expected: 2090 })
  })

  it('sees that the rows are not those of the head', async () => {
    const other = linkedAll(
      Array.from({ length: 2 }, () => entryOf()),
      genesis,
    )
    const head = { seq: 2, hash: 'f'.repeat(64) }
    const store = { auditHead: async () => head, findAudit: async () => other }
    expect(await verifyAudit(store)).toEqual({ whole: false, fault: 'hash', seq: 2, expected: 2 })
  })

  it('looks for a head that was kept elsewhere, on every page', async () => {
    const store = await tampered((rows) => rows)
    const hashOf = async (seq: number) =>
      (await store.findAudit({ order: 'oldest', after: seq - 1, limit: 1 }))[0]!.hash
    for (const seq of [1, 1000, 1001, 2100])
      expect(await verifyAudit(store, { head: await hashOf(seq) })).toMatchObject({ whole: true, head: { seq: 2100 } })
    expect(await verifyAudit(store, { head: genesis.hash })).toMatchObject({ whole: true })
    const anew = { whole: false, fault: 'head', seq: 2100, expected: 2100 }
    expect(await verifyAudit(store, { head: 'f'.repeat(64) })).toEqual(anew)
    const from = { seq: 2000, hash: await hashOf(2000) }
    expect(await verifyAudit(store, { from, head: from.hash })).toMatchObject({ whole: true })
    expect(await verifyAudit(store, { from, head: await hashOf(1999) })).toEqual(anew)
  })

  it('can begin at a row that is known to be right', async () => {
    const store = await tampered((rows) => rows.map((row) => (row.seq === 3 ? { ...row, userId: 'eve' } : row)))
    const [known] = await store.findAudit({ order: 'oldest', after: 1999, limit: 1 })
    expect(await verifyAudit(store, { from: { seq: 2000, hash: known!.hash } })).toMatchObject({ whole: true })
    expect(await verifyAudit(store, { from: { seq: 2000, hash: genesis.hash } })).toMatchObject({
      fault: 'prev',
      seq: 2001,
    })
  })
})
