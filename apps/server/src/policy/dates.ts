// Dates, and the ways to name some of them. What happens on them is hours.ts.

/** `2026-12-25`, `12-25` for that day of every year, or `2026-12-23/2027-01-06` with both of its ends. */
export type Dates = string

const dayMs = 86_400_000
const shape = /^(?:\d{4}-)?\d{2}-\d{2}$/

/** Whether a text names dates that there are, in an order that there is. */
export function isDates(text: string): boolean {
  const [first = '', last, ...rest] = text.split('/')
  if (last === undefined) return isDate(first)
  return rest.length === 0 && isDate(first) && isDate(last) && !isYearly(first) && !isYearly(last) && first <= last
}

/** Whether they name a date. @param date in days since 1970 */
export function names(dates: Dates, date: number): boolean {
  const day = new Date(date * dayMs).toISOString().slice(0, 10)
  if (isYearly(dates)) return day.endsWith(`-${dates}`)
  const [first = '', last = first] = dates.split('/')
  return first <= day && day <= last
}

function isYearly(date: string): boolean {
  return date.length === '12-25'.length
}

function isDate(text: string): boolean {
  if (!shape.test(text)) return false
  // A year with a 29th of February stands for every year.
  const day = isYearly(text) ? `2024-${text}` : text
  const moment = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day)
}
