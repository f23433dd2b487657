import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hints } from '../../src/inspect/hints.ts'
import { reasons } from '../../src/inspect/reasons.ts'
import type { Reason } from '../../src/reasons.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

/** The cells of the table under a heading, without its head. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n${heading}\n`)[1]?.split(/\n##/)[0] ?? ''
  const lines = section.split('\n').filter((line) => line.startsWith('| '))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

describe.each<[string, Readonly<Record<string, Reason>>]>([
  ['reason', reasons],
  ['hint', hints],
])('every %s', (_, table) => {
  it.each(Object.entries(table))(
    '%s says in sentences what is so and what mends it',
    (_code, { message, fix, zegocloud }) => {
      expect(message).toMatch(/^[A-Z].+[.]$/)
      expect(fix).toMatch(/^[A-Z].+[.]$/)
      expect(message).not.toBe(fix)
      const numbers = Object.values(zegocloud).flat()
      expect(new Set(Object.values(zegocloud).map((codes) => codes.join())).size).toBeLessThanOrEqual(numbers.length)
      for (const number of numbers) expect(Number.isInteger(number) && number > 10_000).toBe(true)
    },
  )

  it('has a sentence of its own', () => {
    const messages = Object.values(table).map(({ message }) => message)
    expect(new Set(messages).size).toBe(messages.length)
  })
})

it('says what every language says', () => {
  const said: object = JSON.parse(readFileSync(new URL('../../../../spec/reasons.json', import.meta.url), 'utf8'))
  expect({ refusals: reasons, explanations: hints }).toEqual({ ...said, description: undefined })
})

describe('the README', () => {
  it('has every reason with its meaning and its mend, and no other', () => {
    const rows = Object.entries(reasons).map(([code, { message, fix }]) => [`\`${code}\``, message, fix])
    expect(rowsUnder('## Reason codes')).toEqual(rows)
  })

  it('has every number of ZEGOCLOUD with the reasons behind it', () => {
    const behind = new Map<string, string[]>()
    for (const [code, { zegocloud }] of Object.entries(reasons)) {
      for (const number of new Set(Object.values(zegocloud).flat())) {
        behind.set(String(number), [...(behind.get(String(number)) ?? []), `\`${code}\``])
      }
    }
    const rows = rowsUnder('### The numbers that ZEGOCLOUD shows').map(([number, , codes]) => [number, codes])
    const expected = [...behind].map(([number, codes]) => [number, codes.join(', ')])
    expect(rows).toEqual(expected.sort(([one], [other]) => Number(one) - Number(other)))
  })
})

describe('reasons and hints', () => {
  it('share no code', () => {
    expect(Object.keys(reasons).filter((code) => code in hints)).toEqual([])
  })
})
