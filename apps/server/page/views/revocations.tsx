// What was revoked: by whom, until when, and the way back.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Cell, RowHead } from '../components/cell.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Head } from '../components/head.tsx'
import { PageFoot } from '../components/page_foot.tsx'
import { ProblemNote } from '../components/problem_note.tsx'
import { Table } from '../components/table.tsx'
import { countOf, momentOf, scopeWords, stateOf } from '../models/words.ts'
import type { Revocation } from '../models/wire.ts'
import type { ViewProps } from './view_props.ts'
import { usePolling } from './polling.ts'
import { RevokeDialog } from './revoke_dialog.tsx'

export function RevocationsView({ console }: ViewProps): JSX.Element {
  const [asked, setAsked] = useState<'revoke' | Revocation | null>(null)
  usePolling(console.revocations, 15_000)
  const { value, reaching, older } = console.revocations
  const { all, more } = value.value ?? { all: null, more: false }
  const close = (): void => setAsked(null)
  return (
    <>
      <Head
        title="Revocations"
        note="The newest first. One that is undone keeps its row. Looked at again every 15 seconds."
      >
        <button type="button" class="button primary" onClick={() => setAsked('revoke')}>
          Revoke…
        </button>
      </Head>
      <ProblemNote problem={console.revocations.problem.value} />
      {all?.length === 0 && <p class="empty">Nothing was revoked.</p>}
      {all !== null && all.length > 0 && (
        <div class="card">
          <Table stacks caption="Revocations" columns={['Who', 'State', 'Until', 'Reason', 'By', 'At', 'Do']}>
            {all.map((one) => (
              <Row key={one.id} one={one} now={console.now()} onUndo={() => setAsked(one)} />
            ))}
          </Table>
          <PageFoot
            count={countOf(all.length, 'revocation', 'revocations')}
            more={more}
            busy={reaching.value}
            onOlder={() => void older()}
          />
        </div>
      )}
      {asked === 'revoke' && <RevokeDialog console={console} onClose={close} />}
      {asked !== null && asked !== 'revoke' && (
        <Dialog title="Take it back?" action="Undo" onConfirm={() => console.undo(asked.id)} onClose={close}>
          <p>
            <bdi>{scopeWords(asked.scope)}</bdi>: tokens that this covered count again, unless another revocation covers
            them.
          </p>
        </Dialog>
      )}
    </>
  )
}

interface RowProps {
  readonly one: Revocation
  readonly now: number
  readonly onUndo: () => void
}

function Row({ one, now, onUndo }: RowProps): JSX.Element {
  const { scope, until, reason, by, at, undone } = one
  const state = stateOf(one, now)
  return (
    <tr role="row">
      <RowHead>
        <bdi>{scopeWords(scope)}</bdi>
      </RowHead>
      <Cell of="State">
        <span class={state === 'in force' ? 'tag strong' : 'tag'}>{state}</span>
        {undone !== null && <p class="small">by {undone.by}</p>}
      </Cell>
      <Cell of="Until" look="moment">
        {until === 'forever' ? 'for ever' : momentOf(until * 1000)}
      </Cell>
      <Cell of="Reason" look="words">
        <bdi>{reason ?? '–'}</bdi>
      </Cell>
      <Cell of="By">{by}</Cell>
      <Cell of="At" look="moment">
        {momentOf(at)}
      </Cell>
      <Cell of="Do" look="deeds">
        {undone === null && (
          <button type="button" class="button small-button" aria-label={`Undo ${scopeWords(scope)}`} onClick={onUndo}>
            Undo
          </button>
        )}
      </Cell>
    </tr>
  )
}
