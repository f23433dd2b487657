import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { appId, faults, serverSecret, sha256 } from './configs.ts'

const issuer = { issuer: 'https://id.example.org/', audience: 'rooms', jwksUrl: 'https://id.example.org/jwks' }
const pemOf = (type: 'rsa' | 'ec' | 'ed25519', options: object = {}): string =>
  // The types name each kind of key apart; here the kind is a value.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  generateKeyPairSync(type as 'rsa', { modulusLength: 2048, ...options })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString()
const withKey = (publicKey: unknown, ...algorithms: unknown[]): object => ({
  identity: { jwt: [{ issuer: 'me', audience: 'rooms', publicKey, algorithms }] },
})

const wrongHours: [string, object, string][] = [
  [
    'in a zone that there is not',
    { timeZone: 'Europe/Atlantis' },
    '.timeZone: must be an IANA time zone such as Europe/Berlin',
  ],
  ['from no time', { from: '8:00' }, '.from: must be a time from 00:00 to 23:59'],
  ['to no time', { to: '24:01' }, '.to: must be a time from 00:00 to 24:00'],
  ['on no day', { days: [] }, '.days: must not be empty'],
  ['except on a date', { except: '12-25' }, '.except: must be Array'],
  ['except on something unknown', { except: [{ dates: '12-25', date: '12-26' }] }, '.except[0].date: is not a setting'],
  ['except on nothing', { except: [{ from: '08:00', to: '12:00' }] }, '.except[0].dates: is missing'],
  ['except on no date', { except: [{ dates: [] }] }, '.except[0].dates: must not be empty'],
  [
    'except on a date that there is not',
    { except: [{ dates: ['12-25', '2026-02-29'] }] },
    '.except[0].dates[1]: must be dates such as 2026-12-25, 12-25 or 2026-12-23/2027-01-06',
  ],
  [
    'except from a time without an end',
    { except: [{ dates: '12-24', from: '08:00' }] },
    '.except[0]: must have both from and to, or neither',
  ],
  [
    'except to no time',
    { except: [{ dates: '12-24', from: '08:00', to: 'noon' }] },
    '.except[0].to: must be a time from 00:00 to 24:00',
  ],
]

