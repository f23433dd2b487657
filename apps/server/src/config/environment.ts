// The variables that the server reads: the only place that knows them. Secrets come as a value or as the name of a file.
import { readFileSync } from 'node:fs'
import type { ConfigProblem } from './problems.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What each variable says, and which setting it is. Where `file` is true it can be given as `…_FILE` instead. */
export const variables = {
  ROOMPASS_APP_ID: { path: 'apps[0].appId', meaning: 'AppID', file: false },
  ROOMPASS_SERVER_SECRET: { path: 'apps[0].serverSecret', meaning: 'ServerSecret: 32 characters', file: true },
  ROOMPASS_KEY_ENCRYPTION_KEY: {
    path: 'keys.encryptionKey',
    meaning: 'seals the secrets in the database: 32 bytes in hex or base64url; after a comma, older ones',
    file: true,
  },
  ROOMPASS_JWT_ISSUER: { path: 'identity.jwt[0].issuer', meaning: '`iss` of the JWTs of your users', file: false },
  ROOMPASS_JWT_AUDIENCE: { path: 'identity.jwt[0].audience', meaning: '`aud` of these JWTs', file: false },
  ROOMPASS_JWT_JWKS_URL: {
    path: 'identity.jwt[0].jwksUrl',
    meaning: 'where their issuer publishes its keys; default: found by OpenID Connect Discovery',
    file: false,
  },
  ROOMPASS_JWT_ALLOW_PRIVATE_NETWORKS: {
    path: 'identity.jwt[0].allowPrivateNetworks',
    meaning: '`true`: that place may be in a private network',
    file: false,
  },
  ROOMPASS_JWT_ALLOW_LOOPBACK: {
    path: 'identity.jwt[0].allowLoopback',
    meaning: '`true`: that place is on this machine; for development',
    file: false,
  },
  ROOMPASS_JWT_PUBLIC_KEY: { path: 'identity.jwt[0].publicKey', meaning: 'or their public key in PEM', file: true },
  ROOMPASS_JWT_SECRET: { path: 'identity.jwt[0].secret', meaning: 'or their shared secret (HS256)', file: true },
  ROOMPASS_JWT_ALGORITHM: {
    path: 'identity.jwt[0].algorithms',
    meaning: 'their algorithm, needed with a public key',
    file: false,
  },
  ROOMPASS_API_KEYS: {
    path: 'identity.apiKeys',
    meaning: 'API keys of your servers, as `name:sha256` or `name:sha256:scope+scope`, with commas between',
    file: true,
  },
  ROOMPASS_ROOMS: {
    path: 'policy.rules',
    meaning: 'rooms that everyone who is identified may enter and publish in: IDs with `*`, commas between',
    file: false,
  },
  ROOMPASS_TOKENS_ONCE: {
    path: 'tokens.once',
    meaning: '`true`: a token opens the door once, and then only for whoever used it',
    file: false,
  },
  ROOMPASS_DUPLICATES: {
    path: 'room.duplicates',
    meaning: 'who stays when a user comes twice: `oldest`, `newest`, or how many may be inside',
    file: false,
  },
  ROOMPASS_ALLOWED_ORIGINS: {
    path: 'http.allowedOrigins',
    meaning: 'origins of pages that may call, commas between',
    file: false,
  },
  ROOMPASS_TRUSTED_PROXIES: {
    path: 'http.trustedProxies',
    meaning: 'proxies whose X-Forwarded-For counts: addresses or networks, commas between',
    file: false,
  },
  ROOMPASS_DIALECTS: {
    path: 'http.dialects',
    meaning: 'token routes as other servers have them: names, commas between',
    file: false,
  },
  ROOMPASS_LIVEKIT_URL: { path: 'livekit.url', meaning: 'LiveKit server of your rooms: wss://…', file: false },
  ROOMPASS_LIVEKIT_API_KEY: { path: 'livekit.apiKey', meaning: 'its API key', file: false },
  ROOMPASS_LIVEKIT_API_SECRET: { path: 'livekit.apiSecret', meaning: 'and the secret of it', file: true },
  ROOMPASS_TURN_URLS: { path: 'room.turn.urls', meaning: 'TURN servers, commas between', file: false },
  ROOMPASS_TURN_SECRET: {
    path: 'room.turn.secret',
    meaning: 'the secret that they share with this server',
    file: true,
  },
  ROOMPASS_LOG_LEVEL: {
    path: 'log.level',
    meaning: '`debug`, `info` (default), `warn`, `error` or `off`',
    file: false,
  },
  ROOMPASS_LOG_REQUESTS: { path: 'log.requests', meaning: '`true`: a line for each request', file: false },
  ROOMPASS_METRICS_HOST: { path: 'metrics.host', meaning: 'address for `/metrics`; default 127.0.0.1', file: false },
  ROOMPASS_METRICS_PORT: {
    path: 'metrics.port',
    meaning: 'port for `/metrics`; without one there is none',
    file: false,
  },
  ROOMPASS_DRAIN_DELAY: {
    path: 'drain.delay',
    meaning: 'seconds between the first 503 of `/readyz` and the closed door',
    file: false,
  },
  ROOMPASS_NODE_URL: { path: 'node.url', meaning: 'where the other nodes reach this one', file: false },
  ROOMPASS_NODE_SECRET: {
    path: 'node.secret',
    meaning: 'what nodes know each other by; default: made from the ServerSecret',
    file: true,
  },
  ROOMPASS_DATABASE: { path: 'database', meaning: 'file of the embedded database, or a postgres:// URL', file: true },
  ROOMPASS_REDIS: { path: 'redis', meaning: 'redis:// or rediss:// URL for hints between nodes', file: true },
} as const

