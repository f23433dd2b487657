import { describe, expect, it } from 'vitest'
import { verify, verifyToken04, type Pass } from '@roompass/token'
import type { CustomDialect } from '../../../src/http/dialects/dialect.ts'
import { dialectNames, type DialectName } from '../../../src/http/dialects/table.ts'
import { settingsWith } from '../../config/configs.ts'
import { as, asBackend, serve, type Service } from '../../service.ts'

const { keys } = settingsWith()
const start = 1_800_000_000
const lasting = (seconds: number) => start + seconds

const token04 = (token: string): Pass => verifyToken04(token, keys, { now: start })
const kitToken = (token: string): Pass => verify(token, keys, { now: start, accept: 'signed' })

/** As a page of this dialect sends it: a path with its query, or a path and a body. */
interface Asked {
  readonly path: string
  readonly body?: object
}

async function send({ get, post }: Service, { path, body }: Asked, headers: Readonly<Record<string, string>>) {
  return body === undefined ? get(path, headers) : post(body, headers, path)
}

const inToken = ({ token, ...rest }: { token: string }) => {
  expect(rest).toEqual({})
  return token04(token)
}
const inKitToken = ({ token, ...rest }: { token: string }) => {
  expect(rest).toEqual({})
  return kitToken(token)
}
const inText = (token: string) => token04(token)

/** What its pages send, and where they look for the token. */
const pages: Readonly<Record<DialectName, readonly [Asked, (answer: never) => Pass, object]>> = {
  access_token: [{ path: '/access_token?uid=ada&expired_ts=7200' }, inToken, { expiresAt: lasting(7200) }],
  access_token_kit: [
    { path: '/access_token?userID=ada&roomID=lobby&userName=Ada&expired_ts=86400' },
    inKitToken,
    { roomId: 'lobby', userName: 'Ada', expiresAt: lasting(86_400) },
  ],
  api_access_token: [{ path: '/api/access_token?userID=ada&expired_ts=86400' }, inToken, { roomId: null }],
  api_access_token_kit: [
    { path: '/api/access_token?userID=ada&userName=Ada&roomID=lobby&expired_ts=7200' },
    inKitToken,
    { roomId: 'lobby', userName: 'Ada' },
  ],
  get_access_token: [{ path: '/api/get_access_token?userID=ada&expired_ts=60' }, inToken, { expiresAt: lasting(60) }],
  post_token: [
    { path: '/api/token', body: { userID: 'ada', roomId: 'lobby', expiration: 7200 } },
    inToken,
    { roomId: 'lobby', expiresAt: lasting(7200) },
  ],
  post_token_text: [{ path: '/api/token', body: { app_id: 1_234_567_890, user_id: 'ada' } }, inText, {}],
  get_token: [{ path: '/api/token?userId=ada' }, inToken, { expiresAt: lasting(3600) }],
  get_token_and_app: [
    { path: '/api/token?userId=ada' },
    ({ token, appId, ...rest }: { token: string; appId: number }) => {
      expect({ appId, rest }).toEqual({ appId: 1_234_567_890, rest: {} })
      return token04(token)
    },
    {},
  ],
  prebuilt_token: [
    { path: '/demo/prebuilt_token', body: { user_id: 'ada', room_id: 'lobby', user_name: 'Ada' } },
    ({ data }: { data: { token: string } }) => inKitToken(data),
    { roomId: 'lobby', userName: 'Ada' },
  ],
  ai_agent: [{ path: '/api/zego-token?userId=ada' }, inCode, { expiresAt: lasting(3600) }],
  digital_human: [{ path: '/api/ZegoToken?userId=ada' }, inCode, { expiresAt: lasting(3600) }],
  zego_token: [
    { path: '/api/zego/token?userId=ada&effectiveTime=86400&payload=' },
    inText,
    { expiresAt: lasting(86_400) },
  ],
  zego_access_token: [{ path: '/api/zego/access_token?userID=ada' }, inToken, {}],
  generate_token: [{ path: '/api/generate-token?userId=ada' }, inToken, {}],
  zegotoken: [{ path: '/zegotoken?userID=ada' }, inToken, {}],
  user_id_in_path: [{ path: '/api/userID/ada' }, inToken, {}],
}

