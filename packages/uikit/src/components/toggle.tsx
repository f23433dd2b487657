// A round on/off button: its name never changes, `aria-pressed` says the state. Owns no logic.
import type { ComponentChildren, JSX } from 'preact'

export interface ToggleProps {
  readonly label: string
  /** The letter that does the same together with Ctrl or ⌘. */
  readonly shortcut: string | false
  readonly on: boolean
  readonly pending?: boolean
  /** Something keeps the device from running; a dot on the button says so, its words stand elsewhere. */
  readonly trouble?: boolean
  readonly iconOn: ComponentChildren
  readonly iconOff: ComponentChildren
  /** Drawn over the button, as the ring of a meter is. */
  readonly children?: ComponentChildren
  readonly onToggle: () => void
}

export function Toggle(props: ToggleProps): JSX.Element {
  const { label, shortcut, on, pending = false, trouble = false, iconOn, iconOff, children, onToggle } = props
  return (
    <button
      type="button"
      class="toggle"
      aria-label={label}
      aria-pressed={on}
      aria-busy={pending}
      {...(shortcut !== false && { 'aria-keyshortcuts': `Control+${shortcut} Meta+${shortcut}` })}
      title={shortcut === false ? label : `${label} (Ctrl/⌘ ${shortcut})`}
      data-trouble={trouble}
      onClick={onToggle}
    >
      {children}
      {on ? iconOn : iconOff}
      {trouble && <span class="toggle-dot" aria-hidden="true" />}
    </button>
  )
}
