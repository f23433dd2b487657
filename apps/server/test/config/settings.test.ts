import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { mint, verify, type Keyring } from '@roompass/token'
import { ConfigError } from '../../src/config/problems.ts'
import { isSettings, loadConfig } from '../../src/config/settings.ts'
import {
  appId,
  faults,
  leastConfig,
  linesOf,
  otherSecret,
  problemsOf,
  serverSecret,
  settingsWith,
  sha256,
} from './configs.ts'

const encryptionKey = '6f1d0b3c5a9e48d27710fe4b8c2a96d3e5b70142c8fd9a3617be50d48f2c6ea1'

describe('the defaults', () => {
  it('are those that the documents name', () => {
    const { keys, policy, identity, ...rest } = loadConfig({ file: leastConfig })
    expect(rest).toEqual({
      mode: 'production',
      appId,
      tokens: { defaultLifetime: 3600, maxLifetime: 86_400, once: false },
      room: {
        accept: 'sealed',
        maxPeople: 6,
        duplicates: 'oldest',
        iceServers: [],
        turn: null,
        maxConnections: 10_000,
        maxConnectionsPerNetwork: 500,
        maxWaitingPerNetwork: 20,
      },
      http: { allowedOrigins: [], allowCredentials: false, trustedProxies: [], dialects: [] },
      livekit: null,
      limits: { tokensPerUser: 30, tokensPerNetwork: 300, tokensPerApiKey: 60_000, socketsPerNetwork: 1000 },
      database: 'roompass.db',
      storedKeys: null,
      sessionSecrets: expect.any(Function),
      log: { level: 'info', requests: false },
      metrics: null,
      drain: { delay: 0, spread: 5 },
      processes: 1,
      node: null,
      redis: null,
    })
    expect(policy.roles).toEqual({ host: { publish: true }, cohost: { publish: true }, audience: { publish: false } })
    expect(identity).toMatchObject({ jwt: [], authenticate: null, anonymous: false })
    expect(keys.appIds).toEqual([appId])
  })

  it('cut the default lifetime to the longest one', () => {
    expect(settingsWith({ tokens: { maxLifetime: 60 } }).tokens).toEqual({
      defaultLifetime: 60,
      maxLifetime: 60,
      once: false,
    })
  })

  it('are known as checked, so that they are not checked again', () => {
    expect(isSettings(loadConfig({ file: leastConfig }))).toBe(true)
    expect(isSettings(leastConfig)).toBe(false)
    expect(isSettings({ ...loadConfig({ file: leastConfig }) })).toBe(false)
  })
})

