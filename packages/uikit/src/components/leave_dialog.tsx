// Asks before leaving. A native modal dialog: it traps the focus, gives it back, and closes on Escape.
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'

export interface LeaveDialogProps {
  readonly title: string
  readonly text: string
  readonly stay: string
  readonly leave: string
  readonly onStay: () => void
  readonly onLeave: () => void
}

export function LeaveDialog({ title, text, stay, leave, onStay, onLeave }: LeaveDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="leave-title"
      aria-describedby="leave-text"
      onCancel={(event) => {
        event.preventDefault()
        onStay()
      }}
    >
      <h2 id="leave-title">{title}</h2>
      <p id="leave-text">{text}</p>
      <div class="dialog-actions">
        <Button onClick={onStay}>{stay}</Button>
        <Button look="danger" onClick={onLeave}>
          {leave}
        </Button>
      </div>
    </dialog>
  )
}
