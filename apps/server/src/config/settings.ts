// From config and environment to settings that can be worked with: checked as a whole, with every default filled in.
import type { BaseIssue } from 'valibot'
import { createKeyring, isWeakServerSecret, type Keyring } from '@roompass/token'
import type { ApiKey } from '../identity/api_keys.ts'
import type { Authenticate } from '../identity/app_function.ts'
import type { JwtIssuer } from '../identity/jwt.ts'
import { defaultRoles, type PolicySettings } from '../policy/decide.ts'
import type { RoompassConfig } from './config.ts'
import { readEnvironment, type Environment } from './environment.ts'
import { ConfigError, type ConfigProblem } from './problems.ts'
import { checkShape } from './schema.ts'

export interface Settings {
  readonly mode: 'production' | 'development'
  readonly appId: number
  readonly keys: Keyring
  readonly identity: {
    readonly jwt: readonly JwtIssuer[]
    readonly apiKeys: readonly ApiKey[]
    readonly authenticate: Authenticate | null
    /** Whoever has no credentials may take any name. In development only. */
    readonly anonymous: boolean
  }
  readonly policy: PolicySettings
  readonly tokens: { readonly defaultLifetime: number; readonly maxLifetime: number }
  readonly room: {
    readonly accept: 'signed' | 'sealed'
    readonly maxPeople: number
    readonly iceServers: NonNullable<NonNullable<RoompassConfig['room']>['iceServers']>
    readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null
    readonly maxConnections: number
    readonly maxConnectionsPerNetwork: number
  }
  readonly http: {
    readonly allowedOrigins: readonly string[]
    readonly allowCredentials: boolean
    readonly trustedProxies: readonly string[]
  }
  readonly limits: { readonly tokensPerUser: number; readonly tokensPerNetwork: number }
  readonly database: string
}

export interface ConfigSources {
  /** What `roompass.config.ts` exports. */
  readonly file?: RoompassConfig
  /** `process.env`. Default: nothing. */
  readonly env?: Environment
}

const made = new WeakSet<Settings>()

/** Whether these settings were made here, and need no second look. */
export function isSettings(config: RoompassConfig | Settings): config is Settings {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a look-up by identity
  return made.has(config as Settings)
}

/** Marks settings as checked. */
export function settingsOf(settings: Settings): Settings {
  made.add(Object.freeze(settings))
  return settings
}

/** @throws ConfigError with everything that is wrong */
export function loadConfig({ file = {}, env = {} }: ConfigSources): Settings {
  const { config: variables, problems: found, sources } = readEnvironment(env)
  const problems = [...found, ...clashes(file, sources)]
  const merged = merge(file, variables)
  const result = checkShape(merged)
  if (!result.ok) problems.push(...result.issues.map((issue) => problemOf(issue, sources)))
  const config = result.ok ? result.config : null
  if (config !== null) problems.push(...contradictions(config, sources))
  const appId = config?.apps?.[0]?.appId
  if (problems.length > 0 || config === null || appId === undefined) throw new ConfigError(problems)
  return settingsOf(filled(config, appId))
}

/** Sections are joined; what both set is a clash that was reported. */
function merge(file: RoompassConfig, env: Readonly<Record<string, unknown>>): unknown {
  if (typeof file !== 'object' || file === null) return file
  const merged: Record<string, unknown> = { ...env, ...file }
  for (const section of ['identity', 'policy', 'room', 'http'] as const) {
    const own = file[section]
    if (env[section] === undefined || own === undefined) continue
    merged[section] = typeof own === 'object' ? { ...env[section], ...own } : own
  }
  return merged
}

