import { describe, expect, it } from 'vitest'
import { readMoment, showMoment, type Reading } from '../../src/operator/times.ts'

const now = Date.parse('2026-11-25T10:00:00Z')
const reading: Reading = { option: '--until', now, towards: 'future', utc: true }
const iso = (text: string, about: Partial<Reading> = {}): string =>
  new Date(readMoment(text, { ...reading, ...about })).toISOString()

describe('a moment', () => {
  it.each([
    ['90s', '2026-11-25T10:01:30.000Z'],
    ['30m', '2026-11-25T10:30:00.000Z'],
    ['2h', '2026-11-25T12:00:00.000Z'],
    ['7d', '2026-12-02T10:00:00.000Z'],
    ['2026-12-31', '2026-12-31T00:00:00.000Z'],
    ['2026-12-31T18:00', '2026-12-31T18:00:00.000Z'],
    ['2026-12-31 18:00:05', '2026-12-31T18:00:05.000Z'],
    ['2026-12-31T18:00+01:00', '2026-12-31T17:00:00.000Z'],
    ['2026-12-31T18:00:00Z', '2026-12-31T18:00:00.000Z'],
  ])('is written as %s', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it('lies before now where the past is asked for', () => {
    expect(iso('2h', { towards: 'past' })).toBe('2026-11-25T08:00:00.000Z')
  })

  it('is one of this machine, unless UTC is asked for', () => {
    const local = new Date(2026, 11, 31, 18).getTime()
    expect(readMoment('2026-12-31T18:00', { ...reading, utc: false })).toBe(local)
  })

  it.each(['', 'soon', '2', '2w', '-2h', '1.5h', '2026-13-01', '2026-12-31T25:00', '31.12.2026'])(
    'is not %j',
    (text) => {
      expect(() => iso(text)).toThrow('--until must be a span')
    },
  )

  // Date.parse takes each of them for a day of the month after.
  it.each(['2026-02-31', '2026-02-29T18:00', '2026-04-31 00:00Z', '2100-02-29', '2026-06-31T23:00-05:00'])(
    'is not %j, which no calendar has',
    (text) => {
      expect(() => iso(text)).toThrow(`--until: there is no ${text.slice(0, 10)}`)
    },
  )

  it('may be the 29th of a February that has one, and the last of a month in any zone', () => {
    expect(iso('2028-02-29')).toBe('2028-02-29T00:00:00.000Z')
    expect(iso('2026-12-31T23:30-05:00')).toBe('2027-01-01T04:30:00.000Z')
  })

  it('is shown with its zone', () => {
    expect(showMoment(now, true)).toBe('2026-11-25 10:00:00 Z')
    expect(Date.parse(showMoment(now, false))).toBe(now)
  })
})
