import { describe, expect, it } from 'vitest'
import { createApiKey } from '../../src/identity/api_keys.ts'
import { identified, unidentified, type IdentitySource } from '../../src/identity/identity.ts'
import { createIdentify, straysOf, type IdentityRoutes } from '../../src/identity/routes.ts'
import { serve, wordOf } from '../service.ts'
import { ask, requestWith } from './ask.ts'

/** Knows whoever sends a header of its name, as itself. */
const by =
  (name: string): IdentitySource =>
  async ({ headers }) => {
    const value = headers.get(name)
    if (value === 'wrong') return unidentified('credentials_invalid')
    return value === null ? null : identified({ kind: 'service', name, scopes: ['tokens'], users: '*' })
  }

const sources = { apiKeys: by('key'), jwt: by('jwt'), authenticate: by('session') }

function identifyWith(routes: IdentityRoutes, path: string): IdentitySource {
  const identify = createIdentify(sources, routes)
  return (request) => identify(request, path)
}

describe('ways to be known', () => {
  const routes: IdentityRoutes = { '/v1/token': ['authenticate'], '/v1/kit-tokens': ['jwt', 'apiKeys'] }

  it.each([
    ['/v1/token', { session: 'a' }, 'service session'],
    ['/v1/token', { jwt: 'a' }, 'unauthenticated'],
    ['/v1/token', { key: 'a' }, 'unauthenticated'],
    // What does not count here is not looked at.
    ['/v1/token', { session: 'a', jwt: 'wrong', key: 'wrong' }, 'service session'],
    ['/v1/token/more', { jwt: 'a' }, 'unauthenticated'],
    ['/v1/token/more', { session: 'a' }, 'service session'],
    ['/v1/kit-tokens', { session: 'a' }, 'unauthenticated'],
    ['/v1/kit-tokens', { jwt: 'a' }, 'service jwt'],
    ['/v1/kit-tokens', { key: 'a' }, 'service key'],
    // In their own order, whatever the order in the config.
    ['/v1/kit-tokens', { key: 'a', jwt: 'a' }, 'service key'],
    ['/v1/kit-tokens', { key: 'wrong', jwt: 'a' }, 'credentials_invalid'],
    // Everywhere else all of them count.
    ['/v1/tokens', { session: 'a' }, 'service session'],
    ['/v1/tokens', { jwt: 'a' }, 'service jwt'],
    ['/v1/tokens', { key: 'a' }, 'service key'],
    ['/', { key: 'a', jwt: 'a', session: 'a' }, 'service key'],
  ])('count on %s as the config says: %o', async (path, headers, who) => {
    expect(await ask(identifyWith(routes, path), requestWith({ ...headers }))).toBe(who)
  })

  it('that do not count are credentials all the same, and wrong ones', async () => {
    const request = requestWith({ authorization: 'Bearer a.b.c', jwt: 'a' })
    expect(await ask(identifyWith(routes, '/v1/token'), request)).toBe('credentials_invalid')
  })
})

describe('a server whose routes take different credentials', () => {
  const { key, entry } = createApiKey('backend')

  async function asked(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
    const { get } = await serve({
      identity: {
        apiKeys: [entry],
        authenticate: ({ headers: own }) => (own.get('cookie') === 'session=ada' ? { userId: 'ada' } : null),
        routes: { '/v1/token': ['authenticate'] },
      },
    })
    return wordOf(await get(path, headers))
  }

  it.each([
    ['/v1/token', { cookie: 'session=ada' }, '200'],
    ['/v1/token?userID=ada', { 'x-api-key': key }, '401 credentials_invalid'],
    // The same route in other spellings.
    ['/v1/x/../token?userID=ada', { 'x-api-key': key }, '401 credentials_invalid'],
    ['/v1/%2e/token?userID=ada', { 'x-api-key': key }, '401 credentials_invalid'],
    ['/v1/to%6ben?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/%76%31/token?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['//v1/token?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/v1//token?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/V1/token?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/v1/token/?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/v1%2Ftoken?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/v1/to%256ben?userID=ada', { 'x-api-key': key }, '404 not_found'],
    ['/v1/token%00?userID=ada', { 'x-api-key': key }, '404 not_found'],
  ])('asks on %s for what counts there', async (path, headers, word) => {
    expect(await asked(path, headers)).toBe(word)
  })

  it.each([
    '/v1/token',
    '/v1/kit-tokens',
    '/v1/revocations',
    '/v1/audit',
    '/v1/audit/export',
    '/access_token',
    '/api/userID',
  ])('lets the config settle who may ask on %s', async (path) => {
    const { get, post } = await serve({
      identity: { authenticate: () => ({ userId: 'ada' }), apiKeys: [entry], routes: { [path]: ['apiKeys'] } },
      http: { dialects: ['access_token', 'user_id_in_path'] },
    })
    const below = path === '/api/userID' ? `${path}/ada` : path
    const headers = { cookie: 'session=ada' }
    const words = [await get(below, headers), await post({ roomId: 'lobby' }, headers, below)].map(
      ({ status }) => status,
    )
    expect(words).toContain(401)
  })

  it.each(['/v1/tokens', '/v1/app', '/healthz', '/v1/kit-tokens/{id}', '/v1/tok', '/'])(
    'refuses to start with a word on %s, where nobody is asked',
    async (path) => {
      await expect(
        serve({ identity: { authenticate: () => null, routes: { [path]: ['authenticate'] } } }),
      ).rejects.toThrow(`identity.routes.${path}: is no route that asks who is asking`)
    },
  )

  it('goes by the longest path that fits', async () => {
    const { get } = await serve({
      identity: {
        apiKeys: [entry],
        authenticate: ({ headers: own }) => (own.get('cookie') === 'session=ada' ? { userId: 'ada' } : null),
        routes: { '/v1': ['apiKeys'], '/v1/token': ['authenticate'] },
      },
    })
    expect(await wordOf(await get('/v1/token', { cookie: 'session=ada' }))).toBe('200')
    expect(await wordOf(await get('/v1/revocations', { cookie: 'session=ada' }))).toBe('401 unauthenticated')
  })
})

describe('paths of the config at which nobody is asked', () => {
  const asking = ['/v1/token', '/v1/revocations', '/api/userID']

  it.each<[string, string[]]>([
    ['/v1/token', []],
    ['/v1', []],
    ['/api/userID', []],
    ['/v1/tok', ['/v1/tok']],
    ['/v1/token/', ['/v1/token/']],
    ['/api/userID/ada', ['/api/userID/ada']],
  ])('are those that no route stands at or below: %s', (path, strays) => {
    expect(straysOf({ [path]: ['jwt'] }, asking)).toEqual(strays)
  })
})
