// Asks before leaving.
import type { JSX } from 'preact'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

export interface LeaveDialogProps {
  readonly title: string
  readonly text: string
  readonly stay: string
  readonly leave: string
  readonly onStay: () => void
  readonly onLeave: () => void
}

export function LeaveDialog({ title, text, stay, leave, onStay, onLeave }: LeaveDialogProps): JSX.Element {
  return (
    <Dialog
      title={title}
      onClose={onStay}
      actions={
        <>
          <Button onClick={onStay}>{stay}</Button>
          <Button look="danger" onClick={onLeave}>
            {leave}
          </Button>
        </>
      }
    >
      {text}
    </Dialog>
  )
}
