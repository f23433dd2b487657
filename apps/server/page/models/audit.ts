// The search in the audit: what is asked for, the pages that came, and the same as an address to export.
import { signal, type ReadonlySignal } from '@preact/signals'
import { problemIn, type Api, type Problem } from './api.ts'
import type { AuditRow } from './wire.ts'

/** What is empty is not asked for. */
export interface AuditTerms {
  readonly event: string
  readonly userId: string
  readonly roomId: string
  readonly tid: string
  /** By the clock of whoever looks, as a field for date and time has them: `2026-11-25T08:00`. Rows from then on. */
  readonly since: string
  /** Rows before. */
  readonly to: string
}

export const anyRow: AuditTerms = { event: '', userId: '', roomId: '', tid: '', since: '', to: '' }

export const auditEvents: readonly string[] = [
  'token.issued',
  'token.refused',
  'room.joined',
  'room.resumed',
  'room.renewed',
  'room.left',
  'room.refused',
  'room.removed',
  'room.muted',
  'room.unmuted',
  'revocation.made',
  'revocation.undone',
  'keys.changed',
  'session.begun',
  'session.ended',
]

export interface Audit {
  readonly terms: ReadonlySignal<AuditTerms>
  /** Null until the first page came. */
  readonly rows: ReadonlySignal<readonly AuditRow[] | null>
  readonly more: ReadonlySignal<boolean>
  readonly busy: ReadonlySignal<boolean>
  readonly problem: ReadonlySignal<Problem | null>
  readonly search: (terms: AuditTerms) => Promise<void>
  /** The next page, under those that are there. */
  readonly older: () => Promise<void>
}

const aPage = 50

export function createAudit(api: Api, failed: (problem: Problem) => void): Audit {
  const terms = signal<AuditTerms>(anyRow)
  const rows = signal<readonly AuditRow[] | null>(null)
  const next = signal<number | null>(null)
  const more = signal(false)
  const busy = signal(false)
  const problem = signal<Problem | null>(null)
  let asked = 0

  const load = async (before: number | null): Promise<void> => {
    asked += 1
    const mine = asked
    busy.value = true
    try {
      const answer = Object(await api.get(`/v1/audit?${auditQuery(terms.value, { before, limit: aPage })}`))
      if (mine !== asked) return
      rows.value = [...(before === null ? [] : (rows.value ?? [])), ...answer.rows]
      next.value = answer.next
      more.value = answer.next !== null
      problem.value = null
    } catch (error) {
      if (mine !== asked) return
      problem.value = problemIn(error)
      failed(problem.value)
    } finally {
      if (mine === asked) busy.value = false
    }
  }
  return {
    terms,
    rows,
    more,
    busy,
    problem,
    async search(wanted) {
      terms.value = wanted
      await load(null)
    },
    async older() {
      if (next.value !== null && !busy.value) await load(next.value)
    },
  }
}

/** The query of the search, or of the export of all that it finds. */
export function auditQuery(terms: AuditTerms, page: { before: number | null; limit: number } | null = null): string {
  const query = new URLSearchParams()
  const { since, to, ...texts } = terms
  for (const [name, value] of Object.entries(texts)) if (value.trim() !== '') query.set(name, value.trim())
  for (const [name, value] of Object.entries({ since, to }))
    if (value !== '') query.set(name, String(new Date(value).getTime()))
  if (page?.before != null) query.set('before', String(page.before))
  if (page !== null) query.set('limit', String(page.limit))
  return query.toString()
}
