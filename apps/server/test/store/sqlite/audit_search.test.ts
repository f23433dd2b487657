import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditEntry } from '../../../src/audit/entry.ts'
import { blockBits, searchAudit } from '../../../src/store/sqlite/audit_search.ts'
import { migrate } from '../../../src/store/sqlite/schema.ts'
import { createWriter } from '../../../src/store/sqlite/writer.ts'

const database = new DatabaseSync(':memory:')
const size = 2 ** blockBits
const rows = 3 * size + 100

beforeAll(() => {
  migrate(database)
  // Ada comes in each block, on both sides of its ends; Bob in the first alone.
  const entries = Array.from({ length: rows }, (_, i) => {
    const [seq, place] = [i + 1, (i + 1) % size]
    const userId = place === 0 || place === size - 1 || place === 7 ? 'ada' : seq === 5 ? 'bob' : `user-${seq % 900}`
    return auditEntry({
      at: seq,
      event: 'token.issued',
      userId,
      roomId: seq % 2 === 0 ? 'even' : null,
      tid: (seq * 2_654_435_761).toString(16).padStart(16, '0'),
    })
  })
  createWriter(database).record(entries)
})

const seqsOf = (query: Omit<Parameters<typeof searchAudit>[1], 'limit'>, limit = 1000): number[] =>
  searchAudit(database, { ...query, limit }).map(({ seq }) => seq)
const ofAda = [7, size - 1, size, size + 7, 2 * size - 1, 2 * size, 2 * size + 7, 3 * size - 1, 3 * size, 3 * size + 7]

describe('a search of the audit', () => {
  it('finds what is in any block, the newest first', () => {
    expect(seqsOf({ userId: 'ada' })).toEqual(ofAda.toReversed())
    expect(seqsOf({ userId: 'ada', order: 'oldest' })).toEqual(ofAda)
    expect(seqsOf({ userId: 'bob' })).toEqual([5])
    expect(seqsOf({ userId: 'nobody' })).toEqual([])
  })

  it.each([1, 2, 3, 4, 1000])('gives the same in pages of %i', (limit) => {
    for (const order of ['newest', 'oldest'] as const) {
      const found: number[] = []
      for (let page = seqsOf({ userId: 'ada', order }, limit); page.length > 0;) {
        found.push(...page)
        const last = page.at(-1) ?? 0
        page = seqsOf({ userId: 'ada', order, ...(order === 'oldest' ? { after: last } : { before: last }) }, limit)
      }
      expect(found).toEqual(order === 'oldest' ? ofAda : ofAda.toReversed())
    }
  })

  it('keeps to every other term of the query', () => {
    expect(seqsOf({ userId: 'ada', roomId: 'even' })).toEqual(ofAda.toReversed().filter((seq) => seq % 2 === 0))
    expect(seqsOf({ userId: 'ada', since: size, to: 2 * size })).toEqual([2 * size - 1, size + 7, size])
    const tid = (9 * 2_654_435_761).toString(16).padStart(16, '0')
    expect(seqsOf({ tid })).toEqual([9])
    expect(seqsOf({ tid: tid.slice(0, 12) })).toEqual([9])
    expect(seqsOf({}, 2)).toEqual([rows, rows - 1])
  })

  it.each(['user_id = ?', 'room_id = ?', 'tid >= ? and tid < ?'])('has an index for %s in a block', (term) => {
    const values: SQLInputValue[] = term.split('?').map(() => 'x')
    const plan = database
      .prepare(`explain query plan select * from audit where ${term} and seq >> ${blockBits} = ? order by seq desc`)
      .all(...values)
      .map(({ detail }) => String(detail))
    expect(plan[0]).toMatch(
      /^SEARCH audit USING INDEX audit_by_(?:user|room|tid) \(<expr>=\? AND (?:user_id|room_id|tid)/,
    )
  })
})