describe('a config that cannot be used', () => {
  it('is refused with everything that is wrong at once, file and environment, shape and sense', () => {
    const file = {
      apps: [{ appId: 0, serverSecret: 'short' }],
      identity: {},
      tokens: { defaultLifetime: 100, maxLifetime: 10 },
      room: { accept: 'bare', maxPeople: 0, duplicates: 'none', colour: 'red' },
      limits: { tokensPerUser: 1.5 },
      nonsense: true,
    }
    expect(linesOf({ file, env: { ROOMPASS_TYPO: 'x', ROOMPASS_TRUSTED_PROXIES: 'everyone' } })).toEqual([
      'ROOMPASS_TYPO: is not a variable of this server',
      'apps[0].appId: must be at least 1',
      'apps[0].serverSecret: must be 32 printable ASCII characters',
      'room.accept: must be (signed | sealed)',
      'room.maxPeople: must be at least 1',
      'room.duplicates: must be oldest, newest or a whole number from 1 to 100',
      'room.colour: is not a setting',
      'ROOMPASS_TRUSTED_PROXIES (http.trustedProxies[0]): must be an address or a network such as 10.0.0.0/8',
      'limits.tokensPerUser: must be a whole number',
      'nonsense: is not a setting',
      'identity: nothing says how users are known, so anyone could be anyone',
      'policy: nothing says who may enter which room',
      'tokens.defaultLifetime: is longer than maxLifetime',
    ])
  })

  it('is refused with a mend for each problem, in one error that a person can read', () => {
    const problems = problemsOf({ file: { nonsense: 1 } })
    for (const { fix } of problems) expect(fix).toMatch(/\w{3}/)
    const error = new ConfigError(problems)
    expect(error.message.split('\n')).toHaveLength(problems.length)
    expect(error.message).toContain('nonsense: is not a setting; correct its spelling or remove it')
    expect(Object.isFrozen(error.problems)).toBe(true)
  })

  it.each([
    ['nothing', undefined],
    ['an empty config', {}],
  ])('is refused when it is %s, naming a way to be identified and a way to be let in', (_, file) => {
    expect(problemsOf({ file })).toEqual([
      { setting: 'apps', message: 'there is no app', fix: expect.stringContaining('ROOMPASS_APP_ID') },
      {
        setting: 'identity',
        message: expect.stringContaining('anyone could be anyone'),
        fix: expect.stringMatching(/authenticate.*roompass dev/),
      },
      {
        setting: 'policy',
        message: 'nothing says who may enter which room',
        fix: expect.stringContaining('ROOMPASS_ROOMS'),
      },
    ])
  })

  it.each([
    ['null', null],
    ['a path', 'roompass.config.ts'],
    ['a number', 7],
    ['a list', []],
    ['a function', () => leastConfig],
    ['a promise', Promise.resolve(leastConfig)],
  ])('is refused when it is %s, and no config at all', (_, file) => {
    expect(problemsOf({ file }).length).toBeGreaterThan(0)
  })

  it.each([
    [null, 'config: must be Object'],
    ['config', 'config: must be Object'],
  ])('is told that it is none, and nothing else: %o', (file, line) => {
    expect(linesOf({ file })).toEqual([line])
  })

  it.each([
    ['identity', {}],
    ['identity', { jwt: [], apiKeys: [] }],
    ['policy', {}],
    ['policy', { roles: { guest: { publish: false } } }],
  ])('is refused when its %s says nothing: %o', (section, value) => {
    expect(faults({ [section]: value })).toHaveLength(1)
  })

  it('never has a value of the config in its words', () => {
    const secret = 'do-not-print-me'
    const everything = {
      apps: [{ appId: secret, serverSecret: secret, state: secret, gcm: secret }, secret],
      identity: {
        jwt: [
          {
            issuer: 5,
            audience: { secret },
            algorithms: [secret],
            publicKey: secret,
            secret,
            jwksUrl: secret,
            jwks: secret,
            maxAge: secret,
          },
        ],
        apiKeys: [{ name: secret.toUpperCase(), sha256: secret }],
        authenticate: secret,
      },
      policy: {
        rules: [{ rooms: { secret }, users: [''], via: [secret], claims: { admin: { secret } }, maxLifetime: secret }],
        decide: secret,
        roles: { host: secret },
      },
      tokens: { defaultLifetime: secret, maxLifetime: -1 },
      room: {
        accept: secret,
        turn: { urls: secret, secret: 5 },
        iceServers: [{ urls: 5, credential: { secret } }],
        maxPeople: secret,
      },
      http: { allowedOrigins: [secret], allowCredentials: secret, trustedProxies: [secret] },
      limits: { tokensPerUser: secret },
      database: { secret },
      redis: secret,
    }
    const lines = linesOf({
      file: everything,
      env: { ROOMPASS_SERVER_SECRET: secret, ROOMPASS_APP_ID: secret, ROOMPASS_X: secret },
    })
    expect(lines.length).toBeGreaterThan(30)
    expect(lines.filter((line) => line.toLowerCase().includes(secret))).toEqual([])
    for (const line of lines) expect(line).not.toMatch(/received|undefined|unknown|\bInvalid\b/)
  })
})

function rotation(...states: ('next' | 'active' | 'previous')[]): Keyring {
  const secrets = [serverSecret, otherSecret]
  return settingsWith({ apps: states.map((state, i) => ({ appId, serverSecret: secrets[i], state })) }).keys
}

