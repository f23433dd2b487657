import { describe, expect, it } from 'vitest'
import { isDates, names } from '../../src/policy/dates.ts'

const dateOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

describe('dates', () => {
  it.each(['2026-12-25', '12-25', '02-29', '2028-02-29', '2026-12-23/2027-01-06', '2026-12-25/2026-12-25'])(
    '%s are some',
    (text) => {
      expect(isDates(text)).toBe(true)
    },
  )

  it.each([
    ['a day that no month has', '2026-02-30'],
    ['a day that the year does not have', '2026-02-29'],
    ['a day that no year has', '02-30'],
    ['a month that there is not', '2026-13-01'],
    ['a span that runs backwards', '2027-01-06/2026-12-23'],
    ['a span of every year', '12-23/01-06'],
    ['a span without an end', '2026-12-23/'],
    ['a span of three', '2026-12-23/2026-12-24/2026-12-25'],
    ['a moment', '2026-12-25T08:00'],
    ['another spelling', '25.12.2026'],
    ['nothing', ''],
  ])('%s is none: %s', (_, text) => {
    expect(isDates(text)).toBe(false)
  })

  it.each([
    ['2026-12-25', ['2026-12-25'], ['2026-12-24', '2026-12-26', '2027-12-25']],
    ['12-25', ['2026-12-25', '2031-12-25'], ['2026-12-24', '2026-01-25']],
    ['02-29', ['2028-02-29'], ['2026-02-28', '2026-03-01']],
    ['2026-12-23/2027-01-06', ['2026-12-23', '2026-12-31', '2027-01-06'], ['2026-12-22', '2027-01-07']],
  ])('%s name those and no others', (dates, those, others) => {
    for (const day of those) expect(names(dates, dateOf(day)), day).toBe(true)
    for (const day of others) expect(names(dates, dateOf(day)), day).toBe(false)
  })
})