export type Variable = keyof typeof variables

/** Kubernetes tells pods about services by such names; the test command and `serve` have one of their own, the commands of operators two. */
const foreign =
  /^ROOMPASS_(?:REQUIRE_ALL|PROCESSES|URL|API_KEY(?:_FILE)?|(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?))$/

export interface FromEnvironment {
  /** A part of a config, in shape; what is in it is not checked yet. */
  readonly config: Readonly<Record<string, unknown>>
  readonly problems: readonly ConfigProblem[]
  /** Variables that are set, by the path of their setting. */
  readonly sources: ReadonlyMap<string, Variable>
  /** Sections that the problems are about. */
  readonly troubled: ReadonlySet<string>
}

/** @param readFile gives the text of a file, or throws */
export function readEnvironment(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): FromEnvironment {
  const problems = unknownVariables(env)
  const sources = new Map<string, Variable>()
  const troubled = new Set<string>()
  const trouble = (name: Variable, problem: ConfigProblem): void => {
    problems.push(problem)
    troubled.add(sectionOf(variables[name].path))
  }
  const value = (name: Variable): string | undefined => {
    const { file, path } = variables[name]
    const plain = env[name] || undefined
    const place = file ? env[`${name}_FILE`] || undefined : undefined
    if (plain !== undefined || place !== undefined) sources.set(path, name)
    if (place === undefined) return plain
    if (plain !== undefined) {
      trouble(name, { setting: name, message: `${name}_FILE is set too`, fix: 'keep one of the two' })
      return plain
    }
    try {
      // An editor ends a file with a line break; what is in it has none.
      return readFile(place).replace(/\r?\n$/, '')
    } catch {
      const message = 'names a file that cannot be read'
      trouble(name, { setting: `${name}_FILE`, message, fix: 'correct the path, or the rights of the file' })
      return undefined
    }
  }
  const list = (name: Variable): string[] | undefined =>
    value(name)
      ?.split(/[,\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')

  const config = {
    apps: asList(present({ appId: numberOf(value('ROOMPASS_APP_ID')), serverSecret: value('ROOMPASS_SERVER_SECRET') })),
    keys: present({ encryptionKey: list('ROOMPASS_KEY_ENCRYPTION_KEY') }),
    identity: present({
      jwt: asList(
        present({
          issuer: value('ROOMPASS_JWT_ISSUER'),
          audience: value('ROOMPASS_JWT_AUDIENCE'),
          jwksUrl: value('ROOMPASS_JWT_JWKS_URL'),
          publicKey: value('ROOMPASS_JWT_PUBLIC_KEY'),
          secret: value('ROOMPASS_JWT_SECRET'),
          algorithms: asList(value('ROOMPASS_JWT_ALGORITHM')),
          allowPrivateNetworks: booleanOf(value('ROOMPASS_JWT_ALLOW_PRIVATE_NETWORKS')),
          allowLoopback: booleanOf(value('ROOMPASS_JWT_ALLOW_LOOPBACK')),
        }),
      ),
      apiKeys: list('ROOMPASS_API_KEYS')?.map(apiKeyOf),
    }),
    policy: present({ rules: rulesOf(list('ROOMPASS_ROOMS')) }),
    tokens: present({ once: booleanOf(value('ROOMPASS_TOKENS_ONCE')) }),
    room: present({
      duplicates: numberOf(value('ROOMPASS_DUPLICATES')),
      turn: present({ urls: list('ROOMPASS_TURN_URLS'), secret: value('ROOMPASS_TURN_SECRET') }),
    }),
    http: present({
      allowedOrigins: list('ROOMPASS_ALLOWED_ORIGINS'),
      trustedProxies: list('ROOMPASS_TRUSTED_PROXIES'),
      dialects: list('ROOMPASS_DIALECTS'),
    }),
    livekit: present({
      url: value('ROOMPASS_LIVEKIT_URL'),
      apiKey: value('ROOMPASS_LIVEKIT_API_KEY'),
      apiSecret: value('ROOMPASS_LIVEKIT_API_SECRET'),
    }),
    log: present({ level: value('ROOMPASS_LOG_LEVEL'), requests: booleanOf(value('ROOMPASS_LOG_REQUESTS')) }),
    metrics: present({ host: value('ROOMPASS_METRICS_HOST'), port: numberOf(value('ROOMPASS_METRICS_PORT')) }),
    drain: present({ delay: numberOf(value('ROOMPASS_DRAIN_DELAY')) }),
    node: present({ url: value('ROOMPASS_NODE_URL'), secret: value('ROOMPASS_NODE_SECRET') }),
    database: value('ROOMPASS_DATABASE'),
    redis: value('ROOMPASS_REDIS'),
  }
  return { config: present(config) ?? {}, problems, sources, troubled }
}

function unknownVariables(env: Environment): ConfigProblem[] {
  const known: ReadonlySet<string> = new Set(
    Object.entries(variables).flatMap(([name, { file }]) => (file ? [name, `${name}_FILE`] : [name])),
  )
  return Object.keys(env)
    .filter((name) => name.startsWith('ROOMPASS_') && !known.has(name) && !foreign.test(name))
    .map((setting) => ({
      setting,
      message: 'is not a variable of this server',
      fix: 'correct its spelling or remove it',
    }))
}

/** The first name of a path: `apps` of `apps[0].appId`. */
export function sectionOf(path: string): string {
  return /^\w*/.exec(path)?.[0] ?? path
}

/** Decimal digits alone; what is no number stays for the schema to refuse. */
function numberOf(text: string | undefined): unknown {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : text
}

/** Two words alone; what is neither stays for the schema to refuse. */
function booleanOf(text: string | undefined): unknown {
  return text === 'true' ? true : text === 'false' ? false : text
}

function apiKeyOf(text: string): { name: string; sha256: string; scopes?: string[] } {
  const [name = '', sha256 = '', ...rest] = text.split(':')
  return { name, sha256, ...(rest.length === 0 ? {} : { scopes: rest.join(':').split('+') }) }
}

function rulesOf(rooms: string[] | undefined): unknown[] | undefined {
  return rooms === undefined ? undefined : [{ rooms, publish: true }]
}

function asList<T>(item: T | undefined): T[] | undefined {
  return item === undefined ? undefined : [item]
}

/** The members that are there; undefined where none is. The schema checks what they are. */
function present<T extends object>(object: T): T | undefined {
  const entries = Object.entries(object).filter(([, part]) => part !== undefined)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same members, less those that are undefined
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T)
}