function clashes(file: RoompassConfig, sources: ReadonlyMap<string, string>): ConfigProblem[] {
  return [...sources].flatMap(([path, variable]) => {
    const set = path.split('.').reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), file)
    return set === undefined
      ? []
      : [{ setting: variable, message: `sets what ${path} of the config sets too`, fix: 'keep one of the two' }]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The words of a schema issue. The value itself is never in them: it may be a secret. */
function problemOf(issue: BaseIssue<unknown>, sources: ReadonlyMap<string, string>): ConfigProblem {
  const keys = (issue.path ?? []).map(({ key }) => key)
  const path = keys.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  )
  const variable = [...sources].find(
    ([prefix]) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`),
  )?.[1]
  const setting = variable === undefined ? path || 'config' : `${variable} (${path})`
  if (issue.expected === 'never')
    return { setting, message: 'is not a setting', fix: 'correct its spelling or remove it' }
  if (issue.input === undefined && issue.kind === 'schema') return { setting, message: 'is missing', fix: 'add it' }
  const message =
    issue.kind === 'schema' ? `must be ${(issue.expected ?? 'something else').replaceAll('"', '')}` : issue.message
  return { setting, message, fix: 'correct it' }
}

/** What two settings say together. */
function contradictions(config: RoompassConfig, sources: ReadonlyMap<string, string>): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const { apps = [], identity = {}, policy = {}, tokens = {} } = config
  if (apps.length === 0) {
    problems.push({
      setting: 'apps',
      message: 'there is no app',
      fix: 'set ROOMPASS_APP_ID and ROOMPASS_SERVER_SECRET_FILE, or apps in the config',
    })
  }
  apps.forEach(({ appId, serverSecret }, i) => {
    const setting = sources.get('apps') ?? `apps[${i}].serverSecret`
    if (appId !== apps[0]?.appId)
      problems.push({ setting: `apps[${i}].appId`, message: 'is another app', fix: 'run one server for each app' })
    if (isWeakServerSecret(serverSecret)) {
      problems.push({
        setting,
        message: 'is a published sample or has too few different characters',
        fix: 'use the secret of your app, or make one: openssl rand -hex 16',
      })
    }
  })
  problems.push(...keyringProblems(apps))
  if (!identity.jwt?.length && !identity.apiKeys?.length && identity.authenticate === undefined) {
    problems.push({
      setting: 'identity',
      message: 'nothing says how users are known, so anyone could be anyone',
      fix: 'set identity.jwt, identity.apiKeys or identity.authenticate (or ROOMPASS_JWT_ISSUER, ROOMPASS_API_KEYS); to try things out run `roompass dev`',
    })
  }
  const issuers = (identity.jwt ?? []).map(({ issuer }) => issuer)
  if (new Set(issuers).size < issuers.length)
    problems.push({ setting: 'identity.jwt', message: 'has an issuer twice', fix: 'keep one of the two' })
  if (policy.rules === undefined && policy.decide === undefined) {
    problems.push({
      setting: 'policy',
      message: 'nothing says who may enter which room',
      fix: "set policy.rules, for example [{ rooms: '*', publish: true }], or policy.decide (or ROOMPASS_ROOMS)",
    })
  }
  if ((tokens.defaultLifetime ?? 0) > (tokens.maxLifetime ?? 86_400)) {
    problems.push({ setting: 'tokens.defaultLifetime', message: 'is longer than maxLifetime', fix: 'lower it' })
  }
  return problems
}

function keyringProblems(apps: NonNullable<RoompassConfig['apps']>): ConfigProblem[] {
  if (apps.length === 0) return []
  const active = apps.filter(({ state = 'active' }) => state === 'active').length
  if (active !== 1)
    return [
      {
        setting: 'apps',
        message: `has ${active} active secrets`,
        fix: 'mark one as active, the others as next or previous',
      },
    ]
  if (apps.length > 4)
    return [{ setting: 'apps', message: 'has more than four secrets', fix: 'remove those whose tokens have expired' }]
  const secrets = new Set(apps.map(({ serverSecret }) => serverSecret))
  return secrets.size < apps.length
    ? [{ setting: 'apps', message: 'has a secret twice', fix: 'keep one of the two' }]
    : []
}

function filled(config: RoompassConfig, appId: number): Settings {
  const { apps = [], identity = {}, policy = {}, tokens = {}, room = {}, http = {}, limits = {} } = config
  const maxLifetime = tokens.maxLifetime ?? 86_400
  return {
    mode: 'production',
    appId,
    keys: createKeyring(apps),
    identity: {
      jwt: identity.jwt ?? [],
      apiKeys: identity.apiKeys ?? [],
      authenticate: identity.authenticate ?? null,
      anonymous: false,
    },
    policy: {
      rules: policy.rules ?? null,
      decide: policy.decide ?? null,
      roles: policy.roles ?? defaultRoles,
    },
    tokens: { defaultLifetime: tokens.defaultLifetime ?? Math.min(3600, maxLifetime), maxLifetime },
    room: {
      accept: room.accept ?? 'sealed',
      maxPeople: room.maxPeople ?? 6,
      iceServers: room.iceServers ?? [],
      turn: room.turn ?? null,
      maxConnections: room.maxConnections ?? 10_000,
      maxConnectionsPerNetwork: room.maxConnectionsPerNetwork ?? 500,
    },
    http: {
      allowedOrigins: http.allowedOrigins ?? [],
      allowCredentials: http.allowCredentials ?? false,
      trustedProxies: http.trustedProxies ?? [],
    },
    limits: { tokensPerUser: limits.tokensPerUser ?? 30, tokensPerNetwork: limits.tokensPerNetwork ?? 300 },
    database: config.database ?? 'roompass.db',
  }
}
