// Keys that a provider publishes: they rotate, and the provider is away at times. What is asked of it, and what is answered meanwhile.
import { describe, expect, it } from 'vitest'
import type { JwtIssuer } from '../../src/identity/issuer.ts'
import { jwtSource } from '../../src/identity/jwt.ts'
import type { IdentitySource } from '../../src/identity/identity.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import { createFakeClock } from '../fakes/clock.ts'
import {
  answering,
  createSigningKey,
  startIdentityProvider,
  type Answer,
  type IdentityProvider,
  type SigningKey,
} from '../fakes/identity_provider.ts'
import { ask, bearer } from './ask.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

const issuer = 'https://id.example.org/'
const [first, second] = await Promise.all([createSigningKey('first'), createSigningKey('second')])

async function tokenOf(key: SigningKey, iss: string = issuer): Promise<Request> {
  return bearer(await key.sign({ iss, aud: 'rooms', sub: 'ada', exp: 4_000_000_000 }))
}

interface Scene {
  readonly provider: IdentityProvider
  readonly source: IdentitySource
  readonly log: CapturedLog
  /** What comes out for a token of a key. */
  readonly with: (key: SigningKey) => Promise<string>
  readonly later: (seconds: number) => void
}

async function scene(
  terms: (provider: IdentityProvider) => Partial<JwtIssuer> = ({ jwksUrl }) => ({ jwksUrl }),
  timeoutMs = 1500,
): Promise<Scene> {
  const provider = await startIdentityProvider(first)
  const [log, clock] = [createCapturedLog(), createFakeClock()]
  const whole: JwtIssuer = { issuer, audience: 'rooms', allowLoopback: true, ...terms(provider) }
  const source = await jwtSource([whole], { log, now: () => clock.now(), timeoutMs })
  return {
    provider,
    source,
    log,
    with: async (key) => ask(source, await tokenOf(key, whole.issuer)),
    later: (seconds) => clock.advance(seconds * 1000),
  }
}

const away: Answer = (response) => void response.destroy()
/** Takes the question and never answers. */
const mute: Answer = () => undefined

describe('keys of a provider', () => {
  it('are fetched once for many tokens, and not before the first', async () => {
    const { provider, source } = await scene()
    expect(provider.connections).toBe(0)
    const token = await tokenOf(first)
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(source, token)))
    expect(new Set(answers)).toEqual(new Set(['user ada']))
    expect(provider.asked).toBe(1)
  })

  it('may rotate: a new one is found half a minute after the last look', async () => {
    const { provider, with: by, later } = await scene()
    expect(await by(first)).toBe('user ada')
    provider.keys = [first, second]
    later(29)
    expect(await by(second)).toBe('credentials_invalid')
    later(1)
    expect(await by(second)).toBe('user ada')
    expect(await by(first)).toBe('user ada')
    expect(provider.asked).toBe(2)
  })

  it('that are withdrawn count no longer after ten minutes', async () => {
    const { provider, with: by, later } = await scene()
    expect(await by(first)).toBe('user ada')
    provider.keys = [second]
    later(600)
    expect(await by(first)).toBe('credentials_invalid')
    expect(await by(second)).toBe('user ada')
  })

  it('are fetched anew in their last two minutes, while nobody waits', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    later(479)
    await by(first)
    expect(provider.asked).toBe(1)
    later(1)
    provider.answer = mute
    // Answered though the provider has not answered yet.
    expect(await by(first)).toBe('user ada')
    expect(await by(first)).toBe('user ada')
    await eventually(() => provider.asked).toBe(2)
  })

  it('are all withdrawn where the provider publishes none', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    provider.keys = []
    later(601)
    expect(await by(first)).toBe('credentials_invalid')
  })

  it('are asked for once in half a minute, whatever a flood of unknown names does', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    for (let n = 0; n < 20; n += 1) expect(await by(second)).toBe('credentials_invalid')
    expect(provider.asked).toBe(1)
    for (let half = 1; half <= 3; half += 1) {
      later(30)
      const flood = await Promise.all(Array.from({ length: 50 }, () => by(second)))
      expect(new Set(flood)).toEqual(new Set(['credentials_invalid']))
      for (let n = 0; n < 5; n += 1) await by(second)
      expect(provider.asked).toBe(1 + half)
    }
  })

  it('are not fetched from where a token says', async () => {
    const { provider, source } = await scene()
    const [elsewhere, evil] = [await startIdentityProvider(second), second]
    const forged = await evil.sign({
      iss: issuer,
      aud: 'rooms',
      sub: 'ada',
      exp: 4_000_000_000,
      jku: elsewhere.jwksUrl,
    })
    expect(await ask(source, bearer(forged))).toBe('credentials_invalid')
    expect(elsewhere.connections).toBe(0)
    expect(provider.asked).toBe(1)
  })

  it('do not become younger when the clock is set back', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    provider.keys = [second]
    later(-3600)
    expect(await by(first)).toBe('user ada')
    await eventually(() => provider.asked).toBe(2)
    await eventually(() => by(first)).toBe('credentials_invalid')
  })
})

