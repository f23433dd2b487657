import { describe, expect, it } from 'vitest'
import { genesis, lineOf, linkedAll } from '../../src/audit/chain.ts'
import { auditEntry } from '../../src/audit/entry.ts'
import { verifyAuditLines } from '../../src/audit/export.ts'

const rows = linkedAll(
  ['ada', 'bob', 'cleo'].map((userId, i) => auditEntry({ at: i, event: 'token.issued', userId })),
  genesis,
)
const lines = rows.map(lineOf)

describe('an export', () => {
  it('is whole up to its last line, and says where that stands', async () => {
    expect(await verifyAuditLines([...lines, ''])).toEqual({ whole: true, head: { seq: 3, hash: rows[2]?.hash } })
    expect(await verifyAuditLines([])).toEqual({ whole: true, head: genesis })
  })

  it('that was cut off before a head that was kept elsewhere is not whole', async () => {
    const head = rows[2]!.hash
    expect(await verifyAuditLines(lines, { head })).toMatchObject({ whole: true })
    expect(await verifyAuditLines(lines, { head: rows[0]!.hash })).toMatchObject({ whole: true })
    expect(await verifyAuditLines(lines.slice(0, 2), { head })).toEqual({
      whole: false,
      fault: 'head',
      seq: 2,
      expected: 2,
    })
  })

  it.each([
    ['a line that is none', 'line', lines.with(1, 'SELECT 1')],
    ['a member that was added', 'line', lines.with(1, lines[1]?.replace('{', '{"x":1,') ?? '')],
    ['another user', 'hash', lines.with(1, lines[1]?.replace('bob', 'eve') ?? '')],
    ['a row that is missing', 'number', lines.toSpliced(1, 1)],
    ['rows in another order', 'number', lines.toReversed()],
    [
      'a row of another chain',
      'prev',
      lines.with(1, lineOf(linkedAll(rows, { ...genesis, hash: 'f'.repeat(64) })[1]!)),
    ],
  ])('is broken by %s', async (_, fault, changed) => {
    expect(await verifyAuditLines(changed)).toMatchObject({ whole: false, fault })
  })
})
