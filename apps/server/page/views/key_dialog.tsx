// Changing the secret. What makes tokens worthless for everybody asks for a word that is typed.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import type { Problem } from '../models/api.ts'
import type { Outcome } from '../models/console.ts'
import type { ViewProps } from './view_props.ts'

export type KeyDeed =
  | { readonly kind: 'add' | 'rotate' | 'revoke' }
  | { readonly kind: 'activate' | 'retire'; readonly kid: string }

interface Text {
  readonly title: string
  readonly what: string
  readonly action: string
  readonly done: string
  /** What has to be typed. */
  readonly word?: string
}

const texts: Readonly<Record<KeyDeed['kind'], Text>> = {
  add: {
    title: 'Add a next key?',
    what: 'A random secret, which verifies from now on and mints when it is activated.',
    action: 'Add',
    done: 'A next key is there.',
  },
  rotate: {
    title: 'Rotate the secret?',
    what: 'A new random secret mints from now on. Tokens of the one before stay good until they expire: nobody notices.',
    action: 'Rotate',
    done: 'The secret is rotated.',
  },
  revoke: {
    title: 'Rotate and revoke?',
    what: 'For a secret that leaked. A new one mints at once, and every token that the old one made is dead: people in rooms must bring a fresh one.',
    action: 'Rotate and revoke',
    done: 'The secret is rotated, and what the old one made is dead.',
    word: 'revoke',
  },
  activate: {
    title: 'Let this key mint?',
    what: 'The key that mints now becomes a previous one, and still verifies.',
    action: 'Activate',
    done: 'Another key mints now.',
  },
  retire: {
    title: 'Forget this key?',
    what: 'Its secret is forgotten now. Tokens that it made are dead, and that cannot be undone.',
    action: 'Retire',
    done: 'The key is retired.',
    word: 'retire',
  },
}

interface KeyDialogProps extends ViewProps {
  readonly deed: KeyDeed
  readonly onClose: () => void
}

export function KeyDialog({ console, deed, onClose }: KeyDialogProps): JSX.Element {
  const { title, what, action, done, word } = texts[deed.kind]
  const [typed, setTyped] = useState('')
  const confirm = (): Outcome => {
    if (word !== undefined && typed.trim() !== word) return Promise.resolve(notTyped(word))
    return console.change(pathOf(deed), null, done, [console.keys])
  }
  return (
    <Dialog title={title} action={action} danger={word !== undefined} onConfirm={confirm} onClose={onClose}>
      <p>
        {'kid' in deed && (
          <>
            Key <span class="mono">{deed.kid}</span>.{' '}
          </>
        )}
        {what}
      </p>
      {word !== undefined && (
        <Field id="typed" label={`Type “${word}” to go on`}>
          <input
            id="typed"
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </Field>
      )}
    </Dialog>
  )
}

function pathOf(deed: KeyDeed): string {
  if ('kid' in deed) return `/v1/keys/${deed.kid}/${deed.kind}`
  if (deed.kind === 'add') return '/v1/keys'
  return deed.kind === 'rotate' ? '/v1/keys/rotate' : '/v1/keys/rotate-and-revoke'
}

function notTyped(word: string): Problem {
  const detail = `Type “${word}” in the field, so that it does not happen by accident.`
  return { code: 'not_confirmed', title: 'Nothing was changed', detail, errors: [], requestId: null, status: 0 }
}
