// A question or a choice over the room. A native modal dialog: it traps the focus, gives it back, and closes on Escape.
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

export interface DialogProps {
  readonly title: string
  readonly children: ComponentChildren
  readonly actions: ComponentChildren
  /** Escape, or a click beside the dialog. */
  readonly onClose: () => void
}

export function Dialog({ title, children, actions, onClose }: DialogProps): JSX.Element {
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
      aria-labelledby="dialog-title"
      // A sentence is read out with the title; controls are for the person to walk through.
      {...(typeof children === 'string' && { 'aria-describedby': 'dialog-text' })}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // What lies beside its content belongs to the backdrop: only there the dialog itself is the target.
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class="dialog-body">
        <h2 id="dialog-title">{title}</h2>
        <div id="dialog-text" class="dialog-text">
          {children}
        </div>
        <div class="dialog-actions">{actions}</div>
      </div>
    </dialog>
  )
}
