// The variables that the server reads: the only place that knows them. Secrets come as a value or as the name of a file.
import { readFileSync } from 'node:fs'
import type { ConfigProblem } from './problems.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What each variable says. A variable with a file beside it can be given as `…_FILE` instead. */
export const variables = {
  ROOMPASS_APP_ID: { meaning: 'AppID', file: false },
  ROOMPASS_SERVER_SECRET: { meaning: 'ServerSecret: 32 characters', file: true },
  ROOMPASS_JWT_ISSUER: { meaning: '`iss` of the JWTs of your users', file: false },
  ROOMPASS_JWT_AUDIENCE: { meaning: '`aud` of these JWTs', file: false },
  ROOMPASS_JWT_JWKS_URL: { meaning: 'where their issuer publishes its keys', file: false },
  ROOMPASS_JWT_PUBLIC_KEY: { meaning: 'or their public key in PEM', file: true },
  ROOMPASS_JWT_SECRET: { meaning: 'or their shared secret (HS256)', file: true },
  ROOMPASS_JWT_ALGORITHM: { meaning: 'their algorithm, needed with a public key', file: false },
  ROOMPASS_API_KEYS: { meaning: 'API keys of your servers, as `name:sha256` with commas between', file: true },
  ROOMPASS_ROOMS: {
    meaning: 'rooms that everyone who is identified may enter and publish in: IDs with `*`, commas between',
    file: false,
  },
  ROOMPASS_ALLOWED_ORIGINS: { meaning: 'origins of pages that may call, commas between', file: false },
  ROOMPASS_TRUSTED_PROXIES: {
    meaning: 'proxies whose X-Forwarded-For counts: addresses or networks, commas between',
    file: false,
  },
  ROOMPASS_TURN_URLS: { meaning: 'TURN servers, commas between', file: false },
  ROOMPASS_TURN_SECRET: { meaning: 'the secret that they share with this server', file: true },
  ROOMPASS_DATABASE: { meaning: 'file of the embedded database', file: false },
} as const

export type Variable = keyof typeof variables

/** Kubernetes tells pods about services by such names; and the test command has one of its own. */
const foreign = /^ROOMPASS_(?:REQUIRE_ALL|PORT|PORT_\d+_.*|(?:.*_)?SERVICE_(?:HOST|PORT.*))$/

export interface FromEnvironment {
  /** A part of a config, in shape; what is in it is not checked yet. */
  readonly config: Readonly<Record<string, unknown>>
  readonly problems: readonly ConfigProblem[]
  /** Which variable set a part of the config. */
  readonly sources: ReadonlyMap<string, Variable>
}

/** @param readFile gives the text of a file, or throws */
export function readEnvironment(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): FromEnvironment {
  const problems: ConfigProblem[] = []
  const known: ReadonlySet<string> = new Set(
    Object.entries(variables).flatMap(([name, { file }]) => (file ? [name, `${name}_FILE`] : [name])),
  )
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ROOMPASS_') || known.has(name) || foreign.test(name)) continue
    problems.push({
      setting: name,
      message: 'is not a variable of this server',
      fix: 'correct its spelling or remove it',
    })
  }

  const value = (name: Variable): string | undefined => {
    const plain = env[name] || undefined
    const path = variables[name].file ? env[`${name}_FILE`] || undefined : undefined
    if (path === undefined) return plain
    if (plain !== undefined) {
      problems.push({ setting: name, message: `${name}_FILE is set too`, fix: 'keep one of the two' })
      return plain
    }
    try {
      // An editor ends a file with a line break; what is in it has none.
      return readFile(path).replace(/\r?\n$/, '')
    } catch {
      problems.push({
        setting: `${name}_FILE`,
        message: 'names a file that cannot be read',
        fix: 'correct the path, or the rights of the file',
      })
      return undefined
    }
  }
  const list = (name: Variable): string[] | undefined =>
    value(name)
      ?.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')

  const sources = new Map<string, Variable>()
  const from = <T>(name: Variable, path: string, part: T | undefined): T | undefined => {
    if (part !== undefined) sources.set(path, name)
    return part
  }
  const rooms = list('ROOMPASS_ROOMS')
  const config = {
    apps: from(
      'ROOMPASS_SERVER_SECRET',
      'apps',
      appsOf(value('ROOMPASS_APP_ID'), value('ROOMPASS_SERVER_SECRET'), problems),
    ),
    identity: present({
      jwt: from('ROOMPASS_JWT_ISSUER', 'identity.jwt', issuersOf(value)),
      apiKeys: from('ROOMPASS_API_KEYS', 'identity.apiKeys', list('ROOMPASS_API_KEYS')?.map(apiKeyOf)),
    }),
    policy: present({
      rules: from('ROOMPASS_ROOMS', 'policy.rules', rooms === undefined ? undefined : [{ rooms, publish: true }]),
    }),
    room: present({
      turn: from('ROOMPASS_TURN_URLS', 'room.turn', turnOf(list('ROOMPASS_TURN_URLS'), value('ROOMPASS_TURN_SECRET'))),
    }),
    http: present({
      allowedOrigins: from('ROOMPASS_ALLOWED_ORIGINS', 'http.allowedOrigins', list('ROOMPASS_ALLOWED_ORIGINS')),
      trustedProxies: from('ROOMPASS_TRUSTED_PROXIES', 'http.trustedProxies', list('ROOMPASS_TRUSTED_PROXIES')),
    }),
    database: from('ROOMPASS_DATABASE', 'database', value('ROOMPASS_DATABASE')),
  }
  return { config: present(config) ?? {}, problems, sources }
}

function appsOf(appId: string | undefined, serverSecret: string | undefined, problems: ConfigProblem[]): unknown {
  if (appId === undefined && serverSecret === undefined) return undefined
  if (serverSecret === undefined) {
    problems.push({
      setting: 'ROOMPASS_SERVER_SECRET',
      message: 'is missing beside ROOMPASS_APP_ID',
      fix: 'set it, or ROOMPASS_SERVER_SECRET_FILE',
    })
  }
  if (appId === undefined) {
    problems.push({
      setting: 'ROOMPASS_APP_ID',
      message: 'is missing beside ROOMPASS_SERVER_SECRET',
      fix: 'set it to the number that the console shows',
    })
  }
  return appId === undefined || serverSecret === undefined ? undefined : [{ appId: Number(appId), serverSecret }]
}

function issuersOf(value: (name: Variable) => string | undefined): unknown[] | undefined {
  const issuer = present({
    issuer: value('ROOMPASS_JWT_ISSUER'),
    audience: value('ROOMPASS_JWT_AUDIENCE'),
    jwksUrl: value('ROOMPASS_JWT_JWKS_URL'),
    publicKey: value('ROOMPASS_JWT_PUBLIC_KEY'),
    secret: value('ROOMPASS_JWT_SECRET'),
  })
  if (issuer === undefined) return undefined
  const algorithm = value('ROOMPASS_JWT_ALGORITHM')
  return [algorithm === undefined ? issuer : { ...issuer, algorithms: [algorithm] }]
}

function apiKeyOf(text: string): { name: string; sha256: string } {
  const [name = '', sha256 = ''] = text.split(':')
  return { name, sha256 }
}

function turnOf(urls: string[] | undefined, secret: string | undefined): unknown {
  return urls === undefined && secret === undefined ? undefined : present({ urls, secret })
}

/** The members that are there; undefined where none is. The schema checks what they are. */
function present<T extends object>(object: T): T | undefined {
  const entries = Object.entries(object).filter(([, part]) => part !== undefined)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same members, less those that are undefined
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T)
}
