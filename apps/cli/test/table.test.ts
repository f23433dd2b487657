import { describe, expect, it } from 'vitest'
import { table } from '../src/table.ts'

describe('a table', () => {
  it('puts columns under each other, counts characters, and leaves no spaces at the end', () => {
    const rows = [
      ['é', 'one', ''],
      ['𝒳𝒳𝒳', 'eleven', 'last'],
    ]
    expect(table(rows)).toBe('é    one\n𝒳𝒳𝒳  eleven  last')
  })

  it('is nothing where there are no rows', () => {
    expect(table([])).toBe('')
  })
})
