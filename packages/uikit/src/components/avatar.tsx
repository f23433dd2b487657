// Initials on a colour of the person's own. Decorative: the name stands beside it.
import type { JSX } from 'preact'
import { hueOf, initialsOf } from '../models/face.ts'

export function Avatar({ userId, name }: { readonly userId: string; readonly name: string }): JSX.Element {
  return (
    <span class="avatar" data-hue={hueOf(userId)} aria-hidden="true">
      {initialsOf(name) || '·'}
    </span>
  )
}
