import { assert, constantFrom, property, string, stringMatching } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyring, mint, mintToken04 } from '@roompass/token'
import { createApiKey } from '../../src/identity/api_keys.ts'
import { createRedaction, redacted } from '../../src/observe/redact.ts'
import { appId, serverSecret } from '../config/configs.ts'

const keys = createKeyring([{ appId, serverSecret }])
const kitToken = mint(
  { userId: 'ada', roomId: 'lobby', userName: 'Ada', grant: { publish: true }, expiresIn: 60 },
  keys,
)
const token04 = mintToken04({ userId: 'ada', expiresIn: 60 }, keys)
const gcm = mintToken04({ userId: 'ada', expiresIn: 60, format: 'gcm' }, keys)
const suffix = kitToken.split('#')[1] ?? ''
const jwt = `${btoa('{"alg":"RS256"}')}.${btoa('{"sub":"ada"}')}.c2lnbmF0dXJl`.replaceAll('=', '')
const { key, entry } = createApiKey('backend')

describe('redaction', () => {
  it.each([
    ['a Kit Token', kitToken],
    ['a Kit Token in a URL', encodeURIComponent(kitToken)],
    ['a Token04', token04],
    ['a Token04 in GCM form', gcm],
    ['the suffix alone', suffix],
    ['a JWT', jwt],
    ['an unsigned JWT', `${jwt.split('.').slice(0, 2).join('.')}.`],
    ['an API key', key],
    ['its hash', entry.sha256],
    ['a ServerSecret', serverSecret],
    ['the same in capitals', serverSecret.toUpperCase()],
    ['a key in PEM', `-----BEGIN PRIVATE KEY-----\n${'MIIE'.repeat(20)}\n-----END PRIVATE KEY-----`],
  ])('takes out %s, whole', (_, secret) => {
    const redact = createRedaction()
    expect(redact(secret)).toBe(redacted)
    const within = redact(`it failed at "${secret}", and ended`)
    expect(within).toBe(`it failed at "${redacted}", and ended`)
  })

  it.each([
    ['Authorization: Bearer abc.def-ghi', `Authorization: ${redacted}`],
    ['authorization: basic dXNlcjpwYXNz', `authorization: ${redacted}`],
    ['postgres://roompass:hunter2@db:5432/rooms', `postgres${redacted}db:5432/rooms`],
    ['rediss://:hunter2@cache', `rediss${redacted}cache`],
  ])('takes the secret part out of %s', (text, clean) => {
    expect(createRedaction()(text)).toBe(clean)
  })

  it('takes out the secrets of the config, whatever they look like, and no short words', () => {
    const redact = createRedaction(['north wind, south wind, and rain', 'on'])
    expect(redact('said "north wind, south wind, and rain" on it')).toBe(`said "${redacted}" on it`)
  })

  it.each([
    'audit_lost',
    'token.refused',
    '2027-01-15T08:00:00.123Z',
    '1f0e8f64-58a6-4c43-9d2e-0d0f0e9b8a77',
    '203.0.113.0/24',
    '2001:db8:1:2::/64',
    'ECONNREFUSED',
    '0123456789abcdef',
    'a2517ef2',
    'at open (file:///srv/roompass/node_modules/@roompass/server/dist/app.js:104:7)',
    'https://id.example.org/jwks',
    '/v1/rooms/{roomId}',
    'Bearer realm',
  ])('leaves %s as it is', (text) => {
    expect(createRedaction()(text)).toBe(text)
  })

  it('finds tokens of all kinds of people and rooms wherever they stand', () => {
    const name = stringMatching(/^[a-z0-9_.-]{1,32}$/)
    const redact = createRedaction()
    assert(
      property(
        name,
        name,
        string({ maxLength: 20 }),
        constantFrom('cbc' as const, 'gcm' as const),
        (userId, roomId, around, format) => {
          const token = mint({ userId, roomId, userName: 'x', expiresIn: 60, format }, keys)
          const clean = redact(`${around} ${token} ${around}`)
          for (let i = 0; i + 24 <= token.length; i += 8) expect(clean).not.toContain(token.slice(i, i + 24))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('takes no longer for what is made to be slow', () => {
    const redact = createRedaction()
    const began = performance.now()
    for (const part of ['04AAAAA', 'eyJ', 'eyJaaaaaaaa.', '%2B', 'f', '://a:', '-----BEGIN ', 'Bearer '])
      redact(part.repeat(20_000))
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
