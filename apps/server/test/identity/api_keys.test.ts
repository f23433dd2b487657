import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { apiKeyHash, apiKeySource, createApiKey } from '../../src/identity/api_keys.ts'
import { ask, bearer, requestWith } from './ask.ts'

const backend = createApiKey('backend')
const cron = createApiKey('cron-job-2')
const source = apiKeySource([backend.entry, cron.entry])
const stranger = createApiKey('stranger')

describe('a new API key', () => {
  it('names its server and holds 256 random bits', () => {
    expect(backend.key).toMatch(/^rpk_backend_[A-Za-z0-9_-]{43}$/)
    expect(createApiKey('backend').key).not.toBe(backend.key)
  })

  it('is known to the config by its hash alone', () => {
    expect(backend.entry).toEqual({ name: 'backend', sha256: createHash('sha256').update(backend.key).digest('hex') })
    expect(backend.entry.sha256).toMatch(apiKeyHash)
    expect(JSON.stringify(backend.entry)).not.toContain(backend.key.slice(-43))
  })

  it('is good for the tokens of everyone, unless it is made for something else', async () => {
    const support = createApiKey('support', { scopes: ['rooms', 'audit'], users: ['pupil-*', 'teacher'] })
    const both = apiKeySource([backend.entry, support.entry])
    expect(support.entry).toMatchObject({ scopes: ['rooms', 'audit'], users: ['pupil-*', 'teacher'] })
    expect(await both(bearer(backend.key))).toEqual({
      identified: true,
      caller: { kind: 'service', name: 'backend', scopes: ['tokens'], users: '*' },
    })
    expect(await both(bearer(support.key))).toEqual({
      identified: true,
      caller: { kind: 'service', name: 'support', scopes: ['rooms', 'audit'], users: ['pupil-*', 'teacher'] },
    })
  })

  it.each(['', 'Backend', 'a_b', 'x'.repeat(33), 'a b', 'ä'])('cannot be called "%s"', (name) => {
    expect(() => createApiKey(name)).toThrow(RangeError)
  })
})

describe('a server with an API key', () => {
  it('is known by the key as a bearer token, or in its own header', async () => {
    expect(await ask(source, bearer(backend.key))).toBe('service backend')
    expect(await ask(source, requestWith({ 'x-api-key': cron.key }))).toBe('service cron-job-2')
    expect(await ask(source, requestWith({ authorization: `bearer   ${backend.key}` }))).toBe('service backend')
  })

  it.each([
    ['of a name that nobody has', stranger.key],
    ['of one name with the end of another', `rpk_backend_${cron.key.slice(-43)}`],
    ['with one character changed', backend.key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['cut by one character', backend.key.slice(0, -1)],
    ['longer by one character', `${backend.key}A`],
    ['without a name', `rpk__${backend.key.slice(-43)}`],
    ['that is its prefix alone', 'rpk_'],
    ['that is the hash of the right one', `rpk_backend_${backend.entry.sha256}`],
    ['that is another member of every object', `rpk_constructor_${'x'.repeat(43)}`],
  ])('is refused with a key %s', async (_, key) => {
    expect(await ask(source, bearer(key))).toBe('credentials_invalid')
    expect(await ask(source, requestWith({ 'x-api-key': key }))).toBe('credentials_invalid')
  })

  it('learns nothing from the refusal about which names there are', async () => {
    const answers = await Promise.all([source(bearer(stranger.key)), source(bearer(`${backend.key.slice(0, -1)}~`))])
    expect(answers[0]).toEqual(answers[1])
  })
})

describe('a request without an API key', () => {
  it.each([
    ['no header', {}],
    ['a JWT', { authorization: 'Bearer a.b.c' }],
    ['a name and password', { authorization: 'Basic cnBrX2E6Yg==' }],
    ['a token without the scheme', { authorization: backend.key }],
    ['two tokens', { authorization: `Bearer ${backend.key} ${backend.key}` }],
    ['a header with something else', { 'x-api-key': 'secret' }],
    ['a JWT, whatever stands in the other header', { authorization: 'Bearer a.b.c', 'x-api-key': backend.key }],
  ])('is left to others: %s', async (_, headers) => {
    expect(await ask(source, requestWith(headers))).toBe('no credentials of this kind')
  })
})
