// How long to wait before trying again. When to give up altogether is decided once, by `patienceMs`.
import { closeReasons, type CloseName } from '../protocol/index.ts'

/** Trying longer than this, the room counts as unreachable. */
export const patienceMs = 60_000

/** An attempt that brings no welcome in this time counts as dropped. */
export const attemptMs = 10_000

const steps = [0, 300, 1200, 2700, 4800]
const longest = 7000
/** spec/room-protocol.md section 7: `later` is not before five seconds. */
const laterMs = 5000
/** Everybody loses a server at the same moment: they must not come back at the same moment. */
const spreadMs = 2000

/**
 * Milliseconds before the `attempt`-th attempt (from 1) after a close with this reason.
 * `random` gives numbers from 0 up to 1.
 */
export function backoffMs(attempt: number, why: CloseName | null, random: () => number): number {
  const step = steps[attempt - 1]
  const usual = step ?? longest + random() * 1000
  if (why === null) return usual
  if (closeReasons[why].retry === 'later') return Math.max(usual, laterMs) + random() * spreadMs
  return why === 'restart' ? usual + random() * spreadMs : usual
}
