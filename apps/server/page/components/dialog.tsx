// A question over the page. A native modal dialog: it traps the focus, gives it back, and closes on Escape.
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../models/api.ts'
import type { Outcome } from '../models/console.ts'
import { ProblemNote } from './problem_note.tsx'

export interface DialogProps {
  readonly title: string
  readonly children: ComponentChildren
  /** What the button says that does it. */
  readonly action: string
  readonly danger?: boolean
  /** Null: done, the dialog closes. */
  readonly onConfirm: () => Outcome
  readonly onClose: () => void
}

export function Dialog({ title, children, action, danger = false, onConfirm, onClose }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  const confirm = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const refused = await onConfirm()
    setBusy(false)
    setProblem(refused)
    if (refused === null) onClose()
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <h2 id="dialog-title">{title}</h2>
        <div class="dialog-body">{children}</div>
        <ProblemNote problem={problem} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class={danger ? 'button danger' : 'button primary'} aria-disabled={busy}>
            {busy ? 'Working…' : action}
          </button>
        </div>
      </form>
    </dialog>
  )
}
