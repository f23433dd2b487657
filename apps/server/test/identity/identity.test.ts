import { describe, expect, it } from 'vitest'
import { apiKeySource, createApiKey } from '../../src/identity/api_keys.ts'
import { appSource } from '../../src/identity/app_function.ts'
import {
  anonymousSource,
  bearerOf,
  firstOf,
  identified,
  unidentified,
  type IdentitySource,
} from '../../src/identity/identity.ts'
import { jwtSource } from '../../src/identity/jwt.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ask, bearer, requestWith } from './ask.ts'

const nobody: IdentitySource = async () => null
const service: IdentitySource = async () =>
  identified({ kind: 'service', name: 'first', scopes: ['tokens'], users: '*' })
const wrong: IdentitySource = async () => unidentified('credentials_invalid')
const notAsked: IdentitySource = async () => {
  throw new Error('this source must not be asked')
}

describe('several ways to be known', () => {
  it('are asked one after the other until one finds its credentials', async () => {
    expect(await ask(firstOf([nobody, service, notAsked]), requestWith())).toBe('service first')
    expect(await ask(firstOf([nobody, nobody, anonymousSource]), requestWith())).toBe('anonymous')
  })

  it('end with the first credentials that are wrong', async () => {
    expect(await ask(firstOf([nobody, wrong, notAsked]), requestWith())).toBe('credentials_invalid')
  })

  it('find nobody where there are no credentials', async () => {
    expect(await ask(firstOf([]), requestWith())).toBe('unauthenticated')
    expect(await ask(firstOf([nobody]), requestWith({ cookie: 'session=x' }))).toBe('unauthenticated')
  })

  it.each([
    ['a bearer token', { authorization: 'Bearer opaque' }],
    ['a name and password', { authorization: 'Basic YTpi' }],
    ['a key', { 'x-api-key': 'opaque' }],
  ])('say so when they do not know %s', async (_, headers) => {
    expect(await ask(firstOf([nobody, nobody]), requestWith(headers))).toBe('credentials_invalid')
  })
})

describe('API keys, JWTs and the app side by side', () => {
  const backend = createApiKey('backend')
  const secret = 'a shared secret of at least 32 characters'

  async function allWays(): Promise<IdentitySource> {
    const log = createCapturedLog()
    const jwt = await jwtSource([{ issuer: 'me', audience: 'rooms', secret }], { log, now: Date.now })
    const app = appSource(({ headers }) => (headers.get('cookie') === 'session=ada' ? { userId: 'ada' } : null), log)
    return firstOf([apiKeySource([backend.entry]), jwt, app])
  }

  it('do not take what is wrong of one kind for another kind, even beside a session that is right', async () => {
    const identify = await allWays()
    const cookie = 'session=ada'
    expect(await ask(identify, requestWith({ cookie }))).toBe('user ada')
    expect(await ask(identify, requestWith({ cookie, authorization: `Bearer ${backend.key}` }))).toBe('service backend')
    expect(await ask(identify, requestWith({ cookie, authorization: `Bearer ${backend.key}A` }))).toBe(
      'credentials_invalid',
    )
    expect(await ask(identify, requestWith({ cookie, 'x-api-key': 'rpk_backend_' }))).toBe('credentials_invalid')
    expect(await ask(identify, requestWith({ cookie, authorization: 'Bearer e30.e30.e30' }))).toBe(
      'credentials_invalid',
    )
    // An unsigned token is a wrong JWT, and not a token of an unknown kind.
    expect(await ask(identify, requestWith({ cookie, authorization: 'Bearer e30.e30.' }))).toBe('credentials_invalid')
  })
})

describe('a bearer token', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER  abc', 'abc'],
    ['Bearer ~!a=', '~!a='],
    ['Bearer', null],
    ['Bearer ', null],
    ['Bearerabc', null],
    ['Bearer a b', null],
    ['Bearer a, Bearer b', null],
    ['Token abc', null],
    ['Bearer \u00e9', null],
  ])('of "%s" is %o', (authorization, token) => {
    expect(bearerOf(requestWith({ authorization }))).toBe(token)
  })

  it('is none without the header', () => {
    expect(bearerOf(requestWith())).toBeNull()
    expect(bearerOf(bearer('x'))).toBe('x')
  })
})
