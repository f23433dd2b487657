// The audit over HTTP (spec/http-api.md section 6): search, export as lines, and the check of its chain. What a row is, is audit/'s.
import * as v from 'valibot'
import { auditEvents } from '../audit/entry.ts'
import { exportAudit, verifyAudit } from '../audit/export.ts'
import type { Store } from '../store/store.ts'
import { HttpAnswer } from '../transport/message.ts'
import { route, type Route } from './route.ts'
import { digits, milliseconds } from './words.ts'

export interface AuditRouteParts {
  readonly store: Pick<Store, 'findAudit' | 'auditHead'>
}

const text = v.nullable(v.string())
const row = v.object({
  seq: v.pipe(v.number(), v.integer(), v.description('Grows by one with each row.')),
  at: milliseconds,
  event: v.picklist(auditEvents),
  actor: v.pipe(text, v.description('Who asked, and how they proved it.')),
  appId: v.nullable(v.number()),
  userId: text,
  roomId: text,
  tid: v.pipe(text, v.description('How the ID of the token begins.')),
  kid: text,
  expiresAt: v.nullable(v.number()),
  reason: text,
  network: text,
  prev: v.string(),
  hash: v.string(),
})

const largest = Number.MAX_SAFE_INTEGER
const terms = {
  event: v.exactOptional(v.picklist(auditEvents)),
  userId: v.exactOptional(v.string()),
  roomId: v.exactOptional(v.string()),
  tid: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{1,64}$/, 'must be hex digits'),
      v.transform((all) => all.slice(0, 16)),
    ),
  ),
  since: v.exactOptional(digits('Milliseconds since 1970: rows from then on.', 0, largest)),
  to: v.exactOptional(digits('Milliseconds since 1970: rows before.', 0, largest)),
}

export function auditRoutes({ store }: AuditRouteParts): Route[] {
  const base = { method: 'GET', access: 'audit', problems: ['store_unavailable'] } as const
  return [
    route({
      ...base,
      path: '/v1/audit',
      id: 'searchAudit',
      summary: 'Rows of the audit, the newest first',
      query: v.object({
        ...terms,
        before: v.exactOptional(digits('Rows with a smaller number: the next page.', 1, largest)),
        limit: v.exactOptional(digits('How many. Default 100.', 1, 1000)),
      }),
      success: {
        status: 200,
        description: 'A page of rows; `next` is the `before` of the next page, null where there is none.',
        body: v.object({ rows: v.array(row), next: v.nullable(v.number()) }),
      },
      async answer({ query: { limit = 100, ...query } }) {
        const rows = await store.findAudit({ ...query, limit })
        return { rows, next: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) }
      },
    }),
    route({
      ...base,
      path: '/v1/audit/export',
      head: false,
      id: 'exportAudit',
      summary: 'Rows as JSON lines, the oldest first',
      description:
        'Whole and unnarrowed, the lines are a chain that `roompass audit verify` checks anywhere. A store that fails on the way breaks the answer off, so that no part passes for the whole.',
      query: v.object({ ...terms, after: v.exactOptional(digits('Rows with a greater number.', 0, largest)) }),
      success: { status: 200, description: 'One row in each line.', mediaType: 'application/x-ndjson' },
      answer: ({ query }) =>
        new HttpAnswer(200, { 'content-type': 'application/x-ndjson' }, linesOf(exportAudit(store, query))),
    }),
    route({
      ...base,
      path: '/v1/audit/verify',
      head: false,
      id: 'verifyAudit',
      summary: 'Checks the chain of the whole audit',
      query: v.object({
        head: v.exactOptional(
          v.pipe(
            v.string(),
            v.regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
            v.description('The hash of a head that was kept elsewhere: it must be that of a row.'),
          ),
        ),
      }),
      success: {
        status: 200,
        description: 'Whether no row was changed, removed or added, and up to where that is known.',
        body: v.object({
          whole: v.boolean(),
          seq: v.pipe(v.number(), v.description('The last good row, or the one that is wrong.')),
          hash: v.nullable(v.string()),
          fault: v.nullable(v.string()),
        }),
      },
      async answer({ query }) {
        const report = await verifyAudit(store, query)
        return report.whole
          ? { whole: true, seq: report.head.seq, hash: report.head.hash, fault: null }
          : { whole: false, seq: report.seq, hash: null, fault: report.fault }
      },
    }),
  ]
}

async function* linesOf(rows: AsyncGenerator<string>): AsyncGenerator<string> {
  for await (const one of rows) yield `${one}\n`
}
