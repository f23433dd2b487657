// A button with words on it. Takes everything a <button> takes; knows nothing of calls.
import type { ButtonHTMLAttributes, JSX } from 'preact'
import { Spinner } from './spinner.tsx'

export type ButtonProps = ButtonHTMLAttributes & {
  readonly look?: 'primary' | 'quiet' | 'danger'
  /** Shows a spinner and does nothing when pressed, but keeps the focus. */
  readonly busy?: boolean
}

export function Button({ look = 'quiet', busy = false, children, onClick, ...rest }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${look}`}
      aria-disabled={busy}
      aria-busy={busy}
      {...(onClick === undefined || busy ? {} : { onClick })}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
}
