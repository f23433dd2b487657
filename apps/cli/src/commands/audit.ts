// `roompass audit`: who got which token, who came, left and was refused. Searches and exports it on a running server; what checks it is
// in audit_verify.ts.
import { open, rm, type FileHandle } from 'node:fs/promises'
import { countOf } from '../count.ts'
import { readArguments, wholeNumber } from '../arguments.ts'
import { Refusal } from '../failures.ts'
import { findServer, serverOptions, type Server } from '../operator/server.ts'
import { readMoment, showMoment } from '../operator/times.ts'
import { runVerb } from '../operator/verbs.ts'
import { table } from '../table.ts'
import { note, printable, progress, say, sayJson, writeOut } from '../terminal.ts'

export async function runAudit(args: readonly string[]): Promise<void> {
  await runVerb('audit', { search, export: exportRows, verify }, args)
}

async function verify(args: readonly string[]): Promise<void> {
  const { runAuditVerify } = await import('./audit_verify.ts')
  await runAuditVerify(args)
}

const termOptions = {
  ...serverOptions,
  event: { type: 'string' },
  user: { type: 'string' },
  room: { type: 'string' },
  token: { type: 'string' },
  since: { type: 'string' },
  to: { type: 'string' },
} as const

type Terms = Readonly<Record<string, string | number | undefined>>

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function termsOf(values: { readonly [Name in keyof typeof termOptions]?: string | boolean | undefined }): Terms {
  const moment = (option: 'since' | 'to'): number | undefined => {
    const value = text(values[option])
    const reading = { option: `--${option}`, now: Date.now(), towards: 'past', utc: values.utc === true } as const
    return value === undefined ? undefined : readMoment(value, reading)
  }
  const { event, user, room, token } = values
  return {
    event: text(event),
    userId: text(user),
    roomId: text(room),
    tid: text(token),
    since: moment('since'),
    to: moment('to'),
  }
}

interface Row {
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly event: string
  readonly actor: string | null
  readonly userId: string | null
  readonly roomId: string | null
  readonly tid: string | null
  readonly reason: string | null
  readonly network: string | null
}

interface Page {
  readonly rows: readonly Row[]
  readonly next: number | null
}

async function search(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, { ...termOptions, limit: { type: 'string' } })
  const limit = wholeNumber(values.limit ?? '100', '--limit', 1)
  const terms = termsOf(values)
  const found = await pagesOf(await findServer(values), limit, terms)
  if (values.json === true) return sayJson(found)
  if (found.rows.length === 0) return note('The audit has no such row.')
  say(describe(found.rows, values.utc ?? false))
  if (found.next !== null) note('There are more: narrow the search, raise --limit, or use roompass audit export.')
}

/** Page after page, the newest first, until there are `limit` of them. */
async function pagesOf(server: Server, limit: number, terms: Terms): Promise<Page> {
  const rows: Row[] = []
  let before: number | undefined
  for (;;) {
    const query = { ...terms, before, limit: Math.min(1000, limit - rows.length) }
    const page = await server.json<Page>('/v1/audit', { query })
    rows.push(...page.rows)
    if (page.next === null || rows.length >= limit) return { rows, next: page.next }
    before = page.next
  }
}

function describe(rows: readonly Row[], utc: boolean): string {
  return table([
    ['ROW', 'TIME', 'EVENT', 'USER', 'ROOM', 'TOKEN', 'BY', 'FROM', 'REASON'],
    ...rows.map(({ seq, at, event, actor, userId, roomId, tid, reason, network }) => [
      String(seq),
      showMoment(at, utc),
      event,
      ...[userId, roomId, tid, actor, network].map(shown),
      printable(reason ?? ''),
    ]),
  ])
}

function shown(value: string | null): string {
  return value === null ? '-' : printable(value)
}

async function exportRows(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, { ...termOptions, output: { type: 'string' } })
  const { output } = values
  const terms = termsOf(values)
  const response = await (await findServer(values)).ask('/v1/audit/export', { query: terms })
  if (output === undefined) return void (await copy(response, writeOut))
  const file = await create(output)
  try {
    const rows = await copy(response, (chunk) => file.appendFile(chunk))
    await file.sync()
    if (values.json === true) sayJson({ ok: true, rows, file: output })
    else note(`${countOf(rows, 'row')} written to ${printable(output)}.`)
  } catch (error) {
    // A part must not pass for the whole.
    await rm(output)
    throw error
  } finally {
    await file.close()
  }
}

/** For its owner alone, as the database is. */
async function create(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600).catch((error: unknown) => {
    const { code = 'unknown' }: { code?: unknown } = Object(error)
    const why = code === 'EEXIST' ? 'is there already' : `cannot be written (${String(code)})`
    throw new Refusal(`roompass: ${printable(path)} ${why}, and nothing was exported`, {
      ok: false,
      code: 'unwritable',
    })
  })
}

/** @returns how many rows that were */
async function copy({ body }: Response, write: (chunk: Uint8Array) => Promise<void>): Promise<number> {
  // Where the rows themselves run over the screen, a counter among them helps nobody.
  const bar = process.stdout.isTTY ? null : progress('rows')
  let rows = 0
  try {
    for await (const chunk of body ?? []) {
      for (const byte of chunk) if (byte === lineBreak) rows += 1
      await write(chunk)
      bar?.show(rows, null)
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const message = `the server broke the export off after ${rows} rows: what was written is not all of it`
    throw new Refusal(`roompass: ${message}\nmend: try again; the log of the server says why`, {
      ok: false,
      code: 'export_broken',
      message,
    })
  } finally {
    bar?.end()
  }
  return rows
}

const lineBreak = 0x0a