describe('the secrets of an app', () => {
  const person = { userId: 'ada', roomId: 'lobby', expiresIn: 60 }

  it.each([
    ['a published sample', '0123456789abcdef0123456789abcdef'],
    ['the sample of a generator', 'fa94dd0f974cf2e293728a526b028271'],
    ['one character', 'a'.repeat(32)],
    ['seven characters', 'abcdefg'.repeat(5).slice(0, 32)],
  ])('are refused when one is %s', (_, secret) => {
    expect(problemsOf({ file: { ...leastConfig, apps: [{ appId, serverSecret: secret }] } })).toEqual([
      {
        setting: 'apps[0].serverSecret',
        message: 'is a published sample or has too few different characters',
        fix: expect.stringContaining('openssl rand'),
      },
    ])
  })

  it('are known by their variable when they come from one', () => {
    const env = { ROOMPASS_APP_ID: '1', ROOMPASS_SERVER_SECRET: 'a'.repeat(32) }
    expect(linesOf({ file: { ...leastConfig, apps: undefined }, env })).toEqual([
      'ROOMPASS_SERVER_SECRET (apps[0].serverSecret): is a published sample or has too few different characters',
    ])
  })

  it('rotate: what the next and the previous one sign is taken, the active one mints', () => {
    const before = rotation('active', 'next')
    const after = rotation('previous', 'active')
    const [old, fresh] = [mint(person, before), mint(person, after)]
    expect(verify(old, after).userId).toBe('ada')
    expect(verify(fresh, before).userId).toBe('ada')
    const retired = settingsWith({ apps: [{ appId, serverSecret: otherSecret }] }).keys
    expect(verify(fresh, retired).userId).toBe('ada')
    expect(() => verify(old, retired)).toThrow(expect.objectContaining({ code: 'key_unknown' }))
  })

  it.each([
    ['two active ones', ['active', undefined], 'apps: has 2 active secrets'],
    ['no active one', ['next', 'previous'], 'apps: has 0 active secrets'],
    ['one twice', ['active', 'next', 'next'], 'apps: has a secret twice'],
    ['five of them', ['active', 'next', 'next', 'previous', 'previous'], 'apps: has more than four secrets'],
  ])('are refused when there is %s', (_, states, line) => {
    const secrets = [serverSecret, otherSecret, otherSecret, 'c'.repeat(20) + sha256.slice(0, 12), sha256.slice(32)]
    const apps = states.map((state, i) => ({
      appId,
      serverSecret: secrets[i],
      ...(state === undefined ? {} : { state }),
    }))
    expect(faults({ apps })).toContain(line)
  })

  it('are of one app', () => {
    const apps = [
      { appId, serverSecret },
      { appId: 5, serverSecret: otherSecret, state: 'next' },
    ]
    expect(faults({ apps })).toEqual(['apps[1].appId: is another app'])
  })

  it('are not shown by what holds them', () => {
    const settings = settingsWith({ keys: { encryptionKey } })
    for (const shown of [JSON.stringify(settings), inspect(settings, { showHidden: true, depth: 9 })]) {
      expect(shown).not.toContain(serverSecret)
      expect(shown).not.toContain(encryptionKey)
    }
  })
})

describe('a key that encrypts', () => {
  it.each([
    ['in hex', encryptionKey],
    ['in base64url', Buffer.from(encryptionKey, 'hex').toString('base64url')],
    ['with older ones after it', [encryptionKey, 'ab'.repeat(16) + encryptionKey.slice(32)]],
  ])('moves the keys into the database: %s', async (_, given) => {
    const { storedKeys } = settingsWith({ keys: { encryptionKey: given } })
    const sealed = await storedKeys!.sealer.seal({ appId, kid: 'aaaaaaaa' }, serverSecret)
    const same = settingsWith({ keys: { encryptionKey } }).storedKeys!.sealer
    expect(await same.open({ appId, kid: 'aaaaaaaa' }, sealed)).toBe(serverSecret)
    expect(storedKeys!.first()).toEqual([{ appId, serverSecret }])
  })

  it('may be a service', async () => {
    const kms = { wrap: async (key: Uint8Array) => key, unwrap: async (key: Uint8Array) => key }
    const { storedKeys } = settingsWith({ keys: { kms } })
    expect((await storedKeys!.sealer.seal({ appId, kid: 'aaaaaaaa' }, serverSecret))[0]).toBe(2)
    expect(settingsWith({ keys: {} }).storedKeys).toBeNull()
  })

  it.each<[string, object, string]>([
    ['too short', { encryptionKey: 'abc' }, 'must be 32 bytes: 64 hex digits, or 43 characters of base64url'],
    ['none', { encryptionKey: [] }, 'must not be empty'],
    ['plain', { encryptionKey: '00'.repeat(32) }, 'has too few different bytes'],
  ])('is refused where it is %s, and not shown', (_, keys, message) => {
    expect(faults({ keys })).toEqual([expect.stringContaining(message)])
  })
})

describe('a node among others', () => {
  const url = 'http://10.0.0.5:8787'

  it('is known by the ServerSecrets, the active one first, or by a secret of its own', () => {
    expect(settingsWith().node).toBeNull()
    expect(settingsWith({ node: { url } }).node).toEqual({ url, secrets: [serverSecret] })
    const apps = [
      { appId, serverSecret: otherSecret, state: 'previous' },
      { appId, serverSecret },
    ]
    expect(settingsWith({ apps, node: { url } }).node?.secrets).toEqual([serverSecret, otherSecret])
    const secret = 'x'.repeat(32)
    expect(settingsWith({ node: { url, secret } }).node).toEqual({ url, secrets: [secret] })
  })

  it('has a URL that is nothing but scheme, host and port, and no short secret', () => {
    for (const wrong of ['10.0.0.5:8787', 'ftp://10.0.0.5', `${url}/`, `${url}/path`, 'http://a:b@10.0.0.5'])
      expect(faults({ node: { url: wrong } })[0], wrong).toContain('node.url: must be http://host:port')
    expect(faults({ node: { url, secret: 'short' } })).toEqual(['node.secret: must be at least 32 characters'])
    expect(faults({ node: {} })[0]).toContain('node.url')
  })
})
