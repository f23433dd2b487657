import { describe, expect, it } from 'vitest'
import { verifyToken04 } from '@roompass/token'
import { settingsWith } from '../config/configs.ts'
import { as, asBackend, development, serve, wordOf } from '../service.ts'

const { keys } = settingsWith()
const start = 1_800_000_000

async function passOf(response: Response) {
  expect(response.status).toBe(200)
  const body = await response.json()
  expect(Object.keys(body)).toEqual(['token'])
  return verifyToken04(body.token, keys, { now: start })
}

describe('GET /v1/token', () => {
  it("answers the app's server exactly as ZEGOCLOUD's page expects it", async () => {
    const { get } = await serve()
    const response = await get('/v1/token?userID=ada&expired_ts=86400', asBackend)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    const pass = await passOf(response)
    expect(pass).toMatchObject({ userId: 'ada', roomId: null, payload: '', issuedAt: start, expiresAt: start + 86_400 })
  })

  it('needs no user of somebody who is signed in, and lasts an hour unless it is said otherwise', async () => {
    const { get } = await serve()
    expect(await passOf(await get('/v1/token', as('ada')))).toMatchObject({ userId: 'ada', expiresAt: start + 3600 })
  })

  // Once any page could use up the tokens of whoever looked at it: an image is enough to have a browser ask.
  describe('asked for by a page of another site, with the session that the browser sends by itself', () => {
    const foreign = { 'sec-fetch-site': 'cross-site', ...as('ada') }
    const [evil, ours] = [{ origin: 'https://evil.example' }, { origin: 'https://app.example.org' }]
    const settings = { http: { allowedOrigins: [ours.origin], dialects: ['access_token'] } } as const

    it.each([
      ['as an image', {}],
      ['by a script', evil],
    ])('%s makes none', async (_, headers) => {
      const { get, store } = await serve(settings)
      for (const path of ['/v1/token', '/access_token'])
        expect((await get(path, { ...foreign, ...headers })).status).toBe(403)
      expect(await wordOf(await get('/v1/token', { ...foreign, ...headers }))).toBe('403 origin_not_allowed')
      expect(store.rows).toEqual([])
    })

    it('makes one where the config names the page', async () => {
      const { get } = await serve(settings)
      await passOf(await get('/v1/token', { ...foreign, ...ours }))
    })

    it('makes one where the credentials are sent on purpose, or the page is of this site', async () => {
      const { get } = await serve(settings)
      await passOf(await get('/v1/token?userID=ada', { ...foreign, ...evil, ...asBackend }))
      for (const site of ['same-origin', 'same-site', 'none'])
        await passOf(await get('/v1/token', { ...as('ada'), 'sec-fetch-site': site }))
    })
  })

  it('seals a room, and the rights in it, where one is named', async () => {
    const { get } = await serve({ policy: { rules: [{ rooms: 'lobby', publish: false }] } })
    expect(await passOf(await get('/v1/token?roomID=lobby', as('ada')))).toMatchObject({
      roomId: 'lobby',
      grant: { join: true, publish: false },
    })
    expect(await wordOf(await get('/v1/token?roomID=vault', as('ada')))).toBe('403 forbidden')
  })

  it('lets whoever tries it out be anyone', async () => {
    const { fetch } = await serve(await development())
    const response = await fetch(new Request('http://localhost:8787/v1/token?userID=ada&expired_ts=60'))
    expect(response.status).toBe(200)
    expect(await wordOf(await fetch(new Request('http://localhost:8787/v1/token')))).toBe('400 user_required')
  })

  it('ignores parameters that pages send for others, however often', async () => {
    const { get } = await serve()
    const response = await get('/v1/token?utm=1&userID=ada&utm=2&role=king&userId=eve&payload=x', asBackend)
    expect(await passOf(response)).toMatchObject({ userId: 'ada' })
  })

  it('cuts a lifetime that is longer than any', async () => {
    const { get } = await serve()
    expect(await passOf(await get('/v1/token?expired_ts=9999999999', as('ada')))).toMatchObject({
      expiresAt: start + 86_400,
    })
  })

  it.each<[string, object[]]>([
    ['userID=ada&userID=ada', [{ pointer: '/userID', detail: 'must be given once' }]],
    ['userID=ada&userID=bob', [{ pointer: '/userID', detail: 'must be given once' }]],
    ['roomID=a&roomID=', [{ pointer: '/roomID', detail: 'must be given once' }]],
    ['expired_ts=1&expired_ts=2', [{ pointer: '/expired_ts', detail: 'must be given once' }]],
    ['expired_ts=', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=0', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=-60', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=060', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=1.5', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=1e3', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=%2060', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=60%0A', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    ['expired_ts=99999999999', [{ pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' }]],
    [
      'userID=a&userID=b&roomID=a&roomID=b&expired_ts=soon',
      [
        { pointer: '/userID', detail: 'must be given once' },
        { pointer: '/roomID', detail: 'must be given once' },
        { pointer: '/expired_ts', detail: 'must be a whole number of seconds above 0' },
      ],
    ],
  ])('names all that is wrong with ?%s', async (query, errors) => {
    const { get, store } = await serve()
    const response = await get(`/v1/token?${query}`, asBackend)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'query_invalid', errors })
    expect(store.rows).toEqual([])
  })

  it.each([
    ['userID=', '400 user_id_invalid'],
    ['userID=zo%C3%AB', '400 user_id_invalid'],
    ['userID=a%20b', '400 user_id_invalid'],
    ['userID=a+b', '400 user_id_invalid'],
    ['userID=%FF', '400 user_id_invalid'],
    ['userID=a%00b', '400 user_id_invalid'],
    ['userID=ada&roomID=', '400 room_id_invalid'],
    ['userID=ada&roomID=a%23b', '400 room_id_invalid'],
    ['userid=ada', '400 user_required'],
  ])('refuses ?%s', async (query, word) => {
    const { get } = await serve()
    expect(await wordOf(await get(`/v1/token?${query}`, asBackend))).toBe(word)
  })

  it.each<[string, Record<string, string>, string]>([
    ['', {}, '401 unauthenticated'],
    ['?userID=ada', {}, '401 unauthenticated'],
    ['?userID=bob', as('ada'), '403 user_mismatch'],
    ['', asBackend, '400 user_required'],
    ['?userID=ada', { authorization: 'Bearer rpk_backend_x' }, '401 credentials_invalid'],
    ['?userID=ada', { authorization: 'Bearer opaque' }, '401 credentials_invalid'],
  ])('refuses who may not have it: %s %o', async (query, headers, word) => {
    const { get } = await serve()
    expect(await wordOf(await get(`/v1/token${query}`, headers))).toBe(word)
  })

  it('takes no credentials from the URL', async () => {
    const { get } = await serve()
    const key = asBackend.authorization.slice('Bearer '.length)
    for (const name of ['access_token', 'token', 'api_key', 'authorization', 'x-api-key'])
      expect(await wordOf(await get(`/v1/token?userID=ada&${name}=${key}`))).toBe('401 unauthenticated')
  })
})