describe('a provider that is away', () => {
  it('leaves its keys good for an hour after their ten minutes, and not a second longer', async () => {
    const { provider, log, with: by, later } = await scene()
    await by(first)
    provider.answer = away
    for (let passed = 0; passed < 4200; passed += 60) {
      expect([passed, await by(first)]).toEqual([passed, 'user ada'])
      later(60)
    }
    expect(await by(first)).toBe('identity_unavailable')
    expect(log.events.every((event) => event === 'error jwt_keys_unavailable')).toBe(true)
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({
      issuer,
      stale: true,
      error: 'it cannot be reached: ECONNRESET',
    })
    expect(JSON.parse(log.lines.at(-1) ?? '')).toMatchObject({ stale: false })
    provider.answer = null
    later(2)
    expect(await by(first)).toBe('user ada')
  })

  it('is asked every half a minute for as long as old keys serve, and every two seconds where there are none', async () => {
    const { provider, log, with: by, later } = await scene()
    provider.answer = answering(503, '{}')
    for (let n = 0; n < 10; n += 1) expect(await by(first)).toBe('identity_unavailable')
    expect(provider.asked).toBe(1)
    later(2)
    provider.answer = null
    expect(await by(first)).toBe('user ada')
    expect(provider.asked).toBe(2)
    provider.answer = away
    later(600)
    for (let time = 1; time <= 10; time += 1) {
      await Promise.all([by(first), by(first), by(first)])
      await eventually(() => log.lines.length).toBe(1 + time)
      later(29)
      await Promise.all([by(first), by(first)])
      expect(provider.asked).toBe(2 + time)
      later(1)
    }
  })

  it('is left alone for half a minute after it has failed, however long that took', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    provider.answer = (response) => {
      later(20)
      response.destroy()
    }
    later(31)
    expect(await by(second)).toBe('identity_unavailable')
    later(29)
    expect(await by(second)).toBe('identity_unavailable')
    expect(provider.asked).toBe(2)
    later(1)
    expect(await by(second)).toBe('identity_unavailable')
    expect(provider.asked).toBe(3)
  })

  it('makes nobody wait for what is known, however slow it is', async () => {
    const { provider, log, with: by, later } = await scene()
    await by(first)
    provider.answer = mute
    later(480)
    await by(first)
    // That question fails in time, and the next ones are asked while old keys serve.
    await eventually(() => log.lines.length).toBe(1)
    later(120)
    const waits: number[] = []
    for (let n = 0; n < 100; n += 1) {
      const before = performance.now()
      expect(await by(first)).toBe('user ada')
      waits.push(performance.now() - before)
    }
    // The provider is given 1.5 s; whoever waited for it would have waited that long.
    expect(Math.max(...waits)).toBeLessThan(1000)
    expect(provider.asked).toBe(3)
  })

  it('cannot say whether a name that is not known is a new one', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    provider.answer = away
    later(31)
    expect(await by(second)).toBe('identity_unavailable')
    expect(await by(first)).toBe('user ada')
    expect(await by(second)).toBe('identity_unavailable')
    expect(provider.asked).toBe(2)
    provider.answer = null
    later(30)
    expect(await by(second)).toBe('credentials_invalid')
  })

  it.each<[string, Answer]>([
    ['hangs up', away],
    ['does not answer', mute],
    ['fails', answering(500, '{"keys":[]}')],
    ['is not there any more', answering(404, '{}')],
    ['points elsewhere', answering(302, '', { location: 'http://127.0.0.1:1/jwks' })],
    ['answers with a page', answering(200, '<html>maintenance</html>')],
    ['answers with keys as a page', answering(200, '{"keys":[]}', { 'content-type': 'text/html' })],
    ['answers with something else', answering(200, '{"error":"maintenance"}')],
    ['answers with keys that are none', answering(200, '{"keys":[{"kid":"first"},7]}')],
    ['answers with a list', answering(200, '[]')],
    ['answers with nothing', answering(200, 'null')],
  ])('says nothing about the token: one that %s', async (_, answer) => {
    const { provider, log, with: by, later } = await scene()
    provider.answer = answer
    expect(await by(first)).toBe('identity_unavailable')
    expect(log.events).toEqual(['error jwt_keys_unavailable'])
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({
      issuer,
      error: expect.stringMatching(/^its? /),
      stale: false,
    })
    provider.answer = null
    later(2)
    expect(await by(first)).toBe('user ada')
  })

  it('leaves good keys as they are when it answers with wrong ones', async () => {
    const { provider, with: by, later } = await scene()
    await by(first)
    provider.answer = answering(200, '{"keys":"none"}')
    later(3000)
    expect(await by(first)).toBe('user ada')
    expect(provider.asked).toBe(2)
  })

  it('is not asked about tokens of others, or about what is no JWT', async () => {
    const { provider, source } = await scene()
    expect(await ask(source, await tokenOf(first, 'https://else.example/'))).toBe('credentials_invalid')
    expect(await ask(source, bearer('opaque'))).toBe('no credentials of this kind')
    expect(provider.connections).toBe(0)
  })
})

