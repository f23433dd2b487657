import { describe, expect, it } from 'vitest'
import { createApiKey } from '../../src/identity/api_keys.ts'
import { apiKey, as, asBackend, asOperator, config, origin, serve, wordOf, type Service } from '../service.ts'

const night = createApiKey('night', { scopes: ['audit', 'revocations'] })
const https = 'https://rooms.example:8787'
const page = { 'sec-fetch-site': 'same-origin', origin: https } as const
const withNight = () =>
  serve({ ...config, identity: { ...config.identity, apiKeys: [...(config.identity?.apiKeys ?? []), night.entry] } })

const logIn = (service: Service, key = night.key, headers: Readonly<Record<string, string>> = page) =>
  service.post({ apiKey: key }, headers, '/v1/session')

function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function inSession() {
  const service = await withNight()
  const cookie = cookieOf(await logIn(service))
  return { service, headers: { ...page, cookie } }
}

describe('logging in', () => {
  it('sets a cookie that no script reads, no other site sends and no plain line carries', async () => {
    const answer = await logIn(await withNight())
    expect(answer.status).toBe(201)
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^__Host-roompass-session=2\.night\.[\w-]{22}\.\d+\.\d+\.[\w-]{43}; /)
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      'HttpOnly',
      'Max-Age=900',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ])
    const body = await answer.json()
    expect(body).toMatchObject({ name: 'night', scopes: ['audit', 'revocations'] })
    expect(body.session.closesAt - body.session.endsAt).toBe(8 * 3600 - 900)
  })

  it('is a row of the audit, and so is logging out', async () => {
    const { service, headers } = await inSession()
    const answer = await service.ask('DELETE', '/v1/session', headers)
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie().every((cookie) => cookie.includes('Max-Age=0'))).toBe(true)
    expect(answer.headers.getSetCookie()).toHaveLength(2)
    expect(service.store.rows.map(({ event, actor, network }) => [event, actor, network])).toEqual([
      ['session.begun', 'api_key:night', '203.0.113.0/24'],
      ['session.ended', 'api_key:night', '203.0.113.0/24'],
    ])
  })

  it('out ends the session itself: a copy of its cookie, and what continued it, count no more', async () => {
    const { service, headers } = await inSession()
    service.clock.advance(60_000)
    const copy = { ...headers, cookie: cookieOf(await service.post({}, headers, '/v1/session/continue')) }
    expect((await service.ask('DELETE', '/v1/session', headers)).status).toBe(204)
    for (const one of [headers, copy]) {
      expect(await wordOf(await service.get('/v1/audit', one))).toBe('401 unauthenticated')
      expect(await wordOf(await service.post({}, one, '/v1/session/continue'))).toBe('401 unauthenticated')
      expect((await service.ask('DELETE', '/v1/session', one)).status).toBe(204)
    }
    expect(service.store.rows.filter(({ event }) => event === 'session.ended')).toHaveLength(1)
    const other = { ...headers, cookie: cookieOf(await logIn(service)) }
    expect((await service.get('/v1/audit', other)).status).toBe(200)
  })

  it('out is not done when it cannot be kept', async () => {
    const { service, headers } = await inSession()
    service.store.available = false
    const answer = await service.ask('DELETE', '/v1/session', headers)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await wordOf(answer)).toBe('503 store_unavailable')
    service.store.available = true
    expect((await service.get('/v1/audit', headers)).status).toBe(200)
  })

  it.each([
    ['another key', createApiKey('night').key, page, '401 credentials_invalid'],
    ['a key that gives tokens and no more', apiKey, page, '403 scope_missing'],
    ['no page', night.key, {}, '403 origin_not_allowed'],
    ['a page of another site', night.key, { ...page, 'sec-fetch-site': 'cross-site' }, '403 origin_not_allowed'],
    ['another origin of this site', night.key, { ...page, 'sec-fetch-site': 'same-site' }, '403 origin_not_allowed'],
    ['plain http from elsewhere', night.key, { ...page, origin }, '403 session_insecure'],
  ])('from or with %s is refused, sets nothing, and leaves a line in the log', async (_what, key, headers, word) => {
    const service = await withNight()
    const answer = await logIn(service, key, headers)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await wordOf(answer)).toBe(word)
    expect(service.store.rows).toEqual([])
    expect(service.log.events).toContain('warn session_refused')
    expect(service.log.lines.join('\n')).not.toContain(key)
  })

  it('with wrong keys again and again is put off', async () => {
    const service = await withNight()
    const wrong = createApiKey('night').key
    for (let n = 0; n < 20; n += 1) expect((await logIn(service, wrong)).status).toBe(401)
    const answer = await logIn(service, wrong)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    // The right one is the right one, whatever its neighbours do.
    expect((await logIn(service)).status).toBe(201)
  })

  it('in vain leaves no more than sixty lines a minute in the log, for each network', async () => {
    const service = await withNight()
    const refused = (): string[] => service.log.events.filter((event) => event === 'warn session_refused')
    for (let n = 0; n < 100; n += 1) expect((await logIn(service, night.key, {})).status).toBe(403)
    expect(refused()).toHaveLength(60)
    service.clock.advance(60_000)
    await logIn(service, night.key, {})
    expect(refused()).toHaveLength(61)
  })

  it('over plain http on this machine works with a cookie of another name', async () => {
    const service = await withNight()
    const local = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8787', host: 'localhost:8787' }
    const cookie = cookieOf(await logIn(service, night.key, local))
    expect(cookie).toMatch(/^roompass-session=/)
    expect((await service.get('/v1/audit', { ...local, cookie })).status).toBe(200)
    // Elsewhere any plain page of the domain could have set it.
    expect(await wordOf(await service.get('/v1/audit', { ...page, cookie }))).toBe('401 unauthenticated')
  })

  it('is not done when its row cannot be written', async () => {
    const service = await withNight()
    service.store.available = false
    const answer = await logIn(service)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await wordOf(answer)).toBe('503 store_unavailable')
  })
})

