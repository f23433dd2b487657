import { describe, expect, it } from 'vitest'
import { createOrigins } from '../../src/http/origins.ts'
import { as, development, origin as own, serve } from '../service.ts'

const app = 'https://app.example.org'
const allowing = { http: { allowedOrigins: [app, 'http://localhost:5173'] } }

const strangers = [
  'null',
  'https://evil.example',
  'http://app.example.org',
  'https://app.example.org:8443',
  'https://app.example.org.evil.example',
  'https://evil-app.example.org',
  'https://sub.app.example.org',
  'https://example.org',
  'https://app.example.org/',
  'https://APP.example.org',
  'https://app.example.org@evil.example',
  'https://app.example.org%00.evil.example',
  'http://localhost',
  'http://localhost:5174',
  'http://127.0.0.1:5173',
  '*',
  'file://',
  app.replace('https', 'wss'),
]

describe('a page of another origin', () => {
  it('may read answers when the config names its origin', async () => {
    const { get } = await serve(allowing)
    const response = await get('/v1/token', { ...as('ada'), origin: app })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe(app)
    expect(response.headers.get('access-control-expose-headers')).toBe('retry-after, x-request-id')
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it('may read refusals as well', async () => {
    const { get } = await serve(allowing)
    const response = await get('/v1/token', { origin: app })
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBe(app)
  })

  it('may send cookies when the config says so', async () => {
    const { get } = await serve({ http: { allowedOrigins: [app], allowCredentials: true } })
    const response = await get('/v1/app', { origin: app })
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-allow-origin')).toBe(app)
  })

  it.each(strangers)('may not read them when it is %s', async (origin) => {
    const { get, ask } = await serve({ http: { ...allowing.http, allowCredentials: true } })
    for (const response of [await get('/v1/app', { origin }), await ask('OPTIONS', '/v1/app', { origin })]) {
      const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control'))
      expect(cors).toEqual([])
      expect(response.headers.get('vary')).toBe('origin')
    }
  })

  it('may not read them because it has the same host: a page that came over HTTP is not one that came over HTTPS', async () => {
    const { get } = await serve({ http: { allowedOrigins: [], allowCredentials: true } })
    const response = await get('/v1/app', { origin: own })
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })

  it('is told what it may send before it sends it', async () => {
    const { ask } = await serve(allowing)
    for (const path of ['/v1/kit-tokens', '/v1/token', '/nowhere']) {
      const asked = {
        origin: app,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      }
      const response = await ask('OPTIONS', path, asked)
      expect(response.status).toBe(204)
      expect(await response.text()).toBe('')
      expect(response.headers.get('access-control-allow-origin')).toBe(app)
      expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST')
      expect(response.headers.get('access-control-allow-headers')).toBe(
        'authorization, content-type, x-api-key, x-sandbox-id',
      )
      expect(response.headers.get('access-control-max-age')).toBe('600')
    }
  })

  it('is nobody to whom an answer would be given that was kept for another', async () => {
    const { get } = await serve(allowing)
    for (const headers of [{}, { origin: app }, { origin: 'https://evil.example' }])
      expect((await get('/v1/app', headers)).headers.get('vary')).toBe('origin')
  })
})

describe('while trying out', () => {
  it.each([
    'http://localhost:5173',
    'http://127.0.0.1:3000',
    'http://[::1]:80',
    'https://localhost',
    'http://127.9.9.9',
  ])('a page of this machine may call: %s', async (origin) => {
    const { fetch } = await serve(await development())
    const response = await fetch(new Request('http://localhost:8787/v1/app', { headers: { origin } }))
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
  })

  it.each([
    'http://localhost.evil.example',
    'http://evil.example',
    'http://127.0.0.1.evil.example',
    'http://192.168.0.1',
    'null',
  ])('a page of another machine may not: %s', async (origin) => {
    const { fetch } = await serve(await development())
    const response = await fetch(new Request('http://localhost:8787/v1/app', { headers: { origin } }))
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('the origin of a WebSocket', () => {
  const origins = createOrigins([app], false)

  it.each([
    [app, 'rooms.example', true],
    ['https://rooms.example', 'rooms.example', true],
    ['http://rooms.example:8787', 'rooms.example:8787', true],
    [null, 'rooms.example', true],
    [null, null, true],
    ['https://rooms.example:444', 'rooms.example', false],
    ['https://rooms.example.evil.example', 'rooms.example', false],
    ['https://evil-rooms.example', 'rooms.example', false],
    ['https://sub.rooms.example', 'rooms.example', false],
    ['https://evil.example', 'rooms.example', false],
    ['https://evil.example', null, false],
    ['null', 'rooms.example', false],
    ['null', null, false],
    ['', '', false],
    ['http://localhost', 'rooms.example', false],
  ])('%s at the host %s: %s', (origin, host, allowed) => {
    expect(origins.allows(origin, host)).toBe(allowed)
  })
})
