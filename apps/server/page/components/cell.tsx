// A cell of a table whose rows become cards where there is no room for columns: it then says itself of which column it is. The roles are said too,
// since some browsers forget them of what is not laid out as a table.
import type { ComponentChildren, JSX } from 'preact'

export interface CellProps {
  /** The name of its column. */
  readonly of: string
  readonly look?: 'moment' | 'number' | 'words' | 'mono' | 'deeds'
  readonly children?: ComponentChildren
}

export function Cell({ of, look, children }: CellProps): JSX.Element {
  return (
    <td role="cell" class={look} data-column={of}>
      {children}
    </td>
  )
}

export interface RowHeadProps {
  readonly mono?: boolean
  readonly children: ComponentChildren
}

/** The cell that names its row. */
export function RowHead({ mono = false, children }: RowHeadProps): JSX.Element {
  return (
    <th role="rowheader" scope="row" class={mono ? 'mono' : undefined}>
      {children}
    </th>
  )
}
