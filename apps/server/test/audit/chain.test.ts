import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { genesis, linkedAll, lineOf, verifyChain, type ChainReport } from '../../src/audit/chain.ts'
import { auditEntry, keepable, type AuditRow } from '../../src/audit/entry.ts'
import { readAuditLine } from '../../src/audit/export.ts'
import { auditFields } from '../../src/store/sql.ts'

const entries = ['ada', 'bob', 'eve', 'zoë', 'mallory'].map((userId, n) =>
  auditEntry({ at: 1_800_000_000_000 + n, event: 'token.issued', userId }),
)
const rows = linkedAll(entries, genesis)

/** The chain with one row changed. */
const changedAt = (seq: number, change: Partial<AuditRow>): AuditRow[] =>
  rows.map((row) => (row.seq === seq ? { ...row, ...change } : row))
const broken = (report: ChainReport) => (report.whole ? null : [report.seq, report.fault])

describe('a row', () => {
  it('is hashed as the line that an export writes, without its last member: anybody can do it again', () => {
    expect(lineOf(rows[0]!)).toBe(
      '{"v":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000","seq":1,"at":1800000000000,' +
        '"event":"token.issued","actor":null,"appId":null,"userId":"ada","roomId":null,"tid":null,"kid":null,"expiresAt":null,' +
        '"reason":null,"network":null,"hash":"6b1bd8cafea0373fc8ea764904ecf8cd247bd0d70dccdd57258f41bdd14c8f64"}',
    )
    for (const row of rows) {
      const hashed = lineOf(row).replace(/,"hash":"[0-9a-f]{64}"\}$/, '}')
      expect(createHash('sha256').update(hashed).digest('hex')).toBe(row.hash)
    }
  })

  it('names the row before it', () => {
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(rows.map(({ prev }) => prev)).toEqual([genesis.hash, ...rows.slice(0, -1).map(({ hash }) => hash)])
  })

  it('comes out of its line again, and nothing else does', () => {
    for (const row of rows) expect(readAuditLine(lineOf(row))).toEqual({ v: 1, ...row })
    const line = lineOf(rows[0]!)
    for (const wrong of [
      '',
      '7',
      'null',
      '{}',
      `${line} `,
      line.replace('"v":1', '"v":2'),
      line.replace('"ada"', ' "ada"'),
    ]) {
      expect(readAuditLine(wrong)).toBeNull()
    }
  })
})

describe('a chain', () => {
  it('is whole as it was written, and says where it stands', () => {
    expect(verifyChain(rows)).toEqual({ whole: true, head: { seq: 5, hash: rows[4]?.hash } })
    expect(verifyChain([])).toEqual({ whole: true, head: genesis })
  })

  it('can be checked in pages', () => {
    const first = verifyChain(rows.slice(0, 2))
    if (!first.whole) throw new Error('the first page is broken')
    expect(verifyChain(rows.slice(2), first.head)).toEqual({ whole: true, head: { seq: 5, hash: rows[4]?.hash } })
  })

  it.each<[string, AuditRow[], unknown]>([
    ['a row that says something else', changedAt(3, { userId: 'trent' }), [3, 'hash']],
    ['a row whose text is what was a number', changedAt(3, { reason: '7' }), [3, 'hash']],
    [
      'a row with a hash that fits what it says now',
      changedAt(3, linkedAll([entries[0]!], { ...rows[1]! })[0]!),
      [4, 'prev'],
    ],
    ['a row that is gone', rows.toSpliced(2, 1), [4, 'number']],
    ['the first row gone', rows.slice(1), [2, 'number']],
    ['two rows that changed places', rows.toSpliced(1, 2, rows[2]!, rows[1]!), [3, 'number']],
    ['two rows that changed places and numbers', changedAt(2, { ...rows[2]!, seq: 2 }), [2, 'prev']],
    ['a row told twice', rows.toSpliced(2, 0, rows[1]!), [2, 'number']],
    ['a row of another chain', changedAt(4, linkedAll(entries.toReversed(), genesis)[3]!), [4, 'prev']],
  ])('names the first broken row: %s', (_, changed, expected) => {
    expect(broken(verifyChain(changed))).toEqual(expected)
  })

  it('is broken by any change to any member of any row', () => {
    const field = fc.constantFrom(...auditFields)
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), field, value, (n, name, changed) => {
        fc.pre(rows[n]![name] !== changed)
        const row = { ...rows[n]!, [name]: changed } as AuditRow
        const report = verifyChain(rows.with(n, row))
        // A changed hash shows at the row itself.
        expect(report.whole ? null : report.expected).toBe(n + 1)
      }),
      { numRuns: 500 },
    )
  })

  it('is one for every text that anybody sends', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 })), (texts) => {
        const kept = texts.map((reason) => keepable(auditEntry({ at: 1, event: 'room.left', reason })))
        const chain = linkedAll(kept, genesis)
        expect(verifyChain(chain).whole).toBe(true)
        for (const row of chain) expect(readAuditLine(lineOf(row))).toMatchObject(row)
      }),
    )
  })
})
