// Removing, muting and banning somebody, each after a question.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import type { Outcome } from '../models/console.ts'
import type { Person } from '../models/wire.ts'
import type { ViewProps } from './view_props.ts'
import { UntilField, untilOf } from './until_field.tsx'

export interface Deed {
  readonly kind: 'remove' | 'mute' | 'unmute' | 'ban'
  readonly roomId: string
  readonly person: Person
}

const texts: Readonly<Record<Deed['kind'], { readonly action: string; readonly done: string; readonly what: string }>> =
  {
    remove: { action: 'Remove', done: 'is removed', what: 'They are out at once, and may come back with their token.' },
    mute: {
      action: 'Mute',
      done: 'is muted',
      what: 'They may send no sound and no picture for the rest of this stay.',
    },
    unmute: { action: 'Unmute', done: 'is not muted any more', what: 'They may send again what their token allows.' },
    ban: {
      action: 'Ban',
      done: 'is banned',
      what: 'They are out at once, and cannot come back or get a token for this room until it is over.',
    },
  }

interface PersonDialogProps extends ViewProps {
  readonly deed: Deed
  readonly onClose: () => void
}

export function PersonDialog({ console, deed, onClose }: PersonDialogProps): JSX.Element {
  const { kind, roomId, person } = deed
  const { action, done, what } = texts[kind]
  const [until, setUntil] = useState('3600')
  const [reason, setReason] = useState('')
  const said = `${person.userName} ${done}.`
  const confirm = (): Outcome => {
    if (kind !== 'ban') {
      const who = { roomId, userId: person.userId }
      return console.change(`/v1/rooms/people/${kind}`, who, said, [console.rooms])
    }
    const scope = { kind: 'user_in_room', userId: person.userId, roomId }
    const terms = {
      scope,
      until: untilOf(until, console.now()),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    }
    return console.change('/v1/revocations', terms, said, [console.rooms])
  }
  return (
    <Dialog
      title={`${action} ${person.userName}?`}
      action={action}
      danger={kind === 'ban' || kind === 'remove'}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <bdi>{person.userName}</bdi> (<span class="mono">{person.userId}</span>) in <bdi>{roomId}</bdi>. {what}
      </p>
      {kind === 'ban' && (
        <>
          <UntilField id="ban-until" value={until} onChange={setUntil} />
          <Field id="ban-reason" label="Reason (for operators)">
            <input
              id="ban-reason"
              maxLength={500}
              value={reason}
              onInput={({ currentTarget }) => setReason(currentTarget.value)}
            />
          </Field>
        </>
      )}
    </Dialog>
  )
}