describe('a session over HTTP', () => {
  it('may what its key may, and its deeds carry the name of the key', async () => {
    const { service, headers } = await inSession()
    const json = { ...headers, 'content-type': 'application/json' }
    const made = await service.post({ scope: { kind: 'app' } }, json, '/v1/revocations')
    expect(await made.json()).toMatchObject({ by: 'api_key:night' })
    expect((await service.get('/v1/audit', headers)).status).toBe(200)
    expect(await wordOf(await service.get('/v1/metrics', headers))).toBe('403 scope_missing')
  })

  it.each(['cross-site', 'same-site', 'none'])('does not count on a request that is %s', async (site) => {
    const { service, headers } = await inSession()
    const answer = await service.get('/v1/audit', { ...headers, 'sec-fetch-site': site })
    expect(await wordOf(answer)).toBe('401 unauthenticated')
  })

  it('does not count where a browser does not say where a request is from', async () => {
    const { service, headers } = await inSession()
    const { cookie } = headers
    expect(await wordOf(await service.get('/v1/audit', { cookie }))).toBe('401 unauthenticated')
  })

  it('changes nothing for a page of another origin', async () => {
    const { service, headers } = await inSession()
    const foreign = { ...headers, origin: 'https://evil.example', 'content-type': 'application/json' }
    const answer = await service.post({ scope: { kind: 'app' } }, foreign, '/v1/revocations')
    expect(await wordOf(answer)).toBe('403 origin_not_allowed')
  })

  it('fetches no token, whatever its key may', async () => {
    const { entry, key } = createApiKey('both', { scopes: ['tokens', 'audit'] })
    const service = await serve({ ...config, identity: { apiKeys: [entry] } })
    const headers = { ...page, cookie: cookieOf(await logIn(service, key)) }
    expect((await service.get('/v1/audit', headers)).status).toBe(200)
    const wish = { roomId: 'lobby', userId: 'ada' }
    expect(await wordOf(await service.post(wish, headers))).toBe('401 unauthenticated')
    expect(await wordOf(await service.get('/v1/token?userID=ada', headers))).toBe('401 unauthenticated')
  })

  it('is continued by a sign of life, and over without', async () => {
    const { service, headers } = await inSession()
    service.clock.advance(14 * 60_000)
    const continued = await service.post({}, headers, '/v1/session/continue')
    expect(continued.status).toBe(200)
    const later = { ...headers, cookie: cookieOf(continued) }
    service.clock.advance(14 * 60_000)
    expect(await wordOf(await service.get('/v1/audit', headers))).toBe('401 unauthenticated')
    expect((await service.get('/v1/audit', later)).status).toBe(200)
    expect(await wordOf(await service.post({}, headers, '/v1/session/continue'))).toBe('401 unauthenticated')
  })

  it('that is over is no wrong credential: a page that was left open locks nobody out', async () => {
    const { service, headers } = await inSession()
    service.clock.advance(15 * 60_000)
    for (let n = 0; n < 30; n += 1)
      expect(await wordOf(await service.get('/v1/audit', headers))).toBe('401 unauthenticated')
  })
})

describe('who is logged in', () => {
  it('is told with the scopes, for a session and for a key', async () => {
    const { service, headers } = await inSession()
    const { session, ...who } = await (await service.get('/v1/session', headers)).json()
    expect(who).toEqual({ name: 'night', scopes: ['audit', 'revocations'] })
    expect(session.closesAt).toBeGreaterThan(session.endsAt)
    expect(await (await service.get('/v1/session', asOperator)).json()).toMatchObject({
      name: 'operator',
      session: null,
    })
    expect(await (await service.get('/v1/session', asBackend)).json()).toMatchObject({ scopes: ['tokens'] })
  })

  it('is nobody without either, and never a user', async () => {
    const service = await withNight()
    expect(await wordOf(await service.get('/v1/session'))).toBe('401 unauthenticated')
    expect(await wordOf(await service.get('/v1/session', as('ada')))).toBe('403 scope_missing')
  })
})
