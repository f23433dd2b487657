// The form for a revocation: what it covers, for how long, and why.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import type { Outcome } from '../models/console.ts'
import type { ScopeOfRevocation } from '../models/wire.ts'
import type { ViewProps } from './view_props.ts'
import { UntilField, untilOf } from './until_field.tsx'

type Kind = ScopeOfRevocation['kind']
type Name = 'userId' | 'roomId' | 'tid' | 'kid'

const kinds: Readonly<Record<Kind, { readonly title: string; readonly names: readonly Name[] }>> = {
  user: { title: 'A user, in every room', names: ['userId'] },
  user_in_room: { title: 'A user in a room', names: ['userId', 'roomId'] },
  room: { title: 'Everybody in a room', names: ['roomId'] },
  token: { title: 'One token', names: ['tid'] },
  key: { title: 'What a key made', names: ['kid'] },
  app: { title: 'Everything', names: [] },
}

const labels: Readonly<Record<Name, string>> = {
  userId: 'User ID',
  roomId: 'Room ID',
  tid: 'Token ID (16 hex digits or more, as in the audit)',
  kid: 'Key ID (8 hex digits)',
}

interface RevokeDialogProps extends ViewProps {
  readonly onClose: () => void
}

export function RevokeDialog({ console, onClose }: RevokeDialogProps): JSX.Element {
  const [kind, setKind] = useState<Kind>('user')
  const [values, setValues] = useState<Readonly<Partial<Record<Name, string>>>>({})
  const [until, setUntil] = useState('3600')
  const [reason, setReason] = useState('')
  const { names } = kinds[kind]
  const confirm = (): Outcome => {
    const scope = { kind, ...Object.fromEntries(names.map((name) => [name, (values[name] ?? '').trim()])) }
    const why = reason.trim() === '' ? {} : { reason: reason.trim() }
    const terms = { scope, until: untilOf(until, console.now()), ...why }
    return console.change('/v1/revocations', terms, 'It is revoked.', [console.revocations])
  }
  return (
    <Dialog title="Revoke" action="Revoke" danger onConfirm={confirm} onClose={onClose}>
      <Field id="kind" label="What">
        <select
          id="kind"
          value={kind}
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options are the kinds
          onChange={({ currentTarget }) => setKind(currentTarget.value as Kind)}
        >
          {Object.entries(kinds).map(([name, { title }]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </Field>
      {names.map((name) => (
        <Field key={name} id={name} label={labels[name]}>
          <input
            id={name}
            required
            spellcheck={false}
            autocomplete="off"
            value={values[name] ?? ''}
            onInput={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
          />
        </Field>
      ))}
      <UntilField id="until" value={until} onChange={setUntil} />
      <Field id="reason" label="Reason (for operators)">
        <input
          id="reason"
          maxLength={500}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Field>
    </Dialog>
  )
}
