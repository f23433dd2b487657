// `roompass keys`: changes the secret of a running server that keeps its keys in the store (docs/keys.md). A secret goes in by standard
// input or a hidden question, and never comes out.
import { readArguments } from '../arguments.ts'
import { UsageError } from '../failures.ts'
import { confirm, confirmOptions } from '../operator/confirm.ts'
import { findServer, pathOf, serverOptions, type Server } from '../operator/server.ts'
import { showMoment } from '../operator/times.ts'
import { runVerb } from '../operator/verbs.ts'
import { table } from '../table.ts'
import { askHidden, note, printable, readText, say, sayJson } from '../terminal.ts'

interface Key {
  readonly kid: string
  readonly state: string
  /** Milliseconds since 1970, these and the next. */
  readonly activeAt: number | null
  readonly createdAt: number | null
  readonly previousAt: number | null
  readonly retiredAt: number | null
  readonly retireAt: number | null
  readonly sealedToday: boolean | null
  readonly use: { readonly issued: number; readonly admitted: number; readonly lastAdmittedAt: number | null }
}

interface Keys {
  readonly stored: boolean
  readonly keys: readonly Key[]
}

export async function runKeys(args: readonly string[]): Promise<void> {
  await runVerb('keys', { list, add, rotate, 'rotate-and-revoke': rotateAndRevoke, activate, retire, rewrap }, args)
}

async function list(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, serverOptions)
  const keys = await (await findServer(values)).json<Keys>('/v1/keys')
  showAll(keys, values)
  if (!keys.stored && values.json !== true) note('They are those of the config, and are changed there.')
}

async function add(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, serverOptions, true)
  const server = await findServer(values)
  showOne(
    await post<Key>(server, '/v1/keys', await secretOf(input)),
    values,
    'is added. It verifies now, and mints after activate',
  )
}

async function rotate(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, serverOptions, true)
  const server = await findServer(values)
  showAll(await post<Keys>(server, '/v1/keys/rotate', await secretOf(input)), values)
}

async function rotateAndRevoke(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(
    args,
    { ...serverOptions, ...confirmOptions, reason: { type: 'string' } },
    true,
  )
  const { reason } = values
  await confirm('This ends every token that the active key made, and sends out who is inside with one.', values)
  const server = await findServer(values)
  const body = { ...(await secretOf(input)), ...(reason === undefined ? {} : { reason }) }
  showAll(await post<Keys>(server, '/v1/keys/rotate-and-revoke', body), values)
}

async function activate(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, serverOptions, true)
  const kid = kidOf(input)
  showAll(await post<Keys>(await findServer(values), pathOf('/v1/keys', kid, 'activate')), values)
}

async function retire(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, serverOptions, true)
  const kid = kidOf(input)
  showOne(
    await post<Key>(await findServer(values), pathOf('/v1/keys', kid, 'retire')),
    values,
    'is retired: its secret is forgotten',
  )
}

async function rewrap(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, serverOptions)
  const answer = await post<{ readonly sealed: number }>(await findServer(values), '/v1/keys/rewrap')
  if (values.json === true) sayJson(answer)
  else say(`Sealed anew: ${answer.sealed}.`)
}

function post<T>(server: Server, path: string, body?: Readonly<Record<string, string>>): Promise<T> {
  return server.json<T>(path, { method: 'POST', ...(body === undefined ? {} : { body }) })
}

/** With `-` a secret of yours, which the server looks at; without it the server draws one. */
async function secretOf(input: string | undefined): Promise<Readonly<Record<string, string>>> {
  if (input === undefined) return {}
  // Not repeated: it may be a secret.
  if (input !== '-')
    throw new UsageError('a secret is not given as an argument: - reads it from standard input, or asks for it')
  return {
    serverSecret: await (process.stdin.isTTY ? askHidden('ServerSecret (not shown): ') : readText('-', 'the secret')),
  }
}

function kidOf(input: string | undefined): string {
  if (input === undefined || !/^[0-9a-f]{8}$/.test(input))
    throw new UsageError('which key? Its kid are the 8 hex digits that `roompass keys list` shows')
  return input
}

interface Shown {
  readonly json?: boolean | undefined
  readonly utc?: boolean | undefined
}

function showOne(key: Key, { json = false, utc = false }: Shown, what: string): void {
  if (json) return sayJson(key)
  say(`Key ${printable(key.kid)} ${what}.`)
  say(describe([key], utc))
}

function showAll(keys: Keys, { json = false, utc = false }: Shown): void {
  if (json) sayJson(keys)
  else say(describe(keys.keys, utc))
}

function describe(keys: readonly Key[], utc: boolean): string {
  const moment = (ms: number | null): string => (ms === null ? '-' : showMoment(ms, utc))
  return table([
    ['KEY', 'STATE', 'SINCE', 'RETIRES', 'ISSUED', 'ADMITTED', 'LAST ADMITTED', 'SEAL'],
    ...keys.map((key) => [
      printable(key.kid),
      printable(key.state),
      moment(key.retiredAt ?? key.previousAt ?? key.activeAt ?? key.createdAt),
      moment(key.retireAt),
      String(key.use.issued),
      String(key.use.admitted),
      moment(key.use.lastAdmittedAt),
      key.sealedToday === null ? '-' : key.sealedToday ? 'of today' : 'old: rewrap',
    ]),
  ])
}
