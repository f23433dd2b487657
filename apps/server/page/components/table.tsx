// A table that scrolls by itself where it is too wide, also by keyboard; or one whose rows are cards there, so that what can be done with them is in
// sight beside what they say.
import type { ComponentChildren, JSX } from 'preact'

export interface TableProps {
  readonly caption: string
  readonly columns: readonly string[]
  /** Whether rows are cards where it is narrow. Then they are made of cells that name their column. */
  readonly stacks?: boolean
  readonly children: ComponentChildren
}

export function Table({ caption, columns, stacks = false, children }: TableProps): JSX.Element {
  return (
    <div class={stacks ? 'table stacks' : 'table'} role="region" aria-label={caption} tabIndex={0}>
      <table role="table">
        <caption class="unseen">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  )
}
