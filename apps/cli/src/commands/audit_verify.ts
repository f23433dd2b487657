// `roompass audit verify`: is the audit as it was written? On a running server, in an export, or in a database without a server.
import {
  openPostgresStore,
  openSqliteStore,
  verifyAudit,
  verifyAuditLines,
  type AuditTerms,
  type LinesReport,
  type Store,
} from '@roompass/server'
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { countOf } from '../count.ts'
import { readArguments } from '../arguments.ts'
import { databaseOf, databaseOptions, isPostgres, refusePassword, unusable } from '../database.ts'
import { Refusal, UsageError } from '../failures.ts'
import { findServer, serverOptions } from '../operator/server.ts'
import { printable, say, sayJson } from '../terminal.ts'

/** As the route answers it. */
interface Answer {
  readonly whole: boolean
  /** The last good row, or the one that is wrong. */
  readonly seq: number
  readonly hash: string | null
  readonly fault: string | null
}

const options = {
  ...serverOptions,
  ...databaseOptions,
  offline: { type: 'boolean' },
  head: { type: 'string' },
} as const

export async function runAuditVerify(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, options, true)
  const { database, offline = false, head } = values
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new UsageError('--head is the hash of a head that was kept elsewhere: 64 hex digits')
  refusePassword(database)
  if ([input, database, offline ? true : undefined].filter((place) => place !== undefined).length > 1)
    throw new UsageError('an export, --database and --offline: choose one of them')
  const terms = head === undefined ? {} : { head }
  const answer =
    input !== undefined
      ? answerOf(await verifyAuditLines(linesOf(input), terms))
      : database !== undefined || offline
        ? await inStore(await databaseOf(database), terms)
        : await (await findServer(values)).json<Answer>('/v1/audit/verify', { query: terms })
  if (!answer.whole) throw new Refusal(broken(answer), { ok: false, code: 'audit_broken', ...answer })
  if (values.json === true) return sayJson({ ok: true, ...answer })
  say(
    `Whole: ${countOf(answer.seq, 'row')}, none changed, removed or added. The head is row ${answer.seq}, ${answer.hash}.`,
  )
}

function answerOf(report: LinesReport): Answer {
  return report.whole
    ? { whole: true, seq: report.head.seq, hash: report.head.hash, fault: null }
    : { whole: false, seq: report.expected, hash: null, fault: report.fault }
}

const faults: Readonly<Record<string, string>> = {
  number: 'its number does not follow: rows are missing, or this is an export of a part',
  prev: 'it names another row before it than the one that is there',
  hash: 'it is not what was written',
  head: 'the chain ends here and does not contain the head that was kept elsewhere: it was written anew, or cut off',
  line: 'it is no line of an export, or was changed',
}

function broken({ seq, fault }: Answer): string {
  return `roompass: the audit is not whole. Row ${seq}: ${faults[fault ?? ''] ?? 'it is wrong'} (${printable(fault ?? 'unknown')})`
}

function linesOf(input: string): AsyncIterable<string> {
  if (input !== '-' && !existsSync(input))
    throw new UsageError('the export is not there: name a file, or - for standard input')
  const stream = input === '-' ? process.stdin : createReadStream(input)
  return createInterface({ input: stream, crlfDelay: Infinity })
}

async function inStore(database: string, terms: AuditTerms): Promise<Answer> {
  const store = await openStore(database)
  try {
    return answerOf(await verifyAudit(store, terms))
  } catch (error) {
    throw unusable(error)
  } finally {
    await store.close()
  }
}

/** As it is: whoever went back to an older version and looks with this one does not want to be taken forward again. */
function openStore(database: string): Promise<Store> {
  const opened = isPostgres(database)
    ? openPostgresStore({ url: database, asItIs: true })
    : openSqliteStore({ path: database, asItIs: true })
  return opened.catch((error: unknown) => {
    throw unusable(error)
  })
}
