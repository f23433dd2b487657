// From config and environment to settings that can be worked with: checked as a whole, with every default filled in.
import { createKeyring, type Keyring } from '@roompass/token'
import type { Dialect } from '../http/dialects/dialect.ts'
import { dialectFor } from '../http/dialects/table.ts'
import type { ApiKey } from '../identity/api_keys.ts'
import type { Authenticate } from '../identity/app_function.ts'
import type { JwtIssuer } from '../identity/issuer.ts'
import type { IdentityRoutes } from '../identity/routes.ts'
import type { LiveKitSettings } from '../livekit/join_token.ts'
import type { LogThreshold } from '../observe/guarded_log.ts'
import { defaultRoles, type PolicySettings } from '../policy/decide.ts'
import { createSealer, keyOfText, type Sealer } from '../keys/sealing.ts'
import type { Duplicates } from '../policy/policy.ts'
import type { AppConfig, RoompassConfig } from './config.ts'
import { contradictions } from './contradictions.ts'
import { readEnvironment, sectionOf, type Environment } from './environment.ts'
import { ConfigError, type ConfigProblem } from './problems.ts'
import { checkShape } from './schema.ts'
import { pathOf, problemOf, unitOf } from './wording.ts'

export interface Settings {
  readonly mode: 'production' | 'development'
  readonly appId: number
  /** Those of the config. */
  readonly keys: Keyring
  /** Where the database keeps the keys: what seals them, and those of the config to begin with. Null where the config's count. */
  readonly storedKeys: { readonly sealer: Sealer; readonly first: () => readonly AppConfig[] } | null
  /** What sessions of operators are made with (admin/sessions.ts): the first one makes, all of them are taken. */
  readonly sessionSecrets: () => readonly string[]
  readonly identity: {
    readonly jwt: readonly JwtIssuer[]
    readonly apiKeys: readonly ApiKey[]
    readonly authenticate: Authenticate | null
    /** Which of these count on which route. */
    readonly routes: IdentityRoutes
    /** Whoever has no credentials may take any name. In development only. */
    readonly anonymous: boolean
  }
  readonly policy: PolicySettings
  readonly tokens: { readonly defaultLifetime: number; readonly maxLifetime: number; readonly once: boolean }
  readonly room: {
    readonly accept: 'signed' | 'sealed'
    readonly maxPeople: number
    readonly duplicates: Duplicates
    readonly iceServers: NonNullable<NonNullable<RoompassConfig['room']>['iceServers']>
    readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null
    readonly maxConnections: number
    readonly maxConnectionsPerNetwork: number
    readonly maxWaitingPerNetwork: number
  }
  readonly http: {
    readonly allowedOrigins: readonly string[]
    readonly allowCredentials: boolean
    readonly trustedProxies: readonly string[]
    readonly dialects: readonly Dialect[]
  }
  /** Null: none. */
  readonly livekit: LiveKitSettings | null
  readonly limits: {
    readonly tokensPerUser: number
    readonly tokensPerNetwork: number
    readonly tokensPerApiKey: number
    readonly socketsPerNetwork: number
  }
  readonly log: { readonly level: LogThreshold; readonly requests: boolean }
  /** Where metrics are served; null for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null
  readonly drain: DrainSettings
  /** How many of this machine serve the same address and share these limits; 1: this one alone. */
  readonly processes: number
  /** Null: alone. */
  readonly node: NodeSettings | null
  readonly database: string
  readonly redis: string | null
}

/** This process among others. */
export interface NodeSettings {
  /** Where the others reach it. */
  readonly url: string
  /** What nodes know each other by: the first one makes, all of them are taken. */
  readonly secrets: readonly string[]
}

/** Seconds. */
export interface DrainSettings {
  readonly delay: number
  readonly spread: number
}

export interface ConfigSources {
  /** What `roompass.config.ts` exports. */
  readonly file?: RoompassConfig
  /** `process.env`. Default: nothing. */
  readonly env?: Environment
}

/** Settings that were made here, with the secrets that went into them: no property holds those. */
const made = new WeakMap<Settings, readonly string[]>()

/** Whether these settings were made here, and need no second look. */
export function isSettings(config: RoompassConfig | Settings): config is Settings {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a look-up by identity
  return made.has(config as Settings)
}

/** The secrets behind settings, for whoever must not let them out. */
export function secretsOf(settings: Settings): readonly string[] {
  return made.get(settings) ?? []
}

/** Marks settings as checked. @param secrets what must never be written anywhere */
export function settingsOf(settings: Settings, secrets: readonly string[]): Settings {
  made.set(Object.freeze(settings), secrets)
  return settings
}

/** @throws ConfigError with everything that is wrong */
export function loadConfig({ file = {}, env = {} }: ConfigSources): Settings {
  const { config: variables, problems: found, sources, troubled } = readEnvironment(env)
  const { config, issues } = checkShape(merge(file, variables))
  const wrong = new Set([...troubled, ...issues.map((issue) => sectionOf(pathOf(issue)))])
  const problems = [
    ...found,
    ...clashes(file, sources),
    ...issues.filter((issue) => !troubled.has(sectionOf(pathOf(issue)))).map((issue) => problemOf(issue, sources)),
    ...contradictions(config, (section) => !wrong.has('') && !wrong.has(section), sources),
  ]
  const appId = config.apps?.[0]?.appId
  if (problems.length > 0 || appId === undefined) throw new ConfigError(problems)
  return settingsOf(filled(config, appId), secretsIn(config))
}

