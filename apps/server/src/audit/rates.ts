// How many tokens were issued and refused, and how many people came in and were turned away, minute by minute. A minute that is over for a
// while does not change any more: it is counted once.
import type { AuditCount, Store } from '../store/store.ts'
import type { AuditEvent } from './entry.ts'

export interface Minute {
  /** Milliseconds since 1970: its beginning. */
  readonly at: number
  readonly issued: number
  readonly refused: number
  readonly joined: number
  readonly turnedAway: number
}

export interface Rates {
  /** The newest minutes, the one that is not over included; oldest first. @param minutes 1 to 1440 */
  readonly newest: (minutes: number) => Promise<Minute[]>
}

const names: Readonly<Partial<Record<AuditEvent, Exclude<keyof Minute, 'at'>>>> = {
  'token.issued': 'issued',
  'token.refused': 'refused',
  'room.joined': 'joined',
  'room.refused': 'turnedAway',
}

const aMinute = 60_000
/** Rows of a minute may come late: a node's clock is slow, a row waits for its commit. */
const settled = 3 * aMinute
const kept = 1440

export function createRates(store: Pick<Store, 'countAudit'>, now: () => number): Rates {
  const over = new Map<number, Minute>()
  return {
    async newest(minutes) {
      const current = now() - (now() % aMinute)
      const wanted = Array.from({ length: minutes }, (_, i) => current - (minutes - 1 - i) * aMinute)
      const since = wanted.find((at) => !over.has(at)) ?? current
      const counted = minutesOf(await store.countAudit({ since, to: current + aMinute }))
      const found = wanted.map((at) => (at < since ? over.get(at) : counted.get(at)) ?? emptyAt(at))
      for (const minute of found) if (minute.at < current - settled) over.set(minute.at, minute)
      for (const at of over.keys()) if (at <= current - kept * aMinute) over.delete(at)
      return found
    },
  }
}

function minutesOf(counts: readonly AuditCount[]): ReadonlyMap<number, Minute> {
  const minutes = new Map<number, Minute>()
  for (const { minute, event, count } of counts) {
    const name = names[event]
    if (name !== undefined) minutes.set(minute, { ...(minutes.get(minute) ?? emptyAt(minute)), [name]: count })
  }
  return minutes
}

function emptyAt(at: number): Minute {
  return { at, issued: 0, refused: 0, joined: 0, turnedAway: 0 }
}