describe('a provider that is found by its issuer', () => {
  const found = (more: Partial<JwtIssuer> = {}) => scene((provider) => ({ issuer: provider.issuer, ...more }))

  it.each<[string, Partial<JwtIssuer>]>([
    ['with no kind of key named', {}],
    ['where the config says so', { discovery: true }],
  ])('gives its keys: %s', async (_, more) => {
    const { provider, with: by } = await found(more)
    expect(await by(first)).toBe('user ada')
    expect(provider.paths).toEqual(['/.well-known/openid-configuration', '/jwks'])
  })

  it('may end in a slash, which is no part of the place', async () => {
    const { provider, with: by } = await scene(({ issuer: own }) => ({ issuer: `${own}/` }))
    provider.document = { issuer: `${provider.issuer}/` }
    expect(await by(first)).toBe('user ada')
    expect(provider.paths[0]).toBe('/.well-known/openid-configuration')
  })

  it('may move its keys', async () => {
    const { provider, with: by, later } = await found()
    expect(await by(first)).toBe('user ada')
    provider.document = { jwks_uri: `${provider.issuer}/moved` }
    provider.keys = [second]
    later(600)
    expect(await by(second)).toBe('user ada')
    expect(provider.paths.at(-1)).toBe('/moved')
  })

  it.each<[string, (own: string) => object]>([
    ['another', () => ({ issuer: 'https://evil.example' })],
    ['one that differs by a slash', (own) => ({ issuer: `${own}/` })],
    ['one in other letters', (own) => ({ issuer: own.toUpperCase() })],
  ])('is not believed when its document speaks of %s', async (_, document) => {
    const { provider, log, with: by } = await found()
    provider.document = { ...document(provider.issuer) }
    expect(await by(first)).toBe('identity_unavailable')
    expect(provider.asked).toBe(0)
    expect(log.lines[0]).toContain('its discovery document is of another issuer')
  })

  it('is not asked where it is on this machine and the config does not say so', async () => {
    for (const reach of [{ allowLoopback: false }, { allowLoopback: undefined, allowPrivateNetworks: true }]) {
      const { provider, log, with: by } = await found(reach)
      expect(await by(first)).toBe('identity_unavailable')
      expect(provider.connections).toBe(0)
      expect(log.lines[0]).toContain('its URL is on this machine, which needs allowLoopback')
    }
  })

  it.each([undefined, null, 7, ['http://127.0.0.1']])(
    'is not believed when its document names no issuer: %o',
    async (own) => {
      const { provider, log, with: by } = await found()
      provider.document = { issuer: own }
      expect(await by(first)).toBe('identity_unavailable')
      expect(provider.asked).toBe(0)
      expect(log.lines[0]).toContain('its discovery document lacks issuer or jwks_uri')
    },
  )

  it.each<[string, unknown, string]>([
    ['nowhere', undefined, 'its discovery document lacks issuer or jwks_uri'],
    ['in a list', ['http://127.0.0.1/jwks'], 'its discovery document lacks issuer or jwks_uri'],
    ['at no URL', '/jwks', 'its URL must be an https URL'],
    ['in a file', 'file:///etc/passwd', 'its URL must be on localhost'],
    ['at the metadata of a cloud', 'http://169.254.169.254/latest/meta-data', 'its URL must be on localhost'],
    ['in the internet, though it is said to be here', 'https://keys.example.org/', 'its URL must be on localhost'],
  ])('is not followed when its keys are %s', async (_, place, why) => {
    const { provider, log, with: by } = await found()
    provider.document = { jwks_uri: place }
    expect(await by(first)).toBe('identity_unavailable')
    expect(provider.asked).toBe(0)
    expect(log.lines[0]).toContain(why)
  })

  it.each<[string, Answer]>([
    ['points elsewhere', answering(301, '', { location: 'http://127.0.0.1:1/' })],
    ['is a list', answering(200, '[]')],
    ['is nothing', answering(200, 'null')],
    ['is a page', answering(200, '<html>', { 'content-type': 'text/html' })],
    ['never comes', mute],
  ])('is away when its document %s', async (_, answer) => {
    const { provider, with: by } = await found()
    provider.describe = answer
    expect(await by(first)).toBe('identity_unavailable')
    expect(provider.asked).toBe(0)
  })

  it('has one time limit for its document and its keys together', async () => {
    const { provider, with: by } = await scene(({ issuer: own }) => ({ issuer: own }), 1000)
    const { issuer: own, jwksUrl } = provider
    provider.describe = (response, request) =>
      void setTimeout(() => answering(200, JSON.stringify({ issuer: own, jwks_uri: jwksUrl }))(response, request), 900)
    provider.answer = mute
    const before = performance.now()
    expect(await by(first)).toBe('identity_unavailable')
    expect(provider.asked).toBe(1)
    // A limit for each would end after 1.9 seconds.
    expect(performance.now() - before).toBeLessThan(1700)
  })
})
