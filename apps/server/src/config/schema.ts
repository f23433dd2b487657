// The shape of a config, with the words for what is wrong. What two settings say together is checked in settings.ts.
import * as v from 'valibot'
import type { RoompassConfig } from './config.ts'
import { apiKeyHash, apiKeyName } from '../identity/api_keys.ts'
import type { Authenticate } from '../identity/app_function.ts'
import type { DecideFunction } from '../policy/policy.ts'
import { asymmetricAlgorithms, symmetricAlgorithms } from '../identity/jwt.ts'
import { networksOf } from '../network.ts'

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'))
const oneOrMore = v.union([text, v.pipe(v.array(text), v.nonEmpty('must not be empty'))])
const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.integer('must be a whole number'),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  )
/** That it is a function is all that can be checked before it is called. */
const functionOf = <F>() => v.custom<F>((value) => typeof value === 'function', 'must be a function')

const app = v.strictObject({
  appId: whole(1, 0xffffffff),
  serverSecret: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{32}$/, 'must be 32 printable ASCII characters')),
  state: v.optional(v.picklist(['next', 'active', 'previous'])),
  gcm: v.optional(v.picklist(['refuse', 'accept', 'trust'])),
})

/** Keys of a provider come over TLS, or from this machine. */
function isSafeUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null
  const loopback = url !== null && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)
}

/** Null where it fits: what a key of this kind may not be used with. */
function misfit({ jwksUrl, jwks, publicKey, secret, algorithms }: IssuerShape): string | null {
  const keys = [jwksUrl, jwks, publicKey, secret].filter((key) => key !== undefined)
  if (keys.length !== 1) return 'must have exactly one of jwksUrl, jwks, publicKey and secret'
  const shared = algorithms?.filter((name) => name.startsWith('HS')).length ?? 0
  if (secret === undefined && shared > 0) return 'must not name HS algorithms beside a public key'
  if (secret !== undefined && algorithms !== undefined && shared < algorithms.length)
    return 'must name HS algorithms alone beside a secret'
  return publicKey !== undefined && algorithms?.length !== 1
    ? 'must name the one algorithm of its publicKey in algorithms'
    : null
}

interface IssuerShape {
  readonly jwksUrl?: string | undefined
  readonly jwks?: unknown
  readonly publicKey?: string | undefined
  readonly secret?: string | undefined
  readonly algorithms?: readonly string[] | undefined
}

const jwtIssuer = v.pipe(
  v.strictObject({
    issuer: text,
    audience: oneOrMore,
    algorithms: v.optional(
      v.pipe(v.array(v.picklist([...asymmetricAlgorithms, ...symmetricAlgorithms])), v.nonEmpty('must not be empty')),
    ),
    userIdClaim: v.optional(text),
    userNameClaim: v.optional(text),
    maxAge: v.optional(whole(1, 31_536_000)),
    jwksUrl: v.optional(v.pipe(text, v.check(isSafeUrl, 'must be an https URL'))),
    jwks: v.optional(v.looseObject({ keys: v.array(v.looseObject({ kty: text })) })),
    publicKey: v.optional(
      v.pipe(v.string(), v.regex(/^-----BEGIN PUBLIC KEY-----\s/, 'must be a public key in PEM (SPKI)')),
    ),
    secret: v.optional(v.pipe(v.string(), v.minLength(32, 'must be at least 32 characters'))),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? misfit(dataset.value) : null
    if (message !== null) addIssue({ message })
  }),
)

const apiKey = v.strictObject({
  name: v.pipe(v.string(), v.regex(apiKeyName, 'must be 1 to 32 of a-z, 0-9 and "-"')),
  sha256: v.pipe(v.string(), v.regex(apiKeyHash, 'must be the SHA-256 of the key in 64 hex digits, not the key')),
})

const rule = v.strictObject({
  name: v.optional(text),
  rooms: v.optional(oneOrMore),
  users: v.optional(oneOrMore),
  roles: v.optional(v.array(text)),
  via: v.optional(v.array(v.picklist(['jwt', 'app', 'api_key', 'anonymous', 'token']))),
  claims: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  deny: v.optional(v.boolean()),
  publish: v.optional(v.boolean()),
  maxLifetime: v.optional(whole(1, 86_400)),
  maxPeople: v.optional(whole(1, 1000)),
})

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

const configSchema = v.strictObject({
  apps: v.optional(v.array(app)),
  identity: v.optional(
    v.strictObject({
      jwt: v.optional(v.array(jwtIssuer)),
      apiKeys: v.optional(v.array(apiKey)),
      authenticate: v.optional(functionOf<Authenticate>()),
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
    v.strictObject({ defaultLifetime: v.optional(whole(1, 86_400)), maxLifetime: v.optional(whole(1, 86_400)) }),
  ),
  room: v.optional(
    v.strictObject({
      accept: v.optional(v.picklist(['signed', 'sealed'])),
      maxPeople: v.optional(whole(1, 1000)),
      iceServers: v.optional(
        v.array(v.strictObject({ urls: oneOrMore, username: v.optional(text), credential: v.optional(text) })),
      ),
      turn: v.optional(v.strictObject({ urls: v.pipe(v.array(text), v.nonEmpty('must not be empty')), secret: text })),
      maxConnections: v.optional(whole(1, 1_000_000)),
      maxConnectionsPerNetwork: v.optional(whole(1, 1_000_000)),
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
    }),
  ),
  limits: v.optional(
    v.strictObject({
      tokensPerUser: v.optional(whole(1, 1_000_000)),
      tokensPerNetwork: v.optional(whole(1, 1_000_000)),
    }),
  ),
  database: v.optional(text),
})

export type Checked =
  | { readonly ok: true; readonly config: RoompassConfig }
  | { readonly ok: false; readonly issues: readonly v.BaseIssue<unknown>[] }

/** Whether a value is a config in shape. */
export function checkShape(value: unknown): Checked {
  const result = v.safeParse(configSchema, value)
  if (!result.success) return { ok: false, issues: result.issues }
  // The schema lets an optional member be undefined as well; whoever reads a config takes that for absent.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return { ok: true, config: result.output as RoompassConfig }
}
