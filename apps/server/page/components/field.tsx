// One field of a form with its label, and what is worth knowing about it.
import type { ComponentChildren, JSX } from 'preact'

export interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly children: ComponentChildren
}

export function Field({ id, label, hint, children }: FieldProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p class="small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
