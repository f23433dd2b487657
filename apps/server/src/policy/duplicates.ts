// Which of two words on somebody who comes twice is the stricter one.
import type { Duplicates } from './policy.ts'

/** The one that lets fewer in: `oldest` lets nobody in, `newest` one for one. */
export function fewer(a: Duplicates | undefined, b: Duplicates | undefined): Duplicates | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return placesOf(a) <= placesOf(b) ? a : b
}

function placesOf(duplicates: Duplicates): number {
  return duplicates === 'oldest' ? 1 : duplicates === 'newest' ? 1.5 : duplicates
}
