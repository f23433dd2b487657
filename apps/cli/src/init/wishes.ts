// What the config to be written shall say: from the options, from questions where somebody is there to answer, else the safe default.
import { randomBytes, randomInt } from 'node:crypto'
import { listOf, wholeNumber } from '../arguments.ts'
import { UsageError } from '../failures.ts'

export interface Wishes {
  readonly appId: number
  readonly serverSecret: string
  readonly identity: 'api-keys' | 'jwt' | 'function'
  /** Null unless users come with JWTs. */
  readonly jwt: { readonly issuer: string; readonly audience: string } | null
  readonly rooms: readonly string[]
  readonly origins: readonly string[]
  /** Null: the environment names it. */
  readonly database: string | null
}

export const initOptions = {
  'app-id': { type: 'string' },
  identity: { type: 'string' },
  issuer: { type: 'string' },
  audience: { type: 'string' },
  rooms: { type: 'string' },
  origin: { type: 'string', multiple: true },
  database: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
} as const

export interface InitValues {
  readonly 'app-id'?: string | undefined
  readonly identity?: string | undefined
  readonly issuer?: string | undefined
  readonly audience?: string | undefined
  readonly rooms?: string | undefined
  readonly origin?: readonly string[] | undefined
  readonly database?: string | undefined
}

/** Somebody who answers. An empty answer is the default. */
export interface Person {
  ask(question: string): Promise<string>
  askHidden(question: string): Promise<string>
}

const identities = ['api-keys', 'jwt', 'function'] as const

/** @param person null where nobody can be asked. @throws UsageError for what cannot be, or is missing */
export async function wishesOf(
  values: InitValues,
  person: Person | null,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Wishes> {
  const { appId, serverSecret } = await appOf(values, person)
  const identity = await identityOf(values, person)
  const jwt = identity === 'jwt' ? await issuerOf(values, person) : null
  if (identity !== 'jwt' && (values.issuer ?? values.audience) !== undefined) {
    throw new UsageError('--issuer and --audience go with --identity jwt')
  }
  const rooms = values.rooms ?? (await ask(person, 'Rooms that may be entered, * for any characters', 'lobby'))
  const origins = values.origin ?? listOf(await ask(person, 'Origin of your pages, as https://app.example.org', ''))
  return { appId, serverSecret, identity, jwt, rooms: listOf(rooms), origins, database: databaseOf(values, env) }
}

async function appOf(values: InitValues, person: Person | null): Promise<Pick<Wishes, 'appId' | 'serverSecret'>> {
  const given = values['app-id'] ?? (await ask(person, "AppID of ZEGOCLOUD's console", 'one of your own'))
  const own = given === 'one of your own' || given === ''
  const typed =
    own || person === null ? '' : await person.askHidden('Its ServerSecret (not shown; none: a fresh one): ')
  return {
    appId: own ? randomInt(1_000_000_000, 4_000_000_000) : wholeNumber(given, '--app-id', 1),
    serverSecret: typed === '' ? randomBytes(16).toString('hex') : typed,
  }
}

async function identityOf({ identity, issuer }: InitValues, person: Person | null): Promise<Wishes['identity']> {
  const fallback = issuer === undefined ? 'api-keys' : 'jwt'
  const given =
    identity ??
    (issuer === undefined
      ? await ask(
          person,
          'Who asks for tokens: api-keys (your server), jwt (users of your provider), function',
          fallback,
        )
      : fallback)
  const found = identities.find((one) => one === given)
  if (found === undefined) throw new UsageError('--identity must be api-keys, jwt or function')
  return found
}

async function issuerOf({ issuer, audience }: InitValues, person: Person | null): Promise<NonNullable<Wishes['jwt']>> {
  const jwt = {
    issuer: issuer ?? (await ask(person, 'Issuer of their JWTs (`iss`), as https://id.example.org/', '')),
    audience: audience ?? (await ask(person, 'Audience of their JWTs (`aud`)', '')),
  }
  if (jwt.issuer === '') throw new UsageError('--issuer is missing: the `iss` of the JWTs of your users')
  if (jwt.audience === '') throw new UsageError('--audience is missing: the `aud` of the JWTs of your users')
  return jwt
}

/** A URL of a database has its password in it, and does not belong on the command line, nor into a config. */
function databaseOf({ database }: InitValues, env: Readonly<Record<string, string | undefined>>): string | null {
  if ((env['ROOMPASS_DATABASE'] || env['ROOMPASS_DATABASE_FILE']) !== undefined) {
    if (database === undefined) return null
    throw new UsageError('--database: ROOMPASS_DATABASE names one already; keep one of the two')
  }
  if (database !== undefined && /^\s*[a-z][a-z\d+.-]*:\/\//i.test(database)) {
    throw new UsageError(
      '--database takes a file. For Postgres set ROOMPASS_DATABASE_FILE to the path of a file with its URL, here and where the server runs',
    )
  }
  return database ?? 'roompass.db'
}

async function ask(person: Person | null, question: string, fallback: string): Promise<string> {
  if (person === null) return fallback
  const answer = (await person.ask(`${question}${fallback === '' ? '' : ` [${fallback}]`}: `)).trim()
  return answer === '' ? fallback : answer
}
