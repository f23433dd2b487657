// The search in the audit, page by page, and the way to export what it finds.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Field } from '../components/field.tsx'
import { Head } from '../components/head.tsx'
import { PageFoot } from '../components/page_foot.tsx'
import { ProblemNote } from '../components/problem_note.tsx'
import { Table } from '../components/table.tsx'
import { auditEvents, auditQuery } from '../models/audit.ts'
import { countOf, momentOf } from '../models/words.ts'
import type { AuditRow } from '../models/wire.ts'
import type { ViewProps } from './view_props.ts'

export function AuditView({ console: { audit } }: ViewProps): JSX.Element {
  const rows = audit.rows.value
  useEffect(() => void audit.search(audit.terms.value), [audit])
  return (
    <>
      <Head title="Audit" note="Every decision, the newest first. Tokens appear as the beginning of their ID.">
        <a class="button" href={`/v1/audit/export?${auditQuery(audit.terms.value)}`} download="audit.jsonl">
          Export as JSON lines
        </a>
      </Head>
      <Search audit={audit} />
      <ProblemNote problem={audit.problem.value} />
      {rows?.length === 0 && <p class="empty">Nothing fits.</p>}
      {rows !== null && rows.length > 0 && (
        <div class="card">
          <Table
            caption="Rows of the audit"
            columns={['Nr.', 'At', 'Event', 'Actor', 'User', 'Room', 'Token', 'Reason', 'Network']}
          >
            {rows.map((row) => (
              <Row key={row.seq} row={row} />
            ))}
          </Table>
          <PageFoot
            count={countOf(rows.length, 'row', 'rows')}
            more={audit.more.value}
            busy={audit.busy.value}
            onOlder={() => void audit.older()}
          />
        </div>
      )}
    </>
  )
}

function Search({ audit }: { readonly audit: ViewProps['console']['audit'] }): JSX.Element {
  const [terms, setTerms] = useState(audit.terms.value)
  const text = (name: 'userId' | 'roomId' | 'tid', label: string): JSX.Element => (
    <Field id={`audit-${name}`} label={label}>
      <input
        id={`audit-${name}`}
        spellcheck={false}
        autocomplete="off"
        value={terms[name]}
        onInput={({ currentTarget }) => setTerms({ ...terms, [name]: currentTarget.value })}
      />
    </Field>
  )
  const moment = (name: 'since' | 'to', label: string): JSX.Element => (
    <Field id={`audit-${name}`} label={label}>
      <input
        id={`audit-${name}`}
        type="datetime-local"
        max="9999-12-31T23:59"
        value={terms[name]}
        onInput={({ currentTarget }) => setTerms({ ...terms, [name]: currentTarget.value })}
      />
    </Field>
  )
  return (
    <form
      class="search"
      role="search"
      aria-label="Audit"
      onSubmit={(event) => {
        event.preventDefault()
        void audit.search(terms)
      }}
    >
      <Field id="audit-event" label="Event">
        <select
          id="audit-event"
          value={terms.event}
          onChange={({ currentTarget }) => setTerms({ ...terms, event: currentTarget.value })}
        >
          <option value="">All</option>
          {auditEvents.map((event) => (
            <option key={event}>{event}</option>
          ))}
        </select>
      </Field>
      {text('userId', 'User ID')}
      {text('roomId', 'Room ID')}
      {text('tid', 'Token ID')}
      {moment('since', 'From')}
      {moment('to', 'Before')}
      <button type="submit" class="button primary">
        Search
      </button>
    </form>
  )
}

function Row({ row }: { readonly row: AuditRow }): JSX.Element {
  const { seq, at, event, actor, userId, roomId, tid, reason, network } = row
  return (
    <tr>
      <th scope="row" class="number">
        {seq}
      </th>
      <td class="moment">{momentOf(at)}</td>
      <td>
        <span class={/refused|revo|removed/.test(event) ? 'tag warn' : 'tag'}>{event}</span>
      </td>
      <td>
        <bdi>{actor ?? '–'}</bdi>
      </td>
      <td class="id">
        <bdi>{userId ?? '–'}</bdi>
      </td>
      <td class="id">
        <bdi>{roomId ?? '–'}</bdi>
      </td>
      <td class="mono">{tid ?? '–'}</td>
      <td class="words">
        <bdi>{reason ?? '–'}</bdi>
      </td>
      <td class="mono">{network ?? '–'}</td>
    </tr>
  )
}
