// `roompass revoke`: ends tokens before they expire, on a running server; lists what was revoked, and takes it back.
import { readArguments, wholeNumber } from '../arguments.ts'
import { UsageError } from '../failures.ts'
import { confirm, confirmOptions } from '../operator/confirm.ts'
import { findServer, pathOf, serverOptions, type Server } from '../operator/server.ts'
import { readMoment, showMoment } from '../operator/times.ts'
import { table } from '../table.ts'
import { note, printable, say, sayJson } from '../terminal.ts'

const scopeOptions = {
  user: { type: 'string' },
  room: { type: 'string' },
  token: { type: 'string' },
  key: { type: 'string' },
  app: { type: 'boolean' },
} as const

interface Scope {
  readonly kind: 'token' | 'user' | 'room' | 'user_in_room' | 'key' | 'app'
  readonly tid?: string
  readonly userId?: string
  readonly roomId?: string
  readonly kid?: string
}

interface Revocation {
  readonly id: number
  readonly scope: Scope
  /** Unix seconds. */
  readonly until: number | 'forever'
  readonly reason: string | null
  readonly by: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly undone: { readonly at: number; readonly by: string } | null
}

export async function runRevoke(args: readonly string[]): Promise<void> {
  const [verb, ...rest] = args
  if (verb === 'list') return list(rest)
  if (verb === 'undo') return undo(rest)
  return revoke(args)
}

async function revoke(args: readonly string[]): Promise<void> {
  const options = {
    ...serverOptions,
    ...scopeOptions,
    ...confirmOptions,
    until: { type: 'string' },
    reason: { type: 'string' },
  } as const
  const { values } = readArguments(args, options)
  const { until, reason, utc = false } = values
  const scope = scopeOf(values)
  const body = {
    scope,
    ...(until === undefined ? {} : { until: untilOf(until, utc) }),
    ...(reason === undefined ? {} : { reason }),
  }
  const reach = reachOf(scope)
  if (reach !== null) await confirm(reach, values)
  const server = await findServer(values)
  const made = await server.json<Revocation>('/v1/revocations', { method: 'POST', body })
  if (values.json === true) return sayJson(made)
  say(`Revoked: ${wordsOf(made.scope)}, ${endOf(made, utc)}. It is number ${made.id}.`)
  // A typing error in the year looks like any other revocation.
  if (made.scope.kind !== 'token' && made.until !== 'forever' && made.until < Date.now() / 1000 - longestLife)
    note('It ends nothing: --until is more than a day ago, and every token of then has expired.')
  note(`To take it back: roompass revoke undo ${made.id}`)
}

/** Seconds that a token lives at most (spec/kit-token.md, R26). */
const longestLife = 86_400

async function list(args: readonly string[]): Promise<void> {
  const options = {
    ...serverOptions,
    kind: { type: 'string' },
    user: { type: 'string' },
    room: { type: 'string' },
    all: { type: 'boolean' },
    limit: { type: 'string' },
  } as const
  const { values } = readArguments(args, options)
  const limit = wholeNumber(values.limit ?? '100', '--limit', 1)
  const found = await pagesOf(await findServer(values), limit, {
    kind: values.kind,
    userId: values.user,
    roomId: values.room,
    active: values.all === true ? undefined : 'true',
  })
  if (values.json === true) return sayJson({ revocations: found.revocations, next: found.next })
  if (found.revocations.length === 0) return note('Nothing is revoked.')
  say(describe(found.revocations, values.utc ?? false))
  if (found.next !== null) note(`There are more; --limit ${limit * 2} shows more of them.`)
}

async function undo(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, serverOptions, true)
  if (input === undefined) throw new UsageError('which one? `roompass revoke list` shows their numbers')
  const id = wholeNumber(input, 'the number of a revocation', 1)
  const server = await findServer(values)
  const undone = await server.json<Revocation>(pathOf('/v1/revocations', String(id)), { method: 'DELETE' })
  if (values.json === true) return sayJson(undone)
  say(`Taken back: number ${id}, ${wordsOf(undone.scope)}. What it alone covered opens the door again.`)
}

