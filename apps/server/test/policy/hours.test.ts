import { describe, expect, it } from 'vitest'
import { isExcepted, openingAt, type Hours } from '../../src/policy/hours.ts'

const seconds = (iso: string): number => Date.parse(iso) / 1000
const office: Hours = {
  timeZone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:00',
  to: '18:00',
}
const night: Hours = { timeZone: 'Europe/Berlin', days: ['fri'], from: '22:00', to: '02:00' }

/** `until …` while it is open, else `opens …`. */
function say(hours: Hours | readonly Hours[], iso: string): string {
  const opening = openingAt(hours, seconds(iso))
  const moment = opening.open ? opening.until : opening.opensAt
  const text = moment === null ? 'never' : new Date(moment * 1000).toISOString().slice(0, 16)
  return `${opening.open ? 'until' : 'opens'} ${text}`
}

describe('hours', () => {
  it.each([
    ['before they begin', office, '2026-11-25T06:59:59Z', 'opens 2026-11-25T07:00'],
    ['from their first second', office, '2026-11-25T07:00:00Z', 'until 2026-11-25T17:00'],
    ['to their last', office, '2026-11-25T16:59:59Z', 'until 2026-11-25T17:00'],
    ['after they end', office, '2026-11-25T17:00:00Z', 'opens 2026-11-26T07:00'],
    ['over a weekend', office, '2026-11-27T17:00:00Z', 'opens 2026-11-30T07:00'],
    ['in summer, by the clock there', office, '2026-07-01T06:00:00Z', 'until 2026-07-01T16:00'],
    ['over midnight', night, '2026-11-28T00:30:00Z', 'until 2026-11-28T01:00'],
    ['on the day after alone', night, '2026-11-28T21:30:00Z', 'opens 2026-12-04T21:00'],
    ['far in the west', { ...office, timeZone: 'Pacific/Honolulu' }, '2026-11-28T03:59:00Z', 'until 2026-11-28T04:00'],
    [
      'far in the east',
      { ...office, timeZone: 'Pacific/Kiritimati' },
      '2026-11-29T18:00:00Z',
      'until 2026-11-30T04:00',
    ],
    [
      'until midnight',
      { timeZone: 'UTC', from: '00:00', to: '24:00', days: ['wed'] },
      '2026-11-25T23:59:00Z',
      'until 2026-11-26T00:00',
    ],
    [
      'all day on two days that touch',
      { timeZone: 'UTC', from: '00:00', to: '24:00', days: ['wed', 'thu'] },
      '2026-11-25T23:59:00Z',
      'until 2026-11-27T00:00',
    ],
    ['always', { timeZone: 'UTC', from: '00:00', to: '00:00' }, '2026-11-25T23:59:00Z', 'until never'],
  ] as const)('%s', (_, hours, iso, expected) => {
    expect(say(hours, iso)).toBe(expected)
  })

  it('may be several, of which any opens', () => {
    const both = [office, { ...office, days: ['sat'], from: '10:00', to: '12:00' }] as const
    expect(say(both, '2026-11-28T08:00:00Z')).toBe('opens 2026-11-28T09:00')
    expect(say(both, '2026-11-28T09:00:00Z')).toBe('until 2026-11-28T11:00')
  })

  it('are as long as the clock says when summer time begins and ends', () => {
    const small: Hours = { timeZone: 'Europe/Berlin', from: '01:00', to: '04:00' }
    expect(say(small, '2026-03-29T00:00:00Z')).toBe('until 2026-03-29T02:00')
    expect(say(small, '2026-10-24T23:00:00Z')).toBe('until 2026-10-25T03:00')
    // 02:30 is there twice in autumn, of which the first counts, and never in spring.
    const half: Hours = { timeZone: 'Europe/Berlin', from: '02:30', to: '05:00' }
    expect(say(half, '2026-10-25T00:00:00Z')).toBe('opens 2026-10-25T00:30')
    expect(say(half, '2026-03-29T00:00:00Z')).toBe('opens 2026-03-29T01:30')
  })
})

describe('days on which other hours hold', () => {
  const school: Hours = {
    ...office,
    except: [
      { dates: '2026-12-22', from: '08:00', to: '11:30' },
      { dates: ['2026-12-22/2027-01-06', '05-01'] },
      { dates: '2026-11-28', from: '09:00', to: '12:00' },
    ],
  }

  it.each([
    ['leave the others as they are', school, '2026-12-21T16:00:00Z', 'until 2026-12-21T17:00'],
    ['close earlier', school, '2026-12-22T07:00:00Z', 'until 2026-12-22T10:30'],
    [
      'stay closed, two weeks too, and say when it opens after them',
      school,
      '2026-12-22T10:30:00Z',
      'opens 2027-01-07T07:00',
    ],
    ['come again each year', school, '2029-05-01T08:00:00Z', 'opens 2029-05-02T06:00'],
    ['open on a weekday that does not', school, '2026-11-28T08:30:00Z', 'until 2026-11-28T11:00'],
    [
      'are those on which it opens, not those on which it closes',
      { ...night, except: [{ dates: '2026-12-05' }] },
      '2026-12-05T00:30:00Z',
      'until 2026-12-05T01:00',
    ],
    [
      'count by the calendar there',
      { ...school, timeZone: 'Pacific/Kiritimati' },
      '2026-12-21T20:00:00Z',
      'until 2026-12-21T21:30',
    ],
    [
      'may go on without an end',
      { ...office, except: [{ dates: '2026-12-22/9999-12-31' }] },
      '2026-12-22T08:00:00Z',
      'opens never',
    ],
    ['may follow nothing', { ...office, except: [] }, '2026-12-22T08:00:00Z', 'until 2026-12-22T17:00'],
  ] as const)('%s', (_, hours, iso, expected) => {
    expect(say(hours, iso)).toBe(expected)
  })

  it('are of the hours that name them alone', () => {
    const both = [school, { ...office, from: '19:00', to: '21:00' }] as const
    expect(say(both, '2026-12-28T12:00:00Z')).toBe('opens 2026-12-28T18:00')
  })

  it('are the reason only where it would be open without them', () => {
    const excepted = (hours: Hours | readonly Hours[], iso: string): boolean => isExcepted(hours, seconds(iso))
    expect(excepted(school, '2026-12-28T12:00:00Z')).toBe(true)
    expect(excepted([{ ...school, days: ['sat'] }, school], '2026-12-28T12:00:00Z')).toBe(true)
    expect(excepted(school, '2026-12-28T03:00:00Z')).toBe(false)
    expect(excepted(school, '2026-12-21T12:00:00Z')).toBe(false)
    expect(excepted(office, '2026-12-28T03:00:00Z')).toBe(false)
  })
})
