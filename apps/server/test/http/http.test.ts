import { describe, expect, it } from 'vitest'
import { mint } from '@roompass/token'
import { appId, serverSecret, settingsWith } from '../config/configs.ts'
import { apiKey, as, asBackend, development, origin, serve, wordOf } from '../service.ts'

describe('every answer', () => {
  const requests: [string, string, Record<string, string>][] = [
    ['GET', '/v1/app', {}],
    ['GET', '/v1/token', {}],
    ['GET', '/v1/token?userID=a&userID=b', {}],
    ['GET', '/v1/token', as('ada')],
    ['GET', '/healthz', {}],
    ['GET', '/readyz', {}],
    ['GET', '/nowhere', {}],
    ['PUT', '/v1/app', {}],
    ['OPTIONS', '/v1/app', { origin: 'https://evil.example' }],
    ['HEAD', '/v1/app', {}],
  ]

  it.each(requests)(
    'to %s %s is kept by nobody, sniffed by nobody and framed by nobody',
    async (method, path, headers) => {
      const { ask } = await serve()
      const response = await ask(method, path, headers)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        vary: 'origin',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      })
      expect(response.headers.has('server')).toBe(false)
      expect(response.headers.has('x-powered-by')).toBe(false)
      expect(response.headers.has('set-cookie')).toBe(false)
    },
  )

  it('has an ID of its own, whatever the caller sends', async () => {
    const { get } = await serve()
    const ids = []
    for (let n = 0; n < 3; n += 1)
      ids.push((await get('/v1/app', { 'x-request-id': 'mine' })).headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(3)
    expect(ids).not.toContain('mine')
  })
})

describe('the routes', () => {
  it('say which app this is', async () => {
    const { get } = await serve()
    expect(await (await get('/v1/app')).json()).toEqual({ appId })
  })

  it.each([
    ['HEAD', '/v1/app', 200],
    ['HEAD', '/healthz', 200],
    ['HEAD', '/v1/token', 405],
    ['POST', '/v1/app', 405],
    ['DELETE', '/v1/token', 405],
    ['GET', '/v1/kit-tokens', 405],
    ['HEAD', '/v1/kit-tokens', 405],
    ['PATCH', '/v1/kit-tokens', 405],
    ['POST', '/v1/room', 405],
    ['POST', '/healthz', 405],
    ['DELETE', '/readyz', 405],
    ['GET', '/', 404],
    ['GET', '/v1', 404],
    ['GET', '/v1/', 404],
    ['GET', '/v1/app/', 404],
    ['GET', '/V1/app', 404],
    ['GET', '//v1/app', 404],
    ['GET', '/v1/constructor', 404],
    ['POST', '/nowhere', 404],
  ])('answer %s %s with %d', async (method, path, status) => {
    const { ask } = await serve()
    const response = await ask(method, path)
    expect(response.status).toBe(status)
    if (method === 'HEAD') expect(await response.text()).toBe('')
  })

  it.each([
    ['/v1/token', 'GET'],
    ['/v1/kit-tokens', 'POST'],
    ['/v1/app', 'GET, HEAD'],
    ['/v1/room', 'GET'],
    ['/healthz', 'GET, HEAD'],
    ['/readyz', 'GET, HEAD'],
  ])('say at %s that it takes %s', async (path, allow) => {
    const { ask } = await serve()
    const response = await ask('PUT', path)
    expect(response.headers.get('allow')).toBe(allow)
    expect(await wordOf(response)).toBe('405 method_not_allowed')
  })
})

describe('health', () => {
  it('is good as long as there is an answer', async () => {
    const { get, store } = await serve()
    store.available = false
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
  })

  it('is readiness too while the store can be written', async () => {
    const { get, store } = await serve()
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' })
    store.available = false
    expect(await wordOf(await get('/readyz'))).toBe('503 not_ready')
    store.available = true
    expect((await get('/readyz')).status).toBe(200)
  })

  it('is no readiness any more when the server closes, and tokens are not given then', async () => {
    const { get, close } = await serve()
    const closing = close()
    expect(await wordOf(await get('/readyz'))).toBe('503 not_ready')
    await closing
    expect(await wordOf(await get('/readyz'))).toBe('503 not_ready')
    expect(await wordOf(await get('/v1/token', as('ada')))).toBe('503 store_unavailable')
    expect((await get('/healthz')).status).toBe(200)
  })
})

describe('while trying out, the host', () => {
  it.each(['localhost', 'localhost:8787', '127.0.0.1:8787', '127.0.0.2', '[::1]:8787', 'LOCALHOST:1', '0x7f.1'])(
    'may be this machine: %s',
    async (host) => {
      const { fetch } = await serve(await development())
      expect((await fetch(new Request(`http://${host}/v1/app`))).status).toBe(200)
    },
  )

  it.each([
    'evil.example',
    'localhost.evil.example',
    '192.168.1.5:8787',
    '[::2]',
    'localhost.',
    'evil.example:8787',
    '0.0.0.0',
  ])('may be nothing else, so that no name on the internet can be made to point here: %s', async (host) => {
    const { fetch, store } = await serve(await development())
    for (const path of ['/v1/app', '/v1/token?userID=ada', '/healthz', '/nowhere'])
      expect(await wordOf(await fetch(new Request(`http://${host}${path}`)))).toBe('421 host_not_allowed')
    expect((await fetch(new Request(`http://${host}/v1/app`, { method: 'OPTIONS' }))).status).toBe(421)
    expect(store.rows).toEqual([])
  })

  it('may be anything where the server is meant for others', async () => {
    const { fetch } = await serve()
    expect((await fetch(new Request('http://anything.example/v1/app'))).status).toBe(200)
  })
})

