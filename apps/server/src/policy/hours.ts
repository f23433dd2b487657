// When a rule counts: days and times by the clock of a place, summer time included. Moments are Unix seconds. Who may what is rules.ts.
import { names, type Dates } from './dates.ts'

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

export interface Hours {
  /** Whose clock counts, by its IANA name: `Europe/Berlin`. */
  readonly timeZone: string
  /** On which days it opens. Default: all of them. */
  readonly days?: readonly Weekday[]
  /** `HH:MM`: when it opens. */
  readonly from: string
  /** `HH:MM` up to `24:00`: when it closes; on the next day where that is not after `from`. */
  readonly to: string
  /** Days on which other hours hold, or none. The first of them that names a day counts. */
  readonly except?: readonly OtherHours[]
}

/** What holds on some days in place of the usual. */
export interface OtherHours {
  /** The dates on which it would open, by the calendar of the place: one or several of `2026-12-25`, `12-25` and `2026-12-23/2027-01-06`. */
  readonly dates: Dates | readonly Dates[]
  /** `HH:MM`, with `to`: when it opens, whatever the weekday. Default: it does not. */
  readonly from?: string
  readonly to?: string
}

/** `until`: when it closes, null where that is a week away or more. `opensAt`: when it opens next. */
export type Opening =
  | { readonly open: true; readonly until: number | null }
  | { readonly open: false; readonly opensAt: number | null }

interface Span {
  readonly from: number
  /** Not included. */
  readonly to: number
}

const day = 86_400
const minute = 60

/** Whether it is open at a moment, and when that changes. */
export function openingAt(hours: Hours | readonly Hours[], at: number): Opening {
  const span = calendarOf(hours, at).spans.find(({ to }) => at < to)
  if (span === undefined) return { open: false, opensAt: null }
  if (at < span.from) return { open: false, opensAt: span.from }
  return { open: true, until: span.to - at >= 7 * day ? null : span.to }
}

/** Whether it is closed at a moment at which it would be open on another day: `except` says so. */
export function isExcepted(hours: Hours | readonly Hours[], at: number): boolean {
  const covers = ({ from, to }: Span): boolean => from <= at && at < to
  const { spans, usual } = calendarOf(hours, at)
  return usual.some(covers) && !spans.some(covers)
}

interface Calendar {
  /** Days since 1970, of UTC. */
  readonly today: number
  readonly spans: readonly Span[]
  /** Those that there were without exceptions. */
  readonly usual: readonly Span[]
}

/** That of one day, for each hours that was asked about: time zones take long to look up. */
const known = new WeakMap<Hours | readonly Hours[], Calendar>()

function calendarOf(hours: Hours | readonly Hours[], at: number): Calendar {
  const today = Math.floor(at / day)
  const last = known.get(hours)
  if (last?.today === today) return last
  const all = [hours].flat()
  const spans = spansAround(all, today)
  const plain = all.every(({ except }) => except === undefined)
  const usual = plain
    ? spans
    : spansAround(
        all.map((one) => ({ ...one, except: [] })),
        today,
      )
  const calendar = { today, spans, usual }
  known.set(hours, calendar)
  return calendar
}

/** All spans that reach from the day before to a week after, and after a long holiday the first one; those that touch are one. */
function spansAround(hours: readonly Hours[], today: number): readonly Span[] {
  const spansOn = (date: number): Span[] => hours.flatMap((one) => spanOn(one, date))
  const spans = Array.from({ length: 12 }, (_, i) => today - 2 + i).flatMap(spansOn)
  const end = (today + 1) * day
  for (let date = today + 10; date < today + 366 && !spans.some(({ to }) => to > end); date += 1)
    spans.push(...spansOn(date))
  return joined(spans)
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last !== undefined && span.from <= last.to) result.splice(-1, 1, { ...last, to: Math.max(last.to, span.to) })
    else result.push(span)
  }
  return result
}

/** What opens on a date of the place, in days since 1970; a span that summer time swallows is none. */
function spanOn({ timeZone, days = weekdays, except = [], ...usual }: Hours, date: number): Span[] {
  const other = except.find(({ dates }) => [dates].flat().some((one) => names(one, date)))
  // 1970 began on a Thursday.
  const weekday = weekdays[(date + 4) % 7]
  if (other === undefined && (weekday === undefined || !days.includes(weekday))) return []
  const { from, to } = other ?? usual
  if (from === undefined || to === undefined) return []
  const [opens, closes] = [minutesOf(from), minutesOf(to)]
  const span = {
    from: momentOf(timeZone, date * day + opens * minute),
    to: momentOf(timeZone, (closes > opens ? date : date + 1) * day + closes * minute),
  }
  return span.from < span.to ? [span] : []
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** When a clock shows a time: the first time where it does so twice; as much later as the clock jumps where it never does. */
function momentOf(timeZone: string, wall: number): number {
  const [before, after] = [wall - offsetAt(timeZone, wall - day), wall - offsetAt(timeZone, wall + day)]
  const shown = [before, after].filter((moment) => moment + offsetAt(timeZone, moment) === wall)
  return shown.length === 0 ? before : Math.min(...shown)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Seconds that the clock of a zone is ahead of UTC. @throws RangeError for a zone that nobody knows */
export function offsetAt(timeZone: string, at: number): number {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(timeZone, clock)
  }
  const parts = new Map(clock.formatToParts(at * 1000).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall / 1000 - at
}