describe('each setting', () => {
  it.each<[string, object, string]>([
    ['an AppID that is text', { apps: [{ appId: '1', serverSecret }] }, 'apps[0].appId: must be number'],
    ['a fraction of an AppID', { apps: [{ appId: 1.5, serverSecret }] }, 'apps[0].appId: must be a whole number'],
    ['an app without a secret', { apps: [{ appId }] }, 'apps[0].serverSecret: is missing'],
    [
      'a secret of 31 characters',
      { apps: [{ appId, serverSecret: serverSecret.slice(1) }] },
      'apps[0].serverSecret: must be 32 printable ASCII characters',
    ],
    [
      'a secret with an umlaut',
      { apps: [{ appId, serverSecret: `ä${serverSecret.slice(1)}` }] },
      'apps[0].serverSecret: must be 32 printable ASCII characters',
    ],
    ['a function that is none', { identity: { authenticate: {} } }, 'identity.authenticate: must be a function'],
    ['a decision that is none', { policy: { decide: 'yes' } }, 'policy.decide: must be a function'],
    [
      'an issuer without audience',
      { identity: { jwt: [{ ...issuer, audience: undefined }] } },
      'identity.jwt[0].audience: is missing',
    ],
    [
      'an empty list of audiences',
      { identity: { jwt: [{ ...issuer, audience: [] }] } },
      'identity.jwt[0].audience: must not be empty',
    ],
    [
      'keys over plain HTTP',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'http://id.example.org' }] } },
      'identity.jwt[0].jwksUrl: must be an https URL',
    ],
    [
      'keys from a host that only begins like this machine',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'http://localhost.example.org', allowLoopback: true }] } },
      'identity.jwt[0].jwksUrl: must be on localhost, 127.0.0.1 or [::1] beside allowLoopback',
    ],
    [
      'keys from this machine, which nobody allowed',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'http://127.0.0.1:8080/jwks' }] } },
      'identity.jwt[0].jwksUrl: is on this machine, which needs allowLoopback',
    ],
    [
      'keys from a private network, which nobody allowed',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'https://10.0.0.1/jwks' }] } },
      'identity.jwt[0].jwksUrl: is in a private network, which needs allowPrivateNetworks',
    ],
    [
      'keys from the metadata of a cloud',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'https://169.254.169.254/', allowPrivateNetworks: true }] } },
      'identity.jwt[0].jwksUrl: is at an address where no provider can be',
    ],
    [
      'keys for a name and password',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'https://a:b@id.example.org' }] } },
      'identity.jwt[0].jwksUrl: must not carry a name and password',
    ],
    [
      'keys from a file',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'file:///etc/passwd' }] } },
      'identity.jwt[0].jwksUrl: must be an https URL',
    ],
    [
      'keys from nowhere',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'id.example.org' }] } },
      'identity.jwt[0].jwksUrl: must be an https URL',
    ],
    [
      'two kinds of key',
      { identity: { jwt: [{ ...issuer, secret: sha256 }] } },
      'identity.jwt[0]: must have one of discovery, jwksUrl, jwks, publicKey and secret',
    ],
    [
      'discovery beside a place for the keys',
      { identity: { jwt: [{ ...issuer, discovery: true }] } },
      'identity.jwt[0]: must have one of discovery, jwksUrl, jwks, publicKey and secret',
    ],
    [
      'discovery that is not wanted',
      { identity: { jwt: [{ ...issuer, discovery: false }] } },
      'identity.jwt[0].discovery: must be true',
    ],
    [
      'no key, and an issuer that is no URL',
      { identity: { jwt: [{ ...issuer, issuer: 'me', jwksUrl: undefined }] } },
      'identity.jwt[0].issuer: must be an https URL, as its keys are found by discovery',
    ],
    [
      'no key, and an issuer with a query',
      { identity: { jwt: [{ ...issuer, issuer: 'https://id.example.org/?tenant=1', jwksUrl: undefined }] } },
      'identity.jwt[0].issuer: must have neither query nor fragment, as its keys are found by discovery',
    ],
    [
      'no key, and an issuer on this machine',
      { identity: { jwt: [{ ...issuer, issuer: 'http://localhost:8080', discovery: true, jwksUrl: undefined }] } },
      'identity.jwt[0].issuer: is on this machine, which needs allowLoopback, as its keys are found by discovery',
    ],
    [
      'an empty list of parties',
      { identity: { jwt: [{ ...issuer, authorizedParties: [] }] } },
      'identity.jwt[0].authorizedParties: must not be empty',
    ],
    [
      'a key set without keys',
      { identity: { jwt: [{ ...issuer, jwksUrl: undefined, jwks: { keys: [] } }] } },
      'identity.jwt[0].jwks.keys: must not be empty',
    ],
    [
      'the algorithm none',
      { identity: { jwt: [{ ...issuer, algorithms: ['none'] }] } },
      'identity.jwt[0].algorithms[0]: must be (RS256 | RS384 | RS512 | PS256 | PS384 | PS512 | ES256 | ES384 | ES512 | EdDSA | Ed25519 | HS256 | HS384 | HS512)',
    ],
    [
      'an HMAC under a public key',
      { identity: { jwt: [{ ...issuer, algorithms: ['RS256', 'HS256'] }] } },
      'identity.jwt[0]: must not name HS algorithms beside a public key',
    ],
    [
      'a signature under a secret',
      { identity: { jwt: [{ ...issuer, jwksUrl: undefined, secret: sha256, algorithms: ['HS256', 'RS256'] }] } },
      'identity.jwt[0]: must name HS algorithms alone beside a secret',
    ],
    [
      'a short secret of JWTs',
      { identity: { jwt: [{ ...issuer, jwksUrl: undefined, secret: 'x'.repeat(31) }] } },
      'identity.jwt[0].secret: must be at least 32 characters',
    ],
    [
      'two issuers that could name the same person',
      {
        identity: {
          jwt: [
            { ...issuer, userIds: 'subject' },
            { ...issuer, issuer: 'https://b.example.org/', userIds: 'subject' },
          ],
        },
      },
      'identity.jwt: has two issuers whose subjects are user IDs, so that one could name people of the other',
    ],
    ['an issuer twice', { identity: { jwt: [issuer, issuer] } }, 'identity.jwt: has an issuer twice'],
    ['a public key without its algorithm', withKey(pemOf('ed25519')), 'identity.jwt[0].algorithms: must not be empty'],
    [
      'a public key with two algorithms',
      withKey(pemOf('ed25519'), 'EdDSA', 'Ed25519'),
      'identity.jwt[0]: must name the one algorithm of its publicKey in algorithms',
    ],
    [
      'a private key',
      withKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'EdDSA'),
      'identity.jwt[0].publicKey: must be a public key in PEM (SPKI)',
    ],
    [
      'a public key that is garbled',
      withKey('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'EdDSA'),
      'identity.jwt[0]: has a publicKey that is none, or too short: RSA of 2048 bits, P-256, P-384, P-521 or Ed25519',
    ],
    [
      'RSA of 1024 bits',
      withKey(pemOf('rsa', { modulusLength: 1024 }), 'RS256'),
      'identity.jwt[0]: has a publicKey that is none, or too short: RSA of 2048 bits, P-256, P-384, P-521 or Ed25519',
    ],
    [
      'a curve that JWTs do not know',
      withKey(pemOf('ec', { namedCurve: 'secp256k1' }), 'ES256'),
      'identity.jwt[0]: has a publicKey that is none, or too short: RSA of 2048 bits, P-256, P-384, P-521 or Ed25519',
    ],
    [
      'an RSA key for a curve',
      withKey(pemOf('rsa'), 'ES256'),
      'identity.jwt[0]: has a publicKey that is of another kind than its algorithm',
    ],
    [
      'P-256 where P-384 is said',
      withKey(pemOf('ec', { namedCurve: 'P-256' }), 'ES384'),
      'identity.jwt[0]: has a publicKey that is of another kind than its algorithm',
    ],
    [
      'the key in place of its hash',
      { identity: { apiKeys: [{ name: 'a', sha256: `rpk_a_${'x'.repeat(43)}` }] } },
      'identity.apiKeys[0].sha256: must be the SHA-256 of the key in 64 hex digits, not the key',
    ],
    [
      'a scope that there is not',
      { identity: { apiKeys: [{ name: 'a', sha256, scopes: ['tokens', 'admin'] }] } },
      'identity.apiKeys[0].scopes[1]: must be (tokens | introspect | rooms | revocations | audit | keys | metrics)',
    ],
    [
      'a key for nothing',
      { identity: { apiKeys: [{ name: 'a', sha256, scopes: [] }] } },
      'identity.apiKeys[0].scopes: must not be empty',
    ],
    [
      'a key for nobody',
      { identity: { apiKeys: [{ name: 'a', sha256, users: [] }] } },
      'identity.apiKeys[0].users: must not be empty',
    ],
    [
      'two keys of one name',
      {
        identity: {
          apiKeys: [
            { name: 'a', sha256 },
            { name: 'a', sha256: 'cd'.repeat(32) },
          ],
        },
      },
      'identity.apiKeys: has a name twice',
    ],
    [
      'a route that there is not',
      { identity: { authenticate: () => null, routes: { 'v1/token': ['authenticate'] } } },
      'identity.routes.v1/token: must be a path',
    ],
    [
      'a way to be known that there is not',
      { identity: { authenticate: () => null, routes: { '/v1/token': ['authenticate', 'cookie'] } } },
      'identity.routes./v1/token[1]: must be (jwt | apiKeys | authenticate)',
    ],
    [
      'a route that nobody may use',
      { identity: { authenticate: () => null, routes: { '/v1/token': [] } } },
      'identity.routes./v1/token: must not be empty',
    ],
    [
      'a route that counts on what is not set up',
      {
        identity: {
          authenticate: () => null,
          apiKeys: [],
          routes: { '/v1/token': ['authenticate'], '/v1/kit-tokens': ['jwt', 'authenticate', 'apiKeys'] },
        },
      },
      'identity.routes./v1/kit-tokens: counts on jwt and apiKeys, which identity does not have',
    ],
    [
      'a route at which nobody is asked',
      { identity: { authenticate: () => null, routes: { '/v1/kit-token': ['authenticate'] } } },
      'identity.routes./v1/kit-token: is no route that asks who is asking',
    ],
    [
      'the route of a dialect that is not served',
      { identity: { authenticate: () => null, routes: { '/access_token': ['authenticate'] } } },
      'identity.routes./access_token: is no route that asks who is asking',
    ],
    [
      'a dialect that nobody knows',
      { http: { dialects: ['acces_token'] } },
      'http.dialects[0]: must be one of access_token, access_token_kit, api_access_token, api_access_token_kit, get_access_token, post_token, post_token_text, get_token, get_token_and_app, prebuilt_token, ai_agent, digital_human, zego_token, zego_access_token, generate_token, zegotoken, user_id_in_path',
    ],
    [
      'two dialects in one place',
      { http: { dialects: ['access_token', 'get_token', 'access_token_kit'] } },
      'http.dialects[2]: is at the path of http.dialects[0]',
    ],
    [
      'two dialects in one place, with other words in the path',
      { http: { dialects: ['user_id_in_path', { path: '/api/userID/{roomId}' }] } },
      'http.dialects[1]: is at the path of http.dialects[0]',
    ],
    ...[
      '/v1/token',
      '/v1',
      '/healthz',
      '/',
      'api',
      '/a b',
      '/a/../v1/token',
      '/a/{id}',
      '/{userId}/{userId}',
      '/a/',
    ].map((path): [string, object, string] => [
      `a dialect at ${path}`,
      { http: { dialects: [{ path }] } },
      'http.dialects[0].path: must be a path such as /api/token or /api/userID/{userId}, and none of the server’s own',
    ]),
    ...[
      'https://livekit.example.org',
      'wss://user:secret@livekit.example.org',
      'wss://livekit.example.org/?key=1',
      'wss://',
    ].map((url): [string, object, string] => [
      `a LiveKit server at ${url}`,
      { livekit: { url, apiKey: 'APIkey', apiSecret: 'c2b1e0f4a79d4d0f8a5be63f1b7d90e2' } },
      'livekit.url: must be wss://host or ws://host:port, without a query',
    ]),
    [
      'a short secret of LiveKit',
      { livekit: { url: 'wss://livekit.example.org', apiKey: 'APIkey', apiSecret: 'secret' } },
      'livekit.apiSecret: must be at least 32 characters',
    ],
    ['an empty list of rules', { policy: { rules: [] } }, 'policy.rules: must not be empty'],
    [
      'a rule that says something unknown',
      { policy: { rules: [{ room: '*' }] } },
      'policy.rules[0].room: is not a setting',
    ],
    [
      'a claim that is a list',
      { policy: { rules: [{ claims: { role: ['a'] } }] } },
      'policy.rules[0].claims.role: must be (string | number | boolean)',
    ],
    ...wrongHours.map(([name, hours, problem]): [string, object, string] => [
      `hours ${name}`,
      { policy: { rules: [{ hours: { timeZone: 'Europe/Berlin', from: '08:00', to: '18:00', ...hours } }] } },
      `policy.rules[0].hours${problem}`,
    ]),
    [
      'several hours of which one is on no day that there is',
      { policy: { rules: [{ hours: [{ timeZone: 'UTC', days: ['son'], from: '08:00', to: '18:00' }] }] } },
      'policy.rules[0].hours[0].days[0]: must be (sun | mon | tue | wed | thu | fri | sat)',
    ],
    ['several hours that are none', { policy: { rules: [{ hours: [] }] } }, 'policy.rules[0].hours: must not be empty'],
    ['a day and a second', { tokens: { maxLifetime: 86_401 } }, 'tokens.maxLifetime: must be at most 86400'],
    ['a fraction of a second', { tokens: { maxLifetime: 1.5 } }, 'tokens.maxLifetime: must be a whole number'],
    [
      'a default above the longest lifetime',
      { tokens: { defaultLifetime: 61, maxLifetime: 60 } },
      'tokens.defaultLifetime: is longer than maxLifetime',
    ],
    ['tokens that prove nothing', { room: { accept: 'bare' } }, 'room.accept: must be (signed | sealed)'],
    ['TURN without servers', { room: { turn: { urls: [], secret: 's' } } }, 'room.turn.urls: must not be empty'],
    [
      'an ICE server without a URL',
      { room: { iceServers: [{ urls: 7 }] } },
      'room.iceServers[0].urls: must be a text or a list of texts',
    ],
    [
      'every origin',
      { http: { allowedOrigins: ['*'] } },
      'http.allowedOrigins[0]: must be an origin: scheme, host and port, without a path or "/" at its end',
    ],
    [
      'the null origin',
      { http: { allowedOrigins: ['null'] } },
      'http.allowedOrigins[0]: must be an origin: scheme, host and port, without a path or "/" at its end',
    ],
    [
      'an origin with a default port',
      { http: { allowedOrigins: ['https://a.example:443'] } },
      'http.allowedOrigins[0]: must be an origin: scheme, host and port, without a path or "/" at its end',
    ],
    [
      'an origin in capitals',
      { http: { allowedOrigins: ['https://A.example'] } },
      'http.allowedOrigins[0]: must be an origin: scheme, host and port, without a path or "/" at its end',
    ],
    [
      'a proxy by name',
      { http: { trustedProxies: ['proxy.example'] } },
      'http.trustedProxies[0]: must be an address or a network such as 10.0.0.0/8',
    ],
    ['no tokens at all', { limits: { tokensPerUser: 0 } }, 'limits.tokensPerUser: must be at least 1'],
    ['a database without a name', { database: '' }, 'database: must not be empty'],
    [
      'a database of another kind',
      { database: 'mysql://ada:pw@db/rooms' },
      'database: must be a file, or postgres://user:password@host/database',
    ],
    [
      'a database in capitals',
      { database: 'POSTGRES://ada:pw@db/rooms' },
      'database: must be a file, or postgres://user:password@host/database',
    ],
    [
      'a database after a space',
      { database: ' postgres://ada:pw@db' },
      'database: must be a file, or postgres://user:password@host/database',
    ],
    [
      'a database on no port',
      { database: 'postgres://ada:pw@db:99999' },
      'database: must be a file, or postgres://user:password@host/database',
    ],
    ...['cache:6379', 'http://cache', 'redis://cache:port', 'redis://ada:pw@cache/rooms'].map(
      (redis): [string, object, string] => [
        `a Redis at ${redis}`,
        { redis },
        'redis: must be redis://user:password@host:port, or rediss://',
      ],
    ),
  ])('refuses %s', (_, sections, line) => {
    expect(faults(sections)).toEqual([line])
  })

  it.each<[string, object]>([
    [
      'keys from this machine over HTTP',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'http://127.0.0.1:8080/jwks', allowLoopback: true }] } },
    ],
    [
      'keys from this machine by name',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'http://localhost/jwks', allowLoopback: true }] } },
    ],
    [
      'keys from this machine over IPv6',
      { identity: { jwt: [{ ...issuer, jwksUrl: 'http://[::1]:8080/jwks', allowLoopback: true }] } },
    ],
    ['an issuer alone', { identity: { jwt: [{ ...issuer, jwksUrl: undefined }] } }],
    ['an issuer to be found', { identity: { jwt: [{ ...issuer, jwksUrl: undefined, discovery: true }] } }],
    [
      'an issuer in a private network',
      { identity: { jwt: [{ issuer: 'https://10.0.0.1/', audience: 'rooms', allowPrivateNetworks: true }] } },
    ],
    [
      'an issuer on this machine',
      { identity: { jwt: [{ issuer: 'http://localhost:8080', audience: 'rooms', allowLoopback: true }] } },
    ],
    [
      'an issuer that is no URL, with its key',
      { identity: { jwt: [{ issuer: 'me', audience: 'rooms', secret: sha256 }] } },
    ],
    [
      'ways to be known by route',
      {
        identity: {
          jwt: [issuer],
          apiKeys: [{ name: 'a', sha256 }],
          authenticate: () => null,
          routes: { '/v1/token': ['authenticate'], '/v1/kit-tokens': ['jwt', 'apiKeys'] },
        },
      },
    ],
    [
      'a second issuer beside one whose people keep their IDs',
      {
        identity: {
          jwt: [
            { ...issuer, userIds: 'subject' },
            { ...issuer, issuer: 'https://b.example.org/' },
          ],
        },
      },
    ],
    ['parties', { identity: { jwt: [{ ...issuer, authorizedParties: ['web', 'phone'] }] } }],
    ['RSA', withKey(pemOf('rsa'), 'PS512')],
    ['P-256', withKey(pemOf('ec', { namedCurve: 'P-256' }), 'ES256')],
    ['P-384', withKey(pemOf('ec', { namedCurve: 'P-384' }), 'ES384')],
    ['P-521', withKey(pemOf('ec', { namedCurve: 'P-521' }), 'ES512')],
    ['Ed25519', withKey(pemOf('ed25519'), 'EdDSA')],
    ['Ed25519 by its new name', withKey(pemOf('ed25519'), 'Ed25519')],
    [
      'a function alone',
      { identity: { authenticate: () => null }, policy: { decide: () => ({ granted: false, reason: 'no' }) } },
    ],
    [
      'fixed STUN and TURN servers',
      { room: { iceServers: [{ urls: 'stun:a' }, { urls: ['turn:b'], username: 'u', credential: 'c' }] } },
    ],
    ['a database in a folder', { database: '/var/lib/rooms/a b.db' }],
    ['a Postgres with TLS', { database: 'postgres://ada:p%40w@db.example.org:5432/rooms?sslmode=verify-full' }],
    ['a Postgres behind a socket', { database: 'postgresql://ada:pw@/rooms?host=/run/postgresql' }],
    ['a Redis', { redis: 'redis://cache' }],
    ['a Redis with TLS and a number', { redis: 'rediss://ada:p%40w@cache:6380/2' }],
    ['a network of IPv6', { http: { trustedProxies: ['2001:db8::/32', '::1', '10.1.2.3'] } }],
  ])('takes %s', (_, sections) => {
    expect(faults(sections)).toEqual([])
  })
})