/** Sections are joined; what both set is a clash that is reported. A member that is undefined is absent. */
function merge(file: unknown, env: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(file)) return file
  const merged: Record<string, unknown> = { ...env }
  for (const [section, own] of Object.entries(file)) {
    if (own === undefined) continue
    const beside = env[section]
    merged[section] = isObject(own) && isObject(beside) && !Array.isArray(own) ? { ...beside, ...own } : own
  }
  return merged
}

function clashes(file: unknown, sources: ReadonlyMap<string, string>): ConfigProblem[] {
  return [...sources].flatMap(([path, variable]) => {
    const unit = unitOf(path)
    const set = unit.split('.').reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), file)
    return set === undefined
      ? []
      : [{ setting: variable, message: `sets what ${unit} of the config sets too`, fix: 'keep one of the two' }]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Behind functions: whoever prints settings sees no secret. */
function storedKeysOf({ apps = [], keys = {} }: RoompassConfig): Settings['storedKeys'] {
  const { encryptionKey = [], kms } = keys
  const texts = typeof encryptionKey === 'string' ? [encryptionKey] : encryptionKey
  if (texts.length === 0 && kms === undefined) return null
  return { sealer: createSealer(texts.map(keyOfText), kms ?? null), first: () => apps }
}

function filled(config: RoompassConfig, appId: number): Settings {
  const { apps = [], identity = {}, policy = {}, tokens = {}, room = {}, http = {}, limits = {}, drain = {} } = config
  const maxLifetime = tokens.maxLifetime ?? 86_400
  return {
    mode: 'production',
    appId,
    keys: createKeyring(apps),
    storedKeys: storedKeysOf(config),
    sessionSecrets: sessionSecretsOf(config),
    identity: {
      jwt: identity.jwt ?? [],
      apiKeys: identity.apiKeys ?? [],
      authenticate: identity.authenticate ?? null,
      routes: identity.routes ?? {},
      anonymous: false,
    },
    policy: {
      rules: policy.rules ?? null,
      decide: policy.decide ?? null,
      roles: policy.roles ?? defaultRoles,
    },
    tokens: {
      defaultLifetime: tokens.defaultLifetime ?? Math.min(3600, maxLifetime),
      maxLifetime,
      once: tokens.once ?? false,
    },
    room: {
      accept: room.accept ?? 'sealed',
      maxPeople: room.maxPeople ?? 6,
      duplicates: room.duplicates ?? 'oldest',
      iceServers: room.iceServers ?? [],
      turn: room.turn ?? null,
      maxConnections: room.maxConnections ?? 10_000,
      maxConnectionsPerNetwork: room.maxConnectionsPerNetwork ?? 500,
      maxWaitingPerNetwork: room.maxWaitingPerNetwork ?? 20,
    },
    http: {
      allowedOrigins: http.allowedOrigins ?? [],
      allowCredentials: http.allowCredentials ?? false,
      trustedProxies: http.trustedProxies ?? [],
      dialects: (http.dialects ?? []).map(dialectFor),
    },
    livekit:
      config.livekit === undefined ? null : { ...config.livekit, tokenLifetime: config.livekit.tokenLifetime ?? 60 },
    limits: {
      tokensPerUser: limits.tokensPerUser ?? 30,
      tokensPerNetwork: limits.tokensPerNetwork ?? 300,
      tokensPerApiKey: limits.tokensPerApiKey ?? 60_000,
      socketsPerNetwork: limits.socketsPerNetwork ?? 1000,
    },
    log: { level: config.log?.level ?? 'info', requests: config.log?.requests ?? false },
    metrics:
      config.metrics === undefined ? null : { host: config.metrics.host ?? '127.0.0.1', port: config.metrics.port },
    drain: { delay: drain.delay ?? 0, spread: drain.spread ?? 5 },
    processes: 1,
    node: config.node === undefined ? null : nodeSettings(config.node, apps),
    database: config.database ?? 'roompass.db',
    redis: config.redis ?? null,
  }
}

function secretsIn({
  apps = [],
  keys = {},
  identity = {},
  room = {},
  livekit,
  node,
  database,
  redis,
}: RoompassConfig): string[] {
  return [
    ...apps.map(({ serverSecret }) => serverSecret),
    ...[keys.encryptionKey ?? []].flat(),
    ...(identity.jwt ?? []).map(({ secret }) => secret),
    room.turn?.secret,
    livekit?.apiSecret,
    node?.secret,
    ...(room.iceServers ?? []).map(({ credential }) => credential),
    ...[database, redis].flatMap(passwordsOf),
  ].filter((secret) => secret !== undefined)
}

/** As it stands in a URL, and as it is meant. */
function passwordsOf(url: string | undefined): string[] {
  const password = url !== undefined && URL.canParse(url) ? new URL(url).password : ''
  return password === '' ? [] : [password, unescape(password)]
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function nodeSettings({ url, secret }: NonNullable<RoompassConfig['node']>, apps: readonly AppConfig[]): NodeSettings {
  return { url, secrets: secret === undefined ? activeFirst(apps) : [secret] }
}

/** Of the ServerSecrets the active one makes; those beside it are taken, so that a rotation divides nobody. */
function activeFirst(apps: readonly AppConfig[]): string[] {
  const inState = (isActive: boolean): string[] =>
    apps.filter(({ state = 'active' }) => (state === 'active') === isActive).map(({ serverSecret }) => serverSecret)
  return [...inState(true), ...inState(false)]
}

/** What all nodes have alike and nobody but them: the encryption key where there is one, as it outlives the apps of the config. */
function sessionSecretsOf({ apps = [], keys = {} }: RoompassConfig): () => readonly string[] {
  return () => [...[keys.encryptionKey ?? []].flat(), ...activeFirst(apps)]
}
