// Times and scopes in words. The clock and the zone are the reader's.
import type { Revocation, ScopeOfRevocation } from './wire.ts'

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** @param at milliseconds since 1970; null is a dash */
export function momentOf(at: number | null): string {
  return at === null ? '–' : moment.format(at)
}

export function hourOf(at: number): string {
  return hour.format(at)
}

/** Whole units, the largest two: `2 h 5 min`. @param seconds what is negative is nothing */
export function spanOf(seconds: number): string {
  const all = Math.max(0, Math.floor(seconds))
  const [days, hours, minutes] = [Math.floor(all / 86_400), Math.floor(all / 3600) % 24, Math.floor(all / 60) % 60]
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min` : `${all} s`
}

export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

// oxlint-disable-next-line typescript/consistent-return -- every kind has its case
export function scopeWords(scope: ScopeOfRevocation): string {
  switch (scope.kind) {
    case 'token':
      return `Token ${scope.tid}`
    case 'user':
      return `User ${scope.userId}`
    case 'room':
      return `Room ${scope.roomId}`
    case 'user_in_room':
      return `${scope.userId} in ${scope.roomId}`
    case 'key':
      return `Key ${scope.kid}`
    case 'app':
      return 'Everything'
  }
}

/** @param now milliseconds since 1970 */
export function stateOf(
  { undone, endsAt, until }: Revocation,
  now: number,
): 'undone' | 'over' | 'in force' | 'cut off' {
  if (undone !== null) return 'undone'
  if (until === 'forever' || until * 1000 > now) return 'in force'
  return endsAt * 1000 > now ? 'cut off' : 'over'
}
