import { describe, expect, it } from 'vitest'
import { comparable, withTable, type Row } from '../runtimes/table.ts'

const place = 'before\n<!-- runtimes:begin -->\n<!-- runtimes:end -->\nafter'

function row(name: string, version: string, mint: number): Row {
  return { name, version, gets: 'server', report: { passed: { mint }, failed: [] } }
}

const table = (browser: string, node = '24.21.0', mint = 59): string =>
  comparable(withTable(place, [row('Node 24', node, mint), row('Chromium, as a page', browser, 5)]))

describe('the table of the runtimes', () => {
  it('is the same with another browser, however long its version is', () => {
    expect(table('156.0.8078.108')).toBe(table('156.0.8078.79'))
    expect(table('1')).toBe(table('156.0.8078.79'))
  })

  it('is another one with another result, or another runtime that is pinned', () => {
    expect(table('156.0.8078.79', '24.21.0', 58)).not.toBe(table('156.0.8078.79'))
    expect(table('156.0.8078.79', '24.21.1')).not.toBe(table('156.0.8078.79'))
  })
})
