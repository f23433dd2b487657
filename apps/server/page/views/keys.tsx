// The secrets of the app by their IDs: which one mints, which still verify, and how they are changed.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Cell, RowHead } from '../components/cell.tsx'
import { Head } from '../components/head.tsx'
import { ProblemNote } from '../components/problem_note.tsx'
import { Table } from '../components/table.tsx'
import { momentOf } from '../models/words.ts'
import type { Key } from '../models/wire.ts'
import type { ViewProps } from './view_props.ts'
import { KeyDialog, type KeyDeed } from './key_dialog.tsx'
import { usePolling } from './polling.ts'

const meanings: Readonly<Record<Key['state'], string>> = {
  next: 'verifies, mints later',
  active: 'mints and verifies',
  previous: 'still verifies',
  retired: 'forgotten',
}

export function KeysView({ console }: ViewProps): JSX.Element {
  const [deed, setDeed] = useState<KeyDeed | null>(null)
  usePolling(console.keys, 15_000)
  const all = console.keys.value.value
  const stored = all?.stored === true
  return (
    <>
      <Head
        title="Keys"
        note="The secret is never shown. Counts are those of the process that answered, since it started."
      >
        {stored && (
          <>
            <button type="button" class="button" onClick={() => setDeed({ kind: 'add' })}>
              Add next
            </button>
            <button type="button" class="button primary" onClick={() => setDeed({ kind: 'rotate' })}>
              Rotate…
            </button>
            <button type="button" class="button danger-text" onClick={() => setDeed({ kind: 'revoke' })}>
              Rotate and revoke…
            </button>
          </>
        )}
      </Head>
      <ProblemNote problem={console.keys.problem.value} />
      {all !== null && !stored && (
        <p class="problem">
          The keys are those of the config and cannot be changed here. Set <code>keys.encryptionKey</code>, so that the
          database keeps them.
        </p>
      )}
      {all !== null && (
        <div class="card">
          <Table
            stacks
            caption="Keys"
            columns={['Key', 'State', 'Since', 'Issued', 'Last issued', 'Admitted', 'Last admitted', 'Do']}
          >
            {all.keys.toReversed().map((key) => (
              <KeyRow key={key.kid} one={key} stored={stored} onDeed={setDeed} />
            ))}
          </Table>
        </div>
      )}
      {deed !== null && <KeyDialog console={console} deed={deed} onClose={() => setDeed(null)} />}
    </>
  )
}

interface KeyRowProps {
  readonly one: Key
  readonly stored: boolean
  readonly onDeed: (deed: KeyDeed) => void
}

function KeyRow({ one, stored, onDeed }: KeyRowProps): JSX.Element {
  const { kid, state, createdAt, activeAt, retiredAt, retireAt, use } = one
  const button = (kind: 'activate' | 'retire', text: string): JSX.Element => (
    <button
      type="button"
      class="button small-button"
      aria-label={`${text} ${kid}`}
      onClick={() => onDeed({ kind, kid })}
    >
      {text}
    </button>
  )
  const changes = stored && (state === 'next' || state === 'previous')
  return (
    <tr role="row">
      <RowHead mono>{kid}</RowHead>
      <Cell of="State">
        <span class={state === 'active' ? 'tag strong' : 'tag'}>{state}</span>{' '}
        <span class="small">{meanings[state]}</span>
        {retireAt !== null && state === 'previous' && <p class="small">until {momentOf(retireAt)}</p>}
      </Cell>
      <Cell of="Since" look="moment">
        {momentOf(retiredAt ?? activeAt ?? createdAt)}
      </Cell>
      <Cell of="Issued" look="number">
        {use.issued}
      </Cell>
      <Cell of="Last issued" look="moment">
        {momentOf(use.lastIssuedAt)}
      </Cell>
      <Cell of="Admitted" look="number">
        {use.admitted}
      </Cell>
      <Cell of="Last admitted" look="moment">
        {momentOf(use.lastAdmittedAt)}
      </Cell>
      <Cell of="Do" look="deeds">
        {changes && button('activate', 'Activate')}
        {changes && button('retire', 'Retire')}
      </Cell>
    </tr>
  )
}
