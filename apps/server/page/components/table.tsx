// A table that scrolls by itself where it is too wide, also by keyboard.
import type { ComponentChildren, JSX } from 'preact'

export interface TableProps {
  readonly caption: string
  readonly columns: readonly string[]
  readonly children: ComponentChildren
}

export function Table({ caption, columns, children }: TableProps): JSX.Element {
  return (
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