function inCode({ token, ...rest }: { token: string }): Pass {
  const pass = token04(token)
  expect(rest).toEqual({ code: 0, message: 'success', user_id: 'ada', expire_time: pass.expiresAt * 1000 })
  return pass
}

const withDialects = (...dialects: (DialectName | CustomDialect)[]) => ({ http: { dialects } })

async function answerOf(response: Response): Promise<never> {
  const isText = response.headers.get('content-type') === 'text/plain; charset=utf-8'
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each row reads its own
  return (isText ? await response.text() : await response.json()) as never
}

describe.each(dialectNames)('the dialect %s', (name) => {
  const [asked, read, proven] = pages[name]
  const { answer } = Object.assign(
    { answer: '' },
    { answer: name === 'ai_agent' || name === 'digital_human' ? 'code' : '' },
  )

  it('answers its pages as they expect it', async () => {
    const service = await serve(withDialects(name))
    const response = await send(service, asked, asBackend)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(read(await answerOf(response))).toMatchObject({ userId: 'ada', ...proven })
    expect(service.store.rows).toMatchObject([{ event: 'token.issued', userId: 'ada', actor: 'api_key:backend' }])
  })

  it('is there only where the config names it', async () => {
    expect((await send(await serve(), asked, asBackend)).status).toBe(404)
  })

  it('gives nothing to strangers, nor to users for others', async () => {
    const service = await serve(withDialects(name))
    const [stranger, other] = [await send(service, asked, {}), await send(service, asked, as('eve'))]
    expect([stranger.status, other.status]).toEqual([401, 403])
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Bearer/)
    const shown = await stranger.json()
    if (answer === 'code') expect(shown).toMatchObject({ code: 401, message: expect.stringMatching(/credentials/) })
    else expect(shown).toMatchObject({ code: 'unauthenticated', error: expect.stringMatching(/credentials/) })
    expect(service.store.rows).toEqual([])
  })

  it('asks the policy and counts against the limits', async () => {
    const refusing = await serve({
      ...withDialects(name),
      policy: { decide: () => ({ granted: false, reason: 'banned' }) },
    })
    expect((await send(refusing, asked, as('ada'))).status).toBe(403)
    const limited = await serve({ ...withDialects(name), limits: { tokensPerUser: 1 } })
    const first = await send(limited, asked, as('ada'))
    const second = await send(limited, asked, as('ada'))
    expect([first.status, second.status]).toEqual([200, 429])
    expect(second.headers.get('retry-after')).toMatch(/^\d+$/)
  })

  it('makes no token for HEAD', async () => {
    const service = await serve(withDialects(name))
    expect((await service.ask('HEAD', asked.path, asBackend)).status).toBe(405)
    expect(service.store.rows).toEqual([])
  })
})

describe('spellings', () => {
  it.each(['userID', 'uid', 'userId', 'UserID', 'user_id'])('take ?%s for the user', async (spelling) => {
    const { get } = await serve(withDialects('zegotoken'))
    expect(inToken(await (await get(`/zegotoken?${spelling}=ada`, asBackend)).json()).userId).toBe('ada')
  })

  it.each(['expired_ts', 'expiration', 'effectiveTime', 'expiredTs'])('take ?%s for the lifetime', async (spelling) => {
    const { get, post } = await serve(withDialects('get_token', 'post_token'))
    const asked = await get(`/api/token?userID=ada&${spelling}=90`, asBackend)
    expect(inToken(await asked.json()).expiresAt).toBe(lasting(90))
    const posted = await post({ userID: 'ada', [spelling]: '90' }, asBackend, '/api/token')
    expect(inToken(await posted.json()).expiresAt).toBe(lasting(90))
  })

  it.each([
    ['uid=ada&userID=ada', 'uid must not stand beside userID'],
    ['uid=ada&uid=bob', 'uid must be given once'],
    ['uid=ada&expired_ts=60&expiration=90', 'expiration must not stand beside expired_ts'],
    ['uid=ada&expired_ts=NaN', 'expired_ts must be a whole number of seconds above 0'],
    ['uid=ada&expired_ts=-1', 'expired_ts must be a whole number of seconds above 0'],
  ])('are refused where they leave something open: ?%s', async (query, error) => {
    const { get, store } = await serve(withDialects('access_token'))
    const response = await get(`/access_token?${query}`, asBackend)
    expect([response.status, await response.json()]).toMatchObject([400, { error, code: 'query_invalid' }])
    expect(store.rows).toEqual([])
  })

  it.each([
    ['/access_token', 400, 'user_required'],
    ['/access_token?uid=a%20b', 400, 'user_id_invalid'],
    ['/access_token?uid=ada&roomID=', 400, 'room_id_invalid'],
  ])('name nobody that there cannot be: %s', async (path, status, code) => {
    const { get } = await serve(withDialects('access_token'))
    const response = await get(path, asBackend)
    expect([response.status, await response.json()]).toMatchObject([status, { code, error: expect.any(String) }])
  })
})

