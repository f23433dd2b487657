import { generateKeyPairSync } from 'node:crypto'
import type { JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { examineIssuer } from '../../src/examine/issuer.ts'
import { answering, createSigningKey, startIdentityProvider } from '../fakes/identity_provider.ts'
import { bePatient } from '../patience.ts'

bePatient()

const signal = (): AbortSignal => AbortSignal.timeout(5000)

describe('looking at an issuer', () => {
  it('finds its keys by discovery, and says what they are for', async () => {
    const keys = await Promise.all([createSigningKey('a'), createSigningKey('b', 'ES256')])
    const { issuer } = await startIdentityProvider(...keys)
    const facts = await examineIssuer({ issuer, audience: 'rooms', allowLoopback: true }, signal())
    expect(facts).toEqual({ keys: 2, algorithms: ['EdDSA', 'ES256'], unusable: [] })
  })

  it('says what is wrong with keys that no token may be signed with', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const short: JWK = { ...publicKey.export({ format: 'jwk' }), kid: 'short' }
    const good = await createSigningKey('a')
    const provider = await startIdentityProvider()
    provider.answer = answering(
      200,
      JSON.stringify({ keys: [short, { ...good.jwk, use: 'enc' }, { ...good.jwk }, { kty: 'RSA', kid: 'broken' }] }),
    )
    const { jwksUrl, issuer } = provider
    const terms = { issuer, jwksUrl, audience: 'rooms', allowLoopback: true, algorithms: ['RS256'] } as const
    expect(await examineIssuer(terms, signal())).toEqual({
      keys: 4,
      algorithms: [],
      unusable: [
        'of a kind that does not count, or too short',
        'not for signing',
        'for other algorithms than the config allows',
        'not readable',
      ],
    })
  })

  it('says why its keys cannot be had', async () => {
    const provider = await startIdentityProvider()
    const { issuer } = provider
    provider.describe = answering(404, '{}')
    const terms = { issuer, audience: 'rooms', allowLoopback: true }
    await expect(examineIssuer(terms, signal())).rejects.toThrow('it answered with status 404')
    await expect(examineIssuer({ ...terms, allowLoopback: undefined }, signal())).rejects.toThrow('needs allowLoopback')
  })

  it('asks nobody where the key is in the config', async () => {
    expect(await examineIssuer({ issuer: 'a', audience: 'b', secret: 'c'.repeat(32) }, signal())).toBeNull()
  })
})
