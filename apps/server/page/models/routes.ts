// The views of the page, by what stands after the # of its address.
import type { Scope } from './wire.ts'

export type ViewName = 'rooms' | 'rates' | 'keys' | 'revocations' | 'audit' | 'inspector'

export interface View {
  readonly name: ViewName
  readonly title: string
  /** Which scope it needs; null for none. */
  readonly scope: Scope | null
}

/** Whoever may see nothing else may see this one. */
const inspector: View = { name: 'inspector', title: 'Inspector', scope: null }

export const views: readonly View[] = [
  { name: 'rooms', title: 'Live rooms', scope: 'rooms' },
  { name: 'rates', title: 'Rates', scope: 'audit' },
  { name: 'keys', title: 'Keys', scope: 'keys' },
  { name: 'revocations', title: 'Revocations', scope: 'revocations' },
  { name: 'audit', title: 'Audit', scope: 'audit' },
  inspector,
]

/** The view of an address; the first that one may see where it names none, or one that one may not see. */
export function viewOf(hash: string, may: (scope: Scope) => boolean): View {
  const allowed = views.filter(({ scope }) => scope === null || may(scope))
  const name = hash.replace(/^#\/?/, '')
  return allowed.find((view) => view.name === name) ?? allowed[0] ?? inspector
}