describe('a fault of the server', () => {
  const message = 'the session of ada is s3cr3t'

  it('says nothing of itself to the caller, and all of itself to the operator', async () => {
    const { get, log } = await serve({
      identity: {
        authenticate: () => ({
          userId: 'ada',
          get userName(): string {
            throw new TypeError(message)
          },
        }),
      },
    })
    const response = await get('/v1/token')
    const body = await response.text()
    expect(response.status).toBe(500)
    expect(body).not.toMatch(/s3cr3t|TypeError|\.ts|at /)
    expect(log.events).toEqual(['error request_failed'])
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({
      request_id: response.headers.get('x-request-id'),
      error: 'TypeError',
      error_stack: expect.stringMatching(/^at .*http\.test\.ts/),
    })
    // What an error says may quote anything.
    expect(log.lines[0]).not.toContain(message)
  })
})

describe('limits', () => {
  it('go by the user, and by the network that the transport knows', async () => {
    const { get } = await serve({ limits: { tokensPerUser: 2, tokensPerNetwork: 3 } })
    const words = []
    for (const user of ['ada', 'ada', 'ada', 'bob', 'cyd']) words.push(await wordOf(await get('/v1/token', as(user))))
    expect(words).toEqual(['200', '200', '429 rate_limited', '200', '429 rate_limited'])
  })

  it('do not go by what the caller says of its address', async () => {
    const { get } = await serve({ limits: { tokensPerNetwork: 1 } })
    expect((await get('/v1/token', { ...as('ada'), 'x-forwarded-for': '198.51.100.1' })).status).toBe(200)
    expect((await get('/v1/token', { ...as('bob'), 'x-forwarded-for': '198.51.100.2' })).status).toBe(429)
  })

  it('go by what a trusted proxy says of it', async () => {
    const settings = { limits: { tokensPerNetwork: 1 }, http: { trustedProxies: ['203.0.113.7'] } }
    const { get, store } = await serve(settings)
    const via = (address: string) => ({ ...as('ada'), 'x-forwarded-for': address })
    expect((await get('/v1/token', via('198.51.100.1'))).status).toBe(200)
    expect((await get('/v1/token', via('192.0.2.1'))).status).toBe(200)
    expect((await get('/v1/token', via('198.51.100.250'))).status).toBe(429)
    expect(store.rows.map(({ network }) => network)).toEqual(['198.51.100.0/24', '192.0.2.0/24'])
  })

  it('of the network do not count where nobody knows the address', async () => {
    const { get, store } = await serve({ limits: { tokensPerNetwork: 1 } }, {})
    for (const user of ['ada', 'bob', 'cyd']) expect((await get('/v1/token', as(user))).status).toBe(200)
    expect(store.rows.map(({ network }) => network)).toEqual([null, null, null])
  })
})

describe('the log of a busy server', () => {
  it('holds no secret, no token, no name and nothing else that a request said', async () => {
    const service = await serve({
      policy: {
        decide(user, wish) {
          if (wish.roomId === 'fail') throw new Error(`cannot judge ${user.id} of ${user.name}`)
          return { granted: true, publish: true }
        },
      },
      limits: { tokensPerUser: 6 },
    })
    const { keys } = settingsWith()
    const kitToken = mint({ userId: 'ada', roomId: 'lobby', userName: 'Augusta', expiresIn: 60 }, keys)
    const session = as('ada-of-the-cookie')
    const requests = [
      () => service.get('/v1/token', session),
      () => service.get('/v1/token?userID=bob-of-the-query&roomID=fail', asBackend),
      () => service.get(`/v1/token?userID=${encodeURIComponent(kitToken)}`, asBackend),
      () => service.get('/v1/token', { authorization: `Bearer ${kitToken}` }),
      () => service.get('/v1/token', { 'x-api-key': `${apiKey}x` }),
      () => service.post({ roomId: 'lobby', userName: 'Augusta' }, session),
      () => service.post({ roomId: 'fail', userName: 'Augusta' }, session),
      () => service.post({ [kitToken]: apiKey }, session),
      () => service.post(`{"roomId":"${kitToken}`, session),
    ]
    const given: string[] = []
    for (let round = 0; round < 4; round += 1) {
      service.store.available = round !== 2
      for (const request of requests) given.push(await (await request()).text())
    }
    const written = service.log.lines.join('')
    expect(service.log.events).toContain('error policy_failed')
    expect(service.log.events).toContain('error audit_unavailable')
    const tokens = given.flatMap((text) => /"04[^"]+"/.exec(text) ?? [])
    expect(tokens.length).toBeGreaterThan(3)
    const secret = [
      serverSecret,
      apiKey,
      apiKey.slice(-43),
      kitToken,
      kitToken.slice(0, 30),
      'Augusta',
      'ada-of',
      'bob-of',
      'cookie',
      origin,
    ]
    for (const text of [...secret, ...tokens.map((token) => token.slice(1, 40))]) expect(written).not.toContain(text)
  })
})
