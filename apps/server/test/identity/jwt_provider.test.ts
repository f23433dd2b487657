// Keys that a provider publishes: they rotate, and the provider is away at times. What is asked of it, and what is answered meanwhile.
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { jwtSource } from '../../src/identity/jwt.ts'
import type { IdentitySource } from '../../src/identity/identity.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import {
  createSigningKey,
  startIdentityProvider,
  type IdentityProvider,
  type SigningKey,
} from '../fakes/identity_provider.ts'
import { ask, bearer } from './ask.ts'
import { bePatient } from '../patience.ts'

bePatient()

const issuer = 'https://id.example.org/'
const [first, second] = await Promise.all([createSigningKey('first'), createSigningKey('second')])

async function tokenOf(key: SigningKey): Promise<Request> {
  const seconds = Math.floor(Date.now() / 1000)
  return bearer(await key.sign({ iss: issuer, aud: 'rooms', sub: 'ada', exp: seconds + 3600 }))
}

interface Scene {
  readonly provider: IdentityProvider
  readonly source: IdentitySource
  readonly log: CapturedLog
}

async function scene(): Promise<Scene> {
  const provider = await startIdentityProvider(first)
  const log = createCapturedLog()
  const source = await jwtSource([{ issuer, audience: 'rooms', jwksUrl: provider.jwksUrl }], log, Date.now)
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  return { provider, source, log }
}

function later(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000)
}

describe('keys of a provider', () => {
  it('are fetched once for many tokens, and not before the first', async () => {
    const { provider, source } = await scene()
    expect(provider.asked).toBe(0)
    const token = await tokenOf(first)
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(source, token)))
    expect(new Set(answers)).toEqual(new Set(['user ada']))
    expect(provider.asked).toBe(1)
  })

  it('may rotate: a new one is found half a minute after the last look', async () => {
    const { provider, source } = await scene()
    expect(await ask(source, await tokenOf(first))).toBe('user ada')
    provider.keys = [first, second]
    later(31)
    expect(await ask(source, await tokenOf(second))).toBe('user ada')
    expect(await ask(source, await tokenOf(first))).toBe('user ada')
    expect(provider.asked).toBe(2)
  })

  it('that are withdrawn count no longer after ten minutes', async () => {
    const { provider, source } = await scene()
    expect(await ask(source, await tokenOf(first))).toBe('user ada')
    provider.keys = [second]
    later(601)
    expect(await ask(source, await tokenOf(first))).toBe('credentials_invalid')
  })

  it('are not fetched again for a flood of unknown names', async () => {
    const { provider, source } = await scene()
    await ask(source, await tokenOf(first))
    for (let n = 0; n < 20; n += 1) expect(await ask(source, await tokenOf(second))).toBe('credentials_invalid')
    expect(provider.asked).toBe(1)
    later(31)
    for (let n = 0; n < 20; n += 1) await ask(source, await tokenOf(second))
    expect(provider.asked).toBe(2)
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
    expect(elsewhere.asked).toBe(0)
    expect(provider.asked).toBe(1)
  })

  it('stay known while the provider is away, for ten minutes', async () => {
    const { provider, source } = await scene()
    await ask(source, await tokenOf(first))
    provider.answer = (response) => response.destroy()
    later(599)
    expect(await ask(source, await tokenOf(first))).toBe('user ada')
    later(2)
    expect(await ask(source, await tokenOf(first))).toBe('identity_unavailable')
    provider.answer = null
    expect(await ask(source, await tokenOf(first))).toBe('user ada')
  })
})

describe('a provider that cannot be asked', () => {
  it.each<[string, NonNullable<IdentityProvider['answer']>]>([
    ['hangs up', (response) => response.destroy()],
    ['fails', (response) => response.writeHead(500).end('{"keys":[]}')],
    ['is not there any more', (response) => response.writeHead(404).end()],
    ['points elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/jwks' }).end()],
    ['answers with a page', (response) => response.writeHead(200).end('<html>maintenance</html>')],
    ['answers with something else', (response) => response.writeHead(200).end('{"error":"maintenance"}')],
    ['answers with keys that are none', (response) => response.writeHead(200).end('{"keys":[{"kid":"first"},7]}')],
  ])('says nothing about the token: one that %s', async (_, answer) => {
    const { provider, source, log } = await scene()
    provider.answer = answer
    expect(await ask(source, await tokenOf(first))).toBe('identity_unavailable')
    expect(log.events).toEqual(['error jwt_keys_unavailable'])
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({ issuer, error: expect.any(String) })
    provider.answer = null
    expect(await ask(source, await tokenOf(first))).toBe('user ada')
  })

  it('is waited for five seconds', async () => {
    const { provider, source } = await scene()
    provider.answer = () => undefined
    const started = performance.now()
    expect(await ask(source, await tokenOf(first))).toBe('identity_unavailable')
    expect(performance.now() - started).toBeGreaterThan(4500)
  })

  it('is not asked about tokens of others, or about what is no JWT', async () => {
    const { provider, source } = await scene()
    const foreign = await first.sign({ iss: 'https://else.example/', aud: 'rooms', sub: 'ada', exp: 4_000_000_000 })
    expect(await ask(source, bearer(foreign))).toBe('credentials_invalid')
    expect(await ask(source, bearer('opaque'))).toBe('no credentials of this kind')
    expect(provider.asked).toBe(0)
  })
})
