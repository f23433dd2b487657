// The shape of a config, with the words for what is wrong. What two settings say together is checked in settings.ts.
import * as v from 'valibot'
import type { RoompassConfig } from './config.ts'
import { apiKeyHash, apiKeyName } from '../identity/api_keys.ts'
import type { Authenticate } from '../identity/app_function.ts'
import { sourceNames, type IdentityRoutes } from '../identity/routes.ts'
import { apiScopes } from '../identity/scopes.ts'
import { keyText, type KeyService } from '../keys/sealing.ts'
import { isDates } from '../policy/dates.ts'
import { offsetAt, weekdays } from '../policy/hours.ts'
import type { DecideFunction } from '../policy/policy.ts'
import { networksOf } from '../network.ts'
import { dialect } from './dialect_schema.ts'
import { jwtIssuer } from './issuer_schema.ts'
import { functionOf, oneOrMore, text, whole } from './shapes.ts'

const app = v.strictObject({
  appId: whole(1, 0xffffffff),
  serverSecret: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{32}$/, 'must be 32 printable ASCII characters')),
  state: v.optional(v.picklist(['next', 'active', 'previous'])),
  gcm: v.optional(v.picklist(['refuse', 'accept', 'trust'])),
})

const encryptionKey = v.pipe(
  v.string(),
  v.regex(keyText, 'must be 32 bytes: 64 hex digits, or 43 characters of base64url'),
)

const apiKey = v.strictObject({
  name: v.pipe(v.string(), v.regex(apiKeyName, 'must be 1 to 32 of a-z, 0-9 and "-"')),
  sha256: v.pipe(v.string(), v.regex(apiKeyHash, 'must be the SHA-256 of the key in 64 hex digits, not the key')),
  scopes: v.optional(v.pipe(v.array(v.picklist(apiScopes)), v.nonEmpty('must not be empty'))),
  users: v.optional(oneOrMore),
})

const sources = v.optional(v.pipe(v.array(v.picklist(sourceNames)), v.nonEmpty('must not be empty')))
const identityRoutes: v.GenericSchema<IdentityRoutes> = v.record(
  v.pipe(v.string(), v.startsWith('/', 'must be a path')),
  sources,
)

const duplicates = v.union(
  [v.picklist(['oldest', 'newest']), whole(1, 100)],
  'must be oldest, newest or a whole number from 1 to 100',
)

const clockTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const opens = v.pipe(v.string(), v.regex(clockTime, 'must be a time from 00:00 to 23:59'))
const closes = v.pipe(
  v.string(),
  v.check((value) => value === '24:00' || clockTime.test(value), 'must be a time from 00:00 to 24:00'),
)
const dates = v.pipe(v.string(), v.check(isDates, 'must be dates such as 2026-12-25, 12-25 or 2026-12-23/2027-01-06'))
const otherHours = v.pipe(
  v.strictObject({
    dates: v.union([dates, v.pipe(v.array(dates), v.nonEmpty('must not be empty'))]),
    from: v.optional(opens),
    to: v.optional(closes),
  }),
  v.check(({ from, to }) => (from === undefined) === (to === undefined), 'must have both from and to, or neither'),
)
const hours = v.strictObject({
  timeZone: v.pipe(text, v.check(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')),
  days: v.optional(v.pipe(v.array(v.picklist(weekdays)), v.nonEmpty('must not be empty'))),
  from: opens,
  to: closes,
  except: v.optional(v.array(otherHours)),
})
const severalHours = v.pipe(v.array(hours), v.nonEmpty('must not be empty'))

const rule = v.strictObject({
  name: v.optional(text),
  rooms: v.optional(oneOrMore),
  users: v.optional(oneOrMore),
  roles: v.optional(v.array(text)),
  via: v.optional(v.array(v.picklist(['jwt', 'app', 'api_key', 'anonymous', 'token']))),
  claims: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  // Not a union, whose members say less about what is wrong in them.
  hours: v.optional(v.lazy((value) => (Array.isArray(value) ? severalHours : hours))),
  deny: v.optional(v.boolean()),
  publish: v.optional(v.boolean()),
  maxLifetime: v.optional(whole(1, 86_400)),
  maxPeople: v.optional(whole(1, 1000)),
  duplicates: v.optional(duplicates),
  once: v.optional(v.boolean()),
})

function isTimeZone(value: string): boolean {
  try {
    offsetAt(value, 0)
    return true
  } catch {
    return false
  }
}

/** `https://app.example.org`, as browsers spell it. */
function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value
}

function isNetwork(value: string): boolean {
  try {
    networksOf([value])
    return true
  } catch {
    return false
  }
}

/** A path, or a URL of Postgres. What is nearly one would become a file that has its password for a name. */
function isDatabase(value: string): boolean {
  if (!/^\s*[a-z][a-z\d+.-]*:\/\//i.test(value)) return true
  // The host may be missing, where a socket is named in the query.
  return /^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value.replace('@/', '@socket/'))
}

/** What stands after the host is the number of a database, or nothing. */
function isRedis(value: string): boolean {
  return /^rediss?:\/\//.test(value) && URL.canParse(value) && /^\/?\d*$/.test(new URL(value).pathname)
}

/** Given to pages as it is, so that it must hold no password. */
function isLiveKitUrl(value: string): boolean {
  if (!/^wss?:\/\//.test(value) || !URL.canParse(value)) return false
  const { username, password, search, hash } = new URL(value)
  return username + password + search + hash === ''
}

/** `http://10.0.0.5:8787`, as it is written in the store. */
function isNodeUrl(value: string): boolean {
  return /^https?:\/\//.test(value) && isOrigin(value)
}

const configSchema = v.strictObject({
  apps: v.optional(v.array(app)),
  keys: v.optional(
    v.strictObject({
      encryptionKey: v.optional(
        v.union(
          [encryptionKey, v.pipe(v.array(encryptionKey), v.nonEmpty('must not be empty'))],
          'must be 32 bytes: 64 hex digits, or 43 characters of base64url; or a list of such',
        ),
      ),
      kms: v.optional(
        v.strictObject({ wrap: functionOf<KeyService['wrap']>(), unwrap: functionOf<KeyService['unwrap']>() }),
      ),
    }),
  ),
  identity: v.optional(
    v.strictObject({
      jwt: v.optional(v.array(jwtIssuer)),
      apiKeys: v.optional(v.array(apiKey)),
      authenticate: v.optional(functionOf<Authenticate>()),
      routes: v.optional(identityRoutes),
    }),
  ),
  policy: v.optional(
    v.strictObject({
      rules: v.optional(v.pipe(v.array(rule), v.nonEmpty('must not be empty'))),
      decide: v.optional(functionOf<DecideFunction>()),
      roles: v.optional(v.record(v.string(), v.strictObject({ publish: v.boolean() }))),
    }),
  ),
  tokens: v.optional(
    v.strictObject({
      defaultLifetime: v.optional(whole(1, 86_400)),
      maxLifetime: v.optional(whole(1, 86_400)),
      once: v.optional(v.boolean()),
    }),
  ),
  room: v.optional(
    v.strictObject({
      accept: v.optional(v.picklist(['signed', 'sealed'])),
      maxPeople: v.optional(whole(1, 1000)),
      duplicates: v.optional(duplicates),
      iceServers: v.optional(
        v.array(v.strictObject({ urls: oneOrMore, username: v.optional(text), credential: v.optional(text) })),
      ),
      turn: v.optional(v.strictObject({ urls: v.pipe(v.array(text), v.nonEmpty('must not be empty')), secret: text })),
      maxConnections: v.optional(whole(1, 1_000_000)),
      maxConnectionsPerNetwork: v.optional(whole(1, 1_000_000)),
      maxWaitingPerNetwork: v.optional(whole(1, 1_000_000)),
    }),
  ),
  http: v.optional(
    v.strictObject({
      allowedOrigins: v.optional(
        v.array(
          v.pipe(text, v.check(isOrigin, 'must be an origin: scheme, host and port, without a path or "/" at its end')),
        ),
      ),
      allowCredentials: v.optional(v.boolean()),
      trustedProxies: v.optional(
        v.array(v.pipe(text, v.check(isNetwork, 'must be an address or a network such as 10.0.0.0/8'))),
      ),
      dialects: v.optional(v.array(dialect)),
    }),
  ),
  livekit: v.optional(
    v.strictObject({
      url: v.pipe(text, v.check(isLiveKitUrl, 'must be wss://host or ws://host:port, without a query')),
      apiKey: text,
      apiSecret: v.pipe(v.string(), v.minLength(32, 'must be at least 32 characters')),
      tokenLifetime: v.optional(whole(10, 900)),
    }),
  ),
  limits: v.optional(
    v.strictObject({
      tokensPerUser: v.optional(whole(1, 1_000_000)),
      tokensPerNetwork: v.optional(whole(1, 1_000_000)),
      tokensPerApiKey: v.optional(whole(1, 10_000_000)),
      socketsPerNetwork: v.optional(whole(1, 1_000_000)),
    }),
  ),
  log: v.optional(
    v.strictObject({
      level: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'off'])),
      requests: v.optional(v.boolean()),
    }),
  ),
  metrics: v.optional(v.strictObject({ host: v.optional(text), port: whole(0, 65_535) })),
  drain: v.optional(v.strictObject({ delay: v.optional(whole(0, 300)), spread: v.optional(whole(0, 60)) })),
  node: v.optional(
    v.strictObject({
      url: v.pipe(
        text,
        v.check(isNodeUrl, 'must be http://host:port or https://host:port, without a path or "/" at its end'),
      ),
      secret: v.optional(v.pipe(v.string(), v.minLength(32, 'must be at least 32 characters'))),
    }),
  ),
  database: v.optional(v.pipe(text, v.check(isDatabase, 'must be a file, or postgres://user:password@host/database'))),
  redis: v.optional(v.pipe(text, v.check(isRedis, 'must be redis://user:password@host:port, or rediss://'))),
})

export interface Checked {
  /** The sections that are right in themselves. */
  readonly config: RoompassConfig
  readonly issues: readonly v.BaseIssue<unknown>[]
}

/** Whether a value is a config in shape. */
export function checkShape(value: unknown): Checked {
  const { success, issues = [], output } = v.safeParse(configSchema, value)
  // The schema lets an optional member be undefined as well; whoever reads a config takes that for absent.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  if (success) return { config: output as RoompassConfig, issues }
  const wrong = new Set(issues.map(({ path }) => path?.[0]?.key))
  // What is no object at all has an issue without a path, and no sections.
  if (typeof value !== 'object' || value === null || wrong.has(undefined)) return { config: {}, issues }
  const right = Object.fromEntries(Object.entries(value).filter(([section]) => !wrong.has(section)))
  return { config: checkShape(right).config, issues }
}
