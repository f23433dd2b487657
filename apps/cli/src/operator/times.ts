// Times as operators write and read them: `2h`, a date, local time or UTC. The wire has Unix seconds or milliseconds.
import { UsageError } from '../failures.ts'

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const span = /^(\d{1,9})([smhd])$/
/** Of ISO 8601: a date, and a time where there is one. */
const moment = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(Z|[+-]\d{2}:\d{2})?$/

export interface Reading {
  readonly option: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether a span counts from now on, or back from now. */
  readonly towards: 'future' | 'past'
  /** Whether a date that names no zone is one of UTC, instead of this machine's. */
  readonly utc: boolean
}

/**
 * `90s`, `30m`, `2h` and `7d` from now (or ago), or a date with or without time and zone, in milliseconds since 1970.
 * @throws UsageError when it is neither, or no calendar has the date
 */
export function readMoment(text: string, { option, now, towards, utc }: Reading): number {
  const [, count, unit] = span.exec(text) ?? []
  if (count !== undefined && (unit === 's' || unit === 'm' || unit === 'h' || unit === 'd'))
    return now + Number(count) * unitMs[unit] * (towards === 'future' ? 1 : -1)
  const [, date, time, zone = utc ? 'Z' : ''] = moment.exec(text) ?? []
  const at = date === undefined ? Number.NaN : Date.parse(`${date}T${time ?? '00:00'}${zone}`)
  if (Number.isNaN(at))
    throw new UsageError(`${option} must be a span such as 90s, 30m, 2h or 7d, or a date such as ${example}`)
  if (date !== undefined && !isDay(date)) throw new UsageError(`${option}: there is no ${date}`)
  return at
}

/** `Date.parse` takes the 31st of every month, and gives a day of the next one. */
function isDay(date: string): boolean {
  return new Date(`${date}T00:00Z`).toISOString().startsWith(date)
}

const example = '2026-12-31T18:00'

/** `2026-12-31 18:00:00 +01:00`; with `utc` the same moment as `2026-12-31 17:00:00 Z`. */
export function showMoment(ms: number, utc: boolean): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return String(ms)
  const minutes = utc ? 0 : -date.getTimezoneOffset()
  const wall = new Date(ms + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
  return `${wall} ${utc ? 'Z' : offsetOf(minutes)}`
}

function offsetOf(minutes: number): string {
  const size = Math.abs(minutes)
  const [hours, rest] = [Math.floor(size / 60), size % 60].map((value) => String(value).padStart(2, '0'))
  return `${minutes < 0 ? '-' : '+'}${hours}:${rest}`
}
