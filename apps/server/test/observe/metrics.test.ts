// What a whole server counts.
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass } from '../../src/app.ts'
import { createApiKey } from '../../src/identity/api_keys.ts'
import { appId } from '../config/configs.ts'
import { join } from 'node:path'
import { createSigningKey, startIdentityProvider, type SigningKey } from '../fakes/identity_provider.ts'
import { ownFolder } from '../folder.ts'
import { bePatient, eventually } from '../patience.ts'
import { as, asBackend, config, origin, serve, type Service } from '../service.ts'
import { countedIn, samplesOf } from './samples.ts'

bePatient()

async function enter({ hub }: Service, kitToken: string): Promise<string[]> {
  const seen: string[] = []
  const handler = hub.opened({ send: (text) => seen.push(text), close: (_, why) => seen.push(why), bufferedAmount: 0 })
  handler.message(JSON.stringify({ type: 'hello', kitToken }))
  await eventually(() => seen.length).toBeGreaterThan(0)
  return seen
}

describe('metrics', () => {
  it('count tokens and refusals by code and class', async () => {
    const service = await serve({ limits: { tokensPerUser: 1 } })
    await service.get('/v1/token', as('ada'))
    await service.get('/v1/token', as('ada'))
    await service.get('/v1/token')
    await service.post({ roomId: 'lobby' }, as('bob'))
    await service.post({ roomId: 'lobby' }, asBackend)
    const text = service.metrics.text()
    expect(countedIn(text, 'roompass_issues_total')).toEqual({
      'roompass_issues_total{form="token04",code="issued"}': 1,
      'roompass_issues_total{form="token04",code="rate_limited"}': 1,
      'roompass_issues_total{form="token04",code="unauthenticated"}': 1,
      'roompass_issues_total{form="kit-token",code="issued"}': 1,
      'roompass_issues_total{form="kit-token",code="user_required"}': 1,
    })
    expect(countedIn(text, 'roompass_refusals_total')).toEqual({
      'roompass_refusals_total{at="issue",class="identity"}': 1,
      'roompass_refusals_total{at="issue",class="limits"}': 1,
      'roompass_refusals_total{at="issue",class="request"}': 1,
    })
    expect(countedIn(text, 'roompass_audit_seconds_count')).toEqual({ roompass_audit_seconds_count: 2 })
  })

  it('count requests by the pattern of their route', async () => {
    const service = await serve()
    await service.get('/v1/token?userID=ada', as('ada'))
    await service.get('/v1/rooms/of/somebody')
    await service.ask('OPTIONS', '/v1/app')
    const text = service.metrics.text()
    expect(countedIn(text, 'roompass_http_requests_total')).toEqual({
      'roompass_http_requests_total{route="/v1/token",status="2xx"}': 1,
      'roompass_http_requests_total{route="other",status="4xx"}': 1,
      'roompass_http_requests_total{route="/v1/app",status="2xx"}': 1,
    })
    expect(samplesOf(text).get('roompass_http_request_seconds_count{route="/v1/token"}')).toBe(1)
    expect(samplesOf(text).get('roompass_http_requests_under_way')).toBe(0)
  })

  it('show who is inside, who was let in and who was not', async () => {
    const service = await serve({ room: { maxPeople: 1 } })
    const tokenFor = async (user: string): Promise<string> =>
      (await (await service.post({ roomId: 'lobby' }, as(user))).json()).kitToken
    const [ada, bob] = [await tokenFor('ada'), await tokenFor('bob')]
    await enter(service, ada)
    expect(await enter(service, bob)).toEqual(['room_full'])
    expect(await enter(service, 'no token at all')).toEqual(['token_invalid'])
    expect(await enter(service, `${ada.slice(0, -8)}AAAAAAA=`)).toEqual(['token_invalid'])
    const text = service.metrics.text()
    expect(countedIn(text, 'roompass_people')).toEqual({ roompass_people: 1 })
    expect(countedIn(text, 'roompass_rooms')).toEqual({ roompass_rooms: 1 })
    expect(countedIn(text, 'roompass_keys')).toEqual({ 'roompass_keys{state="active"}': 1 })
    expect(countedIn(text, 'roompass_key_uses_total')).toEqual({ 'roompass_key_uses_total{state="active"}': 2 })
    expect(countedIn(text, 'roompass_admissions_total')).toEqual({ 'roompass_admissions_total{outcome="joined"}': 1 })
    expect(countedIn(text, 'roompass_door_refusals_total')).toEqual({
      'roompass_door_refusals_total{close="room_full"}': 1,
      'roompass_door_refusals_total{close="token_invalid"}': 2,
    })
    expect(countedIn(text, 'roompass_refusals_total{at="room"')).toEqual({
      'roompass_refusals_total{at="room",class="limits"}': 1,
      'roompass_refusals_total{at="room",class="token_format"}': 2,
    })
    service.hub.remove(appId, 'lobby', 'ada')
    expect(countedIn(service.metrics.text(), 'roompass_left_total')).toEqual({
      'roompass_left_total{reason="removed"}': 1,
    })
  })

  it('count audit rows that were lost, and lines of the log', async () => {
    const service = await serve()
    service.store.available = false
    expect((await service.get('/v1/token', as('ada'))).status).toBe(503)
    const text = service.metrics.text()
    expect(samplesOf(text).get('roompass_audit_failures_total')).toBe(1)
    expect(samplesOf(text).get('roompass_issues_total{form="token04",code="store_unavailable"}')).toBe(1)
    expect(samplesOf(text).get('roompass_log_lines_total{level="error"}')).toBe(1)
  })

  it('time the commits of a real store, and show the lines to others', async () => {
    const database = join(await ownFolder(), 'roompass.db')
    const roompass = await createRoompass({ ...config, database })
    onTestFinished(() => roompass.close())
    await roompass.fetch(new Request(`${origin}/v1/token`, { headers: as('ada') }))
    const samples = samplesOf(roompass.metrics.text())
    expect(samples.get('roompass_store_commits_total{outcome="ok"}')).toBe(1)
    expect(samples.get('roompass_store_commit_seconds_count')).toBe(1)
    expect(samples.get('roompass_store_commit_writes_sum')).toBe(1)
    expect(samples.get('roompass_bus_connected')).toBe(1)
    expect(samples.get('roompass_door_open')).toBe(1)
    expect(samples.get('roompass_nodes')).toBe(0)
    expect(samples.get('roompass_relays')).toBe(0)
    expect(samples.get('roompass_mint_open')).toBe(1)
    expect(samples.get('roompass_revocation_lag_seconds')).toBeLessThan(15)
    expect(samples.get('roompass_revocations')).toBe(0)
  })

  it('are read with an API key whose scope they are, and by nobody else', async () => {
    const [watcher, backend] = [createApiKey('prometheus', { scopes: ['metrics'] }), createApiKey('backend')]
    const service = await serve({ identity: { apiKeys: [watcher.entry, backend.entry] } })
    const answer = await service.get('/v1/metrics', { authorization: `Bearer ${watcher.key}` })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ])
    expect(samplesOf(await answer.text()).get('roompass_people')).toBe(0)
    expect((await service.get('/v1/metrics', { authorization: `Bearer ${backend.key}` })).status).toBe(403)
    expect((await service.get('/v1/metrics')).status).toBe(401)
  })

  it('count fetches of the keys of a provider, those that brought none too', async () => {
    const [one, two] = await Promise.all([createSigningKey('one'), createSigningKey('two')])
    const provider = await startIdentityProvider(one)
    const issuer = {
      issuer: 'https://id.example.org/',
      audience: 'rooms',
      jwksUrl: provider.jwksUrl,
      allowLoopback: true,
    }
    const service = await serve({ identity: { jwt: [issuer] } })
    const ask = async (key: SigningKey): Promise<number> => {
      const jwt = await key.sign({ iss: issuer.issuer, aud: 'rooms', sub: 'ada', exp: 4_000_000_000 })
      return (await service.get('/v1/token', { authorization: `Bearer ${jwt}` })).status
    }
    expect(await ask(one)).toBe(200)
    provider.answer = (response) => void response.destroy()
    service.clock.advance(60_000)
    await ask(two)
    expect(countedIn(service.metrics.text(), 'roompass_jwks_fetches_total')).toEqual({
      'roompass_jwks_fetches_total{outcome="ok"}': 1,
      'roompass_jwks_fetches_total{outcome="failed"}': 1,
    })
  })

  it('tell of the process under the names that Node’s dashboards know', async () => {
    const service = await serve()
    service.metrics.text()
    await eventually(() => samplesOf(service.metrics.text()).get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
    const samples = samplesOf(service.metrics.text())
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
    expect(samples.get('process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(samples.get('process_open_fds')).toBeGreaterThan(2)
    expect(samples.get('process_start_time_seconds')).toBeCloseTo(Date.now() / 1000, -4)
    expect(samples.get('nodejs_eventloop_active_seconds_total')).toBeGreaterThan(0)
  })

  it('call an event loop late only by what it is late', async () => {
    const service = await serve()
    service.metrics.text()
    const p50 = 'nodejs_eventloop_lag_p50_seconds'
    await eventually(() => samplesOf(service.metrics.text()).has(p50)).toBe(true)
    await new Promise((later) => setTimeout(later, 500))
    // Its timers are twenty milliseconds apart, however idle it is.
    expect(samplesOf(service.metrics.text()).get(p50)).toBeLessThan(0.015)
  })

  it('have no label that names a person, a room or a token', async () => {
    const service = await serve()
    const { kitToken } = await (await service.post({ roomId: 'lobby' }, as('ada'))).json()
    await enter(service, kitToken)
    const text = service.metrics.text()
    for (const secret of ['ada', 'lobby', kitToken.slice(0, 40), service.store.rows[0]?.tid ?? '', String(appId)])
      expect(text).not.toContain(secret)
    // Bounded, whatever comes: as many series as there were at the start.
    expect(samplesOf(text).size).toBe(samplesOf((await serve()).metrics.text()).size)
  })
})