describe('a dialect', () => {
  it('whose answer is a Kit Token needs its room', async () => {
    const { get, post } = await serve(withDialects('access_token_kit', 'prebuilt_token'))
    const asked = await get('/access_token?userID=ada', asBackend)
    expect([asked.status, await asked.json()]).toMatchObject([400, { error: 'roomID is missing' }])
    const posted = await post({ user_id: 'ada' }, asBackend, '/demo/prebuilt_token')
    expect([posted.status, await posted.json()]).toMatchObject([400, { error: 'roomID is missing' }])
  })

  it('says no to a payload of the caller', async () => {
    const { get } = await serve(withDialects('zego_token'))
    const response = await get('/api/zego/token?userId=ada&payload=%7B%7D', asBackend)
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'payload is for the server to say' }])
  })

  it('reads no rights from what a page sends beside', async () => {
    const { post } = await serve({ ...withDialects('post_token'), policy: { rules: [{ rooms: '*', publish: false }] } })
    const body = { userId: 'ada', roomId: 'lobby', role: 'host', privilege: { 2: 1 }, __proto__: { userID: 'eve' } }
    expect(inToken(await (await post(body, asBackend, '/api/token')).json()).grant).toMatchObject({ publish: false })
  })

  it('tells pages when it cannot, and that they may come back', async () => {
    const { get, store } = await serve(withDialects('access_token', 'ai_agent'))
    store.available = false
    const response = await get('/access_token?uid=ada', asBackend)
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'store_unavailable' }])
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await (await get('/api/zego-token?uid=ada', asBackend)).json()).toMatchObject({ code: 503 })
  })

  it('lets pages of other origins call as the config says', async () => {
    const { ask } = await serve({ http: { dialects: ['access_token'], allowedOrigins: ['https://app.example.org'] } })
    const headers = async (page: string) =>
      (await ask('OPTIONS', '/access_token', { origin: page })).headers.get('access-control-allow-origin')
    expect(await headers('https://eve.example.org')).toBeNull()
    const own = await ask('GET', '/access_token?uid=ada', { ...asBackend, origin: 'https://app.example.org' })
    expect(own.headers.get('access-control-allow-origin')).toBe('https://app.example.org')
  })

  it('may be of one’s own', async () => {
    const own: CustomDialect = {
      path: '/laravel/{roomId}/zego',
      method: 'POST',
      answer: 'kit-token',
      userId: ['who'],
      expiresIn: ['seconds'],
    }
    const { post } = await serve(withDialects(own))
    const response = await post({ who: 'ada', seconds: 60, userID: 'eve' }, asBackend, '/laravel/lobby/zego')
    expect(inKitToken(await response.json())).toMatchObject({ userId: 'ada', roomId: 'lobby', expiresAt: lasting(60) })
  })

  it('stands in the OpenAPI document of the server that has it', async () => {
    const { get } = await serve(withDialects('access_token', 'post_token_text', 'ai_agent', 'user_id_in_path'))
    const { paths } = await (await get('/v1/openapi.json')).json()
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/access_token', '/api/token', '/api/zego-token', '/api/userID/{userId}']),
    )
    const success = paths['/api/zego-token'].get.responses['200'].content['application/json'].schema
    expect(Object.keys(success.properties)).toEqual(['code', 'message', 'token', 'user_id', 'expire_time'])
  })

  it('keeps the user in the path out of the log', async () => {
    const { get, log } = await serve({ ...withDialects('user_id_in_path'), log: { requests: true } })
    await get('/api/userID/ada', asBackend)
    expect(JSON.stringify(log.lines)).toContain('/api/userID/{userId}')
    expect(JSON.stringify(log.lines)).not.toContain('ada')
  })
})
