import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnvironment, variables, type Environment } from '../../src/config/environment.ts'
import { loadConfig } from '../../src/config/settings.ts'
import { ownFolder } from '../folder.ts'
import { appId, leastConfig, leastEnv, linesOf, serverSecret, sha256 } from './configs.ts'

const files: Readonly<Record<string, string>> = {
  '/run/secrets/app': `${serverSecret}\n`,
  '/run/secrets/windows': `${serverSecret}\r\n`,
  '/run/secrets/two-lines': `${serverSecret}\n\n`,
  '/run/secrets/keys': `backend:${sha256}\ncron:${sha256}\n`,
  '/run/secrets/empty': '',
}

function read(env: Environment): ReturnType<typeof readEnvironment> {
  return readEnvironment(env, (path) => {
    const text = files[path]
    if (text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`)
    return text
  })
}

describe('the environment', () => {
  it('says nothing when none of the variables is set', () => {
    expect(read({ PATH: '/bin', HOME: '/root', PORT: '80' })).toMatchObject({ config: {}, problems: [] })
  })

  it('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
    expect(read(empty)).toMatchObject({ config: {}, problems: [] })
  })

  it('can set everything that it knows', () => {
    const { config, problems } = read({
      ...leastEnv,
      ROOMPASS_API_KEYS: `backend:${sha256}, cron:${sha256} ,`,
      ROOMPASS_KEY_ENCRYPTION_KEY: 'today,yesterday',
      ROOMPASS_JWT_ISSUER: 'https://id.example.org/',
      ROOMPASS_JWT_AUDIENCE: 'rooms',
      ROOMPASS_JWT_JWKS_URL: 'https://id.example.org/jwks',
      ROOMPASS_JWT_PUBLIC_KEY: 'PEM',
      ROOMPASS_JWT_SECRET: 'shared',
      ROOMPASS_JWT_ALGORITHM: 'ES256',
      ROOMPASS_JWT_ALLOW_PRIVATE_NETWORKS: 'true',
      ROOMPASS_JWT_ALLOW_LOOPBACK: 'false',
      ROOMPASS_ROOMS: 'lobby, class-*',
      ROOMPASS_ALLOWED_ORIGINS: 'https://a.example,https://b.example',
      ROOMPASS_TRUSTED_PROXIES: '10.0.0.0/8',
      ROOMPASS_DIALECTS: 'access_token, post_token',
      ROOMPASS_LIVEKIT_URL: 'wss://livekit.example.org',
      ROOMPASS_LIVEKIT_API_KEY: 'APIkey',
      ROOMPASS_LIVEKIT_API_SECRET: 'livekit-secret',
      ROOMPASS_TURN_URLS: 'turn:turn.example.org,turns:turn.example.org',
      ROOMPASS_TURN_SECRET: 'turn-secret',
      ROOMPASS_DATABASE: '/var/lib/roompass.db',
      ROOMPASS_REDIS: 'redis://cache',
    })
    expect(problems).toEqual([])
    expect(config).toEqual({
      apps: [{ appId, serverSecret }],
      keys: { encryptionKey: ['today', 'yesterday'] },
      identity: {
        jwt: [
          {
            issuer: 'https://id.example.org/',
            audience: 'rooms',
            jwksUrl: 'https://id.example.org/jwks',
            publicKey: 'PEM',
            secret: 'shared',
            algorithms: ['ES256'],
            allowPrivateNetworks: true,
            allowLoopback: false,
          },
        ],
        apiKeys: [
          { name: 'backend', sha256 },
          { name: 'cron', sha256 },
        ],
      },
      policy: { rules: [{ rooms: ['lobby', 'class-*'], publish: true }] },
      room: { turn: { urls: ['turn:turn.example.org', 'turns:turn.example.org'], secret: 'turn-secret' } },
      http: {
        allowedOrigins: ['https://a.example', 'https://b.example'],
        trustedProxies: ['10.0.0.0/8'],
        dialects: ['access_token', 'post_token'],
      },
      livekit: { url: 'wss://livekit.example.org', apiKey: 'APIkey', apiSecret: 'livekit-secret' },
      database: '/var/lib/roompass.db',
      redis: 'redis://cache',
    })
  })

  it('alone is enough to start', () => {
    expect(loadConfig({ env: leastEnv })).toMatchObject({ appId, mode: 'production', database: 'roompass.db' })
  })

  it.each(['ROOMPASS_SERVERSECRET', 'ROOMPASS_APP_ID_FILE', 'ROOMPASS_DEV', 'ROOMPASS_', 'ROOMPASS_JWT_ISSUERS'])(
    'must not say %s, which the server does not know',
    (name) => {
      expect(read({ [name]: 'x' }).problems).toEqual([
        { setting: name, message: 'is not a variable of this server', fix: 'correct its spelling or remove it' },
      ])
    },
  )

  it.each([
    'ROOMPASS_SERVICE_HOST',
    'ROOMPASS_SERVICE_PORT',
    'ROOMPASS_SERVICE_PORT_HTTP',
    'ROOMPASS_PORT',
    'ROOMPASS_PORT_8787_TCP',
    'ROOMPASS_PORT_8787_TCP_PROTO',
    'ROOMPASS_PORT_8787_TCP_PORT',
    'ROOMPASS_PORT_8787_TCP_ADDR',
    'ROOMPASS_PORT_3478_UDP_ADDR',
    'ROOMPASS_REDIS_SERVICE_HOST',
    'ROOMPASS_REDIS_SERVICE_PORT_REDIS',
    // Kubernetes speaks so of a service named roompass-redis; once this kept the server from starting.
    'ROOMPASS_REDIS_PORT',
    'ROOMPASS_REDIS_PORT_6379_TCP',
    'ROOMPASS_REDIS_PORT_6379_TCP_ADDR',
    'ROOMPASS_REQUIRE_ALL',
    'ROOMPASS_URL',
    'ROOMPASS_API_KEY',
    'ROOMPASS_API_KEY_FILE',
  ])('may say %s, which is meant for others', (name) => {
    expect(read({ [name]: 'tcp://10.0.0.1:8787' })).toMatchObject({ config: {}, problems: [] })
  })

  it.each([
    ['with a line break at its end', '/run/secrets/app', serverSecret],
    ['written on Windows', '/run/secrets/windows', serverSecret],
    ['with two line breaks, of which one is its own', '/run/secrets/two-lines', `${serverSecret}\n`],
  ])('takes a secret from a file %s', (_, path, secret) => {
    const { config } = read({ ROOMPASS_APP_ID: '1', ROOMPASS_SERVER_SECRET_FILE: path })
    expect(config).toEqual({ apps: [{ appId: 1, serverSecret: secret }] })
  })

  it('takes a list from the lines of a file', () => {
    const { config } = read({ ROOMPASS_API_KEYS_FILE: '/run/secrets/keys' })
    expect(config).toEqual({
      identity: {
        apiKeys: [
          { name: 'backend', sha256 },
          { name: 'cron', sha256 },
        ],
      },
    })
  })

  it.each([
    [`a:${sha256}`, { name: 'a', sha256 }],
    [`a:${sha256}:audit`, { name: 'a', sha256, scopes: ['audit'] }],
    [`a:${sha256}:rooms+revocations`, { name: 'a', sha256, scopes: ['rooms', 'revocations'] }],
    [`a:${sha256}:`, { name: 'a', sha256, scopes: [''] }],
    [`a:${sha256}:rooms:audit`, { name: 'a', sha256, scopes: ['rooms:audit'] }],
    ['a', { name: 'a', sha256: '' }],
  ])('reads an API key from %s', (text, entry) => {
    expect(read({ ROOMPASS_API_KEYS: text }).config).toEqual({ identity: { apiKeys: [entry] } })
  })

  it.each([`a:${sha256}:`, `a:${sha256}:admin`, `a:${sha256}:rooms:audit`, `a:${sha256}:rooms+`])(
    'must not give an API key a scope that there is not: %s',
    (text) => {
      const problems = linesOf({ env: { ...leastEnv, ROOMPASS_API_KEYS: text } })
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(/^ROOMPASS_API_KEYS \(identity\.apiKeys\[0\]\.scopes\[[01]\]\): must be \(tokens \|/)
    },
  )

  it('reads how often a token counts, and who stays when a user comes twice', () => {
    const settingsOf = (env: Record<string, string>) => loadConfig({ env: { ...leastEnv, ...env } })
    expect(settingsOf({}).tokens.once).toBe(false)
    expect(settingsOf({ ROOMPASS_TOKENS_ONCE: 'true' }).tokens.once).toBe(true)
    expect(settingsOf({}).room.duplicates).toBe('oldest')
    expect(settingsOf({ ROOMPASS_DUPLICATES: 'newest' }).room.duplicates).toBe('newest')
    expect(settingsOf({ ROOMPASS_DUPLICATES: '3' }).room.duplicates).toBe(3)
    expect(linesOf({ env: { ...leastEnv, ROOMPASS_TOKENS_ONCE: 'yes', ROOMPASS_DUPLICATES: 'both' } })).toEqual([
      'ROOMPASS_TOKENS_ONCE (tokens.once): must be boolean',
      'ROOMPASS_DUPLICATES (room.duplicates): must be oldest, newest or a whole number from 1 to 100',
    ])
  })

  it('reads how long balancers need', () => {
    expect(loadConfig({ env: { ...leastEnv, ROOMPASS_DRAIN_DELAY: '7' } }).drain).toEqual({ delay: 7, spread: 5 })
    expect(linesOf({ env: { ...leastEnv, ROOMPASS_DRAIN_DELAY: '7s' } })).toEqual([
      'ROOMPASS_DRAIN_DELAY (drain.delay): must be number',
    ])
  })

  it('reads where metrics are served', () => {
    expect(loadConfig({ env: leastEnv }).metrics).toBeNull()
    const env = { ...leastEnv, ROOMPASS_METRICS_PORT: '9464' }
    expect(loadConfig({ env }).metrics).toEqual({ host: '127.0.0.1', port: 9464 })
    const everywhere = { ...env, ROOMPASS_METRICS_HOST: '0.0.0.0' }
    expect(loadConfig({ env: everywhere }).metrics).toEqual({ host: '0.0.0.0', port: 9464 })
    expect(linesOf({ env: { ...leastEnv, ROOMPASS_METRICS_HOST: '0.0.0.0' } })).toEqual(['metrics.port: is missing'])
    // As Kubernetes tells of a service with that name.
    expect(linesOf({ env: { ...leastEnv, ROOMPASS_METRICS_PORT: 'tcp://10.0.0.1:9464' } })).toEqual([
      'ROOMPASS_METRICS_PORT (metrics.port): must be number',
    ])
  })

  it('reads real files', async () => {
    const path = join(await ownFolder(), 'secret')
    await writeFile(path, `${serverSecret}\n`)
    const env = { ...leastEnv, ROOMPASS_SERVER_SECRET: undefined, ROOMPASS_SERVER_SECRET_FILE: path }
    expect(loadConfig({ env }).appId).toBe(appId)
  })

  it('names the variable whose file cannot be read, and complains of nothing else because of it', () => {
    const env = { ...leastEnv, ROOMPASS_SERVER_SECRET: undefined, ROOMPASS_SERVER_SECRET_FILE: '/nowhere/secret' }
    expect(linesOf({ env })).toEqual(['ROOMPASS_SERVER_SECRET_FILE: names a file that cannot be read'])
  })

  it('must not give a secret and its file', () => {
    const env = { ...leastEnv, ROOMPASS_SERVER_SECRET_FILE: '/run/secrets/app' }
    expect(linesOf({ env })).toEqual(['ROOMPASS_SERVER_SECRET: ROOMPASS_SERVER_SECRET_FILE is set too'])
  })

  it.each([
    ['ROOMPASS_APP_ID', { ROOMPASS_APP_ID: undefined }, 'ROOMPASS_APP_ID (apps[0].appId): is missing'],
    [
      'ROOMPASS_SERVER_SECRET',
      { ROOMPASS_SERVER_SECRET: undefined },
      'ROOMPASS_SERVER_SECRET (apps[0].serverSecret): is missing',
    ],
    [
      'ROOMPASS_JWT_ISSUER',
      { ROOMPASS_JWT_AUDIENCE: 'rooms', ROOMPASS_JWT_JWKS_URL: 'https://id.example.org/jwks' },
      'ROOMPASS_JWT_ISSUER (identity.jwt[0].issuer): is missing',
    ],
    [
      'ROOMPASS_JWT_AUDIENCE',
      { ROOMPASS_JWT_ISSUER: 'me', ROOMPASS_JWT_JWKS_URL: 'https://id.example.org/jwks' },
      'ROOMPASS_JWT_AUDIENCE (identity.jwt[0].audience): is missing',
    ],
    ['ROOMPASS_TURN_SECRET', { ROOMPASS_TURN_URLS: 'turn:a' }, 'ROOMPASS_TURN_SECRET (room.turn.secret): is missing'],
    ['ROOMPASS_TURN_URLS', { ROOMPASS_TURN_SECRET: 'a' }, 'ROOMPASS_TURN_URLS (room.turn.urls): is missing'],
  ])('is told that %s is missing beside what needs it', (_, change, line) => {
    expect(linesOf({ env: { ...leastEnv, ...change } })).toEqual([line])
  })

  it.each([
    ['0x10', 'must be number'],
    ['1e9', 'must be number'],
    ['12abc', 'must be number'],
    ['-1', 'must be number'],
    ['0', 'must be at least 1'],
    ['4294967296', 'must be at most 4294967295'],
  ])('is told that %s is no AppID', (text, message) => {
    const env = { ...leastEnv, ROOMPASS_APP_ID: text }
    expect(linesOf({ env })).toEqual([`ROOMPASS_APP_ID (apps[0].appId): ${message}`])
  })

  it.each([
    [
      { ROOMPASS_JWT_ISSUER: 'me', ROOMPASS_JWT_AUDIENCE: 'rooms', ROOMPASS_JWT_JWKS_URL: 'http://id.example.org' },
      'ROOMPASS_JWT_JWKS_URL (identity.jwt[0].jwksUrl): must be an https URL',
    ],
    [
      { ROOMPASS_JWT_ISSUER: 'me', ROOMPASS_JWT_AUDIENCE: 'rooms' },
      'ROOMPASS_JWT_ISSUER (identity.jwt[0].issuer): must be an https URL, as its keys are found by discovery',
    ],
    [
      { ROOMPASS_API_KEYS: `backend:${sha256}:more` },
      'ROOMPASS_API_KEYS (identity.apiKeys[0].scopes[0]): must be (tokens | introspect | rooms | revocations | audit | keys | metrics)',
    ],
    [
      { ROOMPASS_API_KEYS: `backend:${sha256.slice(1)}` },
      'ROOMPASS_API_KEYS (identity.apiKeys[0].sha256): must be the SHA-256 of the key in 64 hex digits, not the key',
    ],
    [
      { ROOMPASS_API_KEYS: sha256 },
      'ROOMPASS_API_KEYS (identity.apiKeys[0].name): must be 1 to 32 of a-z, 0-9 and "-"',
    ],
    [{ ROOMPASS_ROOMS: ' , ' }, 'ROOMPASS_ROOMS (policy.rules[0].rooms): must not be empty'],
    [
      { ROOMPASS_ALLOWED_ORIGINS: 'https://a.example/' },
      'ROOMPASS_ALLOWED_ORIGINS (http.allowedOrigins[0]): must be an origin: scheme, host and port, without a path or "/" at its end',
    ],
    [
      { ROOMPASS_TRUSTED_PROXIES: '10.0.0.0/33' },
      'ROOMPASS_TRUSTED_PROXIES (http.trustedProxies[0]): must be an address or a network such as 10.0.0.0/8',
    ],
    [
      {
        ROOMPASS_JWT_ISSUER: 'https://id.example.org/',
        ROOMPASS_JWT_AUDIENCE: 'rooms',
        ROOMPASS_JWT_ALLOW_PRIVATE_NETWORKS: 'yes',
      },
      'ROOMPASS_JWT_ALLOW_PRIVATE_NETWORKS (identity.jwt[0].allowPrivateNetworks): must be boolean',
    ],
    [{ ROOMPASS_JWT_ALGORITHM: 'none' }, 'ROOMPASS_JWT_ISSUER (identity.jwt[0].issuer): is missing'],
  ])('is told the variable that is wrong, not another one: %o', (change, line) => {
    expect(linesOf({ env: { ...leastEnv, ...change } })).toContain(line)
  })

  it('must not set what the file sets too', () => {
    expect(linesOf({ file: leastConfig, env: leastEnv })).toEqual([
      'ROOMPASS_APP_ID: sets what apps of the config sets too',
      'ROOMPASS_SERVER_SECRET: sets what apps of the config sets too',
      'ROOMPASS_API_KEYS: sets what identity.apiKeys of the config sets too',
      'ROOMPASS_ROOMS: sets what policy.rules of the config sets too',
    ])
  })

  it('may add to a section of the file what the file does not say', () => {
    const file = {
      identity: { authenticate: () => null },
      policy: { decide: () => ({ granted: false, reason: 'no' }) as const },
      http: { allowCredentials: true },
      room: { maxPeople: 4 },
    }
    const env = {
      ...leastEnv,
      ROOMPASS_ALLOWED_ORIGINS: 'https://a.example',
      ROOMPASS_TURN_URLS: 'turn:a',
      ROOMPASS_TURN_SECRET: 's',
    }
    const { identity, policy, http, room } = loadConfig({ file, env })
    expect(identity).toMatchObject({ authenticate: file.identity.authenticate, apiKeys: [{ name: 'backend' }] })
    expect(policy).toMatchObject({ decide: file.policy.decide, rules: [{ rooms: ['*'] }] })
    expect(http).toMatchObject({ allowCredentials: true, allowedOrigins: ['https://a.example'] })
    expect(room).toMatchObject({ maxPeople: 4, turn: { urls: ['turn:a'], secret: 's' } })
  })

  it('counts where the file leaves a setting undefined', () => {
    const file = JSON.parse('{}')
    for (const name of ['apps', 'identity', 'policy', 'database']) file[name] = undefined
    expect(loadConfig({ file, env: leastEnv }).appId).toBe(appId)
  })
})