interface Page {
  readonly revocations: readonly Revocation[]
  readonly next: number | null
}

/** Page after page, the newest first, until there are `limit` of them. */
async function pagesOf(
  server: Server,
  limit: number,
  terms: Readonly<Record<string, string | undefined>>,
): Promise<Page> {
  const revocations: Revocation[] = []
  let before: number | undefined
  for (;;) {
    const query = { ...terms, before, limit: Math.min(1000, limit - revocations.length) }
    const page = await server.json<Page>('/v1/revocations', { query })
    revocations.push(...page.revocations)
    if (page.next === null || revocations.length >= limit) return { revocations, next: page.next }
    before = page.next
  }
}

/** @throws UsageError when the options name nothing, or what goes not together */
function scopeOf(values: {
  readonly [Name in keyof typeof scopeOptions]?: string | boolean | undefined
}): Scope {
  const { user, room, token, key, app } = values
  const given = Object.entries({ user, room, token, key, app }).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [name],
  )
  switch (given.join('+')) {
    case 'user':
      return { kind: 'user', userId: String(user) }
    case 'room':
      return { kind: 'room', roomId: String(room) }
    case 'user+room':
      return { kind: 'user_in_room', userId: String(user), roomId: String(room) }
    case 'token':
      return { kind: 'token', tid: tidOf(String(token)) }
    case 'key':
      return { kind: 'key', kid: String(key) }
    case 'app':
      return { kind: 'app' }
    default:
      throw new UsageError(
        'say what is revoked: --user, --room, both together, --token (16 hex digits of its ID), --key (its kid) or --app',
      )
  }
}

/** What a scope does to people whom nobody has named; null where it names whom it is about. */
function reachOf({ kind, roomId = '', kid = '' }: Scope): string | null {
  if (kind === 'app') return 'This sends everybody out of every room, and ends every token of the app.'
  if (kind === 'key') return `This ends every token that the key ${kid} made, and sends out who is inside with one.`
  return kind === 'room' ? `This sends everybody out of the room ${roomId}, and ends every token for it.` : null
}

/** A whole token there would be in the shell's history, and its ID says enough. */
function tidOf(text: string): string {
  if (/^[0-9a-f]{16,64}$/.test(text)) return text
  throw new UsageError(
    '--token is the ID of a token as the audit shows it, 16 hex digits or more; not the token itself',
  )
}

function untilOf(text: string, utc: boolean): number | 'forever' {
  if (text === 'forever') return text
  const option = '--until'
  return Math.floor(readMoment(text, { option, now: Date.now(), towards: 'future', utc }) / 1000)
}

function wordsOf({ kind, tid = '', userId = '', roomId = '', kid = '' }: Scope): string {
  const words = {
    token: `token ${tid}`,
    user: `user ${userId}`,
    room: `room ${roomId}`,
    user_in_room: `user ${userId} in room ${roomId}`,
    key: `key ${kid}`,
    app: 'every token of the app',
  }
  return printable(words[kind])
}

function endOf({ until }: Revocation, utc: boolean): string {
  return until === 'forever' ? 'for good' : `what was issued until ${showMoment(until * 1000, utc)}`
}

function describe(revocations: readonly Revocation[], utc: boolean): string {
  return table([
    ['NUMBER', 'WHAT', 'ISSUED UNTIL', 'MADE', 'BY', 'REASON'],
    ...revocations.map(({ id, scope, until, at, by, reason, undone }) => [
      String(id),
      wordsOf(scope),
      undone !== null
        ? `undone by ${printable(undone.by)}`
        : until === 'forever'
          ? 'for good'
          : showMoment(until * 1000, utc),
      showMoment(at, utc),
      printable(by),
      printable(reason ?? ''),
    ]),
  ])
}
