// The head of a view: its title, what it says in one line, and what can be done with all of it.
import type { ComponentChildren, JSX } from 'preact'

export interface HeadProps {
  readonly title: string
  readonly note: ComponentChildren
  readonly children?: ComponentChildren
}

export function Head({ title, note, children }: HeadProps): JSX.Element {
  return (
    <div class="head">
      <div>
        <h1 id="title" tabIndex={-1}>
          {title}
        </h1>
        <p class="note">{note}</p>
      </div>
      {children !== undefined && <div class="actions">{children}</div>}
    </div>
  )
}
