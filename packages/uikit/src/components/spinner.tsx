// A small turning ring beside words that already say that something is under way. Decorative.
import type { JSX } from 'preact'

export function Spinner(): JSX.Element {
  return <span class="spinner" aria-hidden="true" />
}
