// `roompass api-key`: a key for a server of the app, or for an operator. It is shown once, beside the entry of the config, which has only its hash.
import { apiScopes, createApiKey, type ApiKey, type ApiScope } from '@roompass/server'
import { listOf, readArguments } from '../arguments.ts'
import { UsageError } from '../failures.ts'
import { note, say, sayJson } from '../terminal.ts'

const options = { scopes: { type: 'string' }, users: { type: 'string' } } as const

export async function runApiKey(args: readonly string[]): Promise<void> {
  const { values, input: name } = readArguments(args, options, true)
  if (name === undefined) throw new UsageError('whose? Give it a name: the audit calls them so')
  const scopes = values.scopes === undefined ? undefined : scopesOf(values.scopes)
  const users = values.users === undefined ? undefined : usersOf(values.users)
  const { key, entry } = make(name, {
    ...(scopes === undefined ? {} : { scopes }),
    ...(users === undefined ? {} : { users }),
  })
  const environment = users === undefined ? inEnvironment(entry) : null
  if (values.json === true) return sayJson({ ok: true, apiKey: key, entry, environment })
  note('The entry of the config, among identity.apiKeys:')
  note(`  ${inConfig(entry)}`)
  if (environment !== null)
    note(`or in the environment, among others with commas between: ROOMPASS_API_KEYS=${environment}`)
  note('\nThe key itself. It is shown this once, and counts when the server starts with that entry:')
  say(key)
}

function make(name: string, limits: Pick<ApiKey, 'scopes' | 'users'>): ReturnType<typeof createApiKey> {
  try {
    return createApiKey(name, limits)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError('the name must be 1 to 32 of a-z, 0-9 and "-"')
    throw error
  }
}

function scopesOf(text: string): ApiScope[] {
  const wanted = listOf(text)
  const scopes = apiScopes.filter((scope) => wanted.includes(scope))
  if (scopes.length === 0 || scopes.length < new Set(wanted).size)
    throw new UsageError(`--scopes must be some of ${apiScopes.join(',')}, with commas between`)
  return scopes
}

function usersOf(text: string): string[] {
  const users = listOf(text)
  if (users.length === 0) throw new UsageError('--users must name user IDs, * for any characters, with commas between')
  return users
}

/** As it stands in a config. */
function inConfig(entry: ApiKey): string {
  const fields = Object.entries(entry).map(([name, value]) => `${name}: ${literal(value)}`)
  return `{ ${fields.join(', ')} },`
}

function literal(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : JSON.stringify(value)
}

function inEnvironment({ name, sha256, scopes }: ApiKey): string {
  return [name, sha256, ...(scopes === undefined ? [] : [scopes.join('+')])].join(':')
}
