import { describe, expect, it } from 'vitest'
import type { RoompassConfig } from '../../src/config/config.ts'
import { createApiKey, type ApiKey } from '../../src/identity/api_keys.ts'
import { createGate } from '../../src/load/gate.ts'
import { problem, problemKinds, type ProblemCode } from '../../src/http/problems.ts'
import { refuse } from '../../src/policy/policy.ts'
import { serverSecret } from '../config/configs.ts'
import { as, asBackend, asOperator, development, serve, type Service } from '../service.ts'

const broken = (): never => {
  throw new Error('a fault of the application')
}

/** A server asks for a token of ada's with a key of these limits. */
async function askWith(limits: Pick<ApiKey, 'scopes' | 'users'>): Promise<Response> {
  const { key, entry } = createApiKey('limited', limits)
  const { get } = await serve({ identity: { apiKeys: [entry] } })
  return get('/v1/token?userID=ada', { 'x-api-key': key })
}

/** Keys that can be changed. */
const withKeys = () => serve({ keys: { encryptionKey: '0123456789abcdef'.repeat(4) } })

/** How a caller comes to each problem. */
const ways: Readonly<Record<ProblemCode, (made?: RoompassConfig) => Promise<Response>>> = {
  unauthenticated: async () => (await serve()).get('/v1/token'),
  credentials_invalid: async () => (await serve()).get('/v1/token', { authorization: 'Bearer x' }),
  identity_unavailable: async () => (await serve({ identity: { authenticate: broken } })).get('/v1/token'),
  scope_missing: async () => askWith({ scopes: ['audit'] }),
  user_required: async () => (await serve()).get('/v1/token', asBackend),
  user_mismatch: async () => (await serve()).get('/v1/token?userID=bob', as('ada')),
  user_not_covered: async () => askWith({ users: 'bob' }),
  user_id_invalid: async () => (await serve()).get('/v1/token?userID=%20', asBackend),
  room_id_invalid: async () => (await serve()).get('/v1/token?roomID=%20', as('ada')),
  user_name_invalid: async () => (await serve()).post({ roomId: 'lobby', userName: '\u0000' }, as('ada')),
  lifetime_invalid: async () => (await serve()).post({ roomId: 'lobby', expiresIn: -1 }, as('ada')),
  forbidden: async () => (await serve({ policy: { decide: () => refuse('no') } })).get('/v1/token', as('ada')),
  async revoked() {
    const { revocations, get } = await serve()
    await revocations.revoke({ scope: { kind: 'user', userId: 'ada' } }, 'admin')
    return get('/v1/token', as('ada'))
  },
  policy_unavailable: async () => (await serve({ policy: { decide: broken } })).get('/v1/token', as('ada')),
  async rate_limited() {
    const { get } = await serve({ limits: { tokensPerUser: 1 } })
    await get('/v1/token', as('ada'))
    return get('/v1/token', as('ada'))
  },
  async store_unavailable() {
    const { store, get } = await serve()
    store.available = false
    return get('/v1/token', as('ada'))
  },
  body_invalid: async () => (await serve()).post('{'),
  body_too_large: async () => (await serve()).post('x'.repeat(9000)),
  media_type_unsupported: async () => (await serve()).post('{}', { 'content-type': 'text/plain' }),
  query_invalid: async () => (await serve()).get('/v1/token?userID=a&userID=b'),
  path_invalid: async () => (await serve()).ask('DELETE', '/v1/revocations/x', asOperator),
  origin_not_allowed: async () =>
    (await serve()).post({}, { ...asOperator, origin: 'https://evil.example' }, '/v1/revocations'),
  session_insecure: async () =>
    (await serve()).post(
      { apiKey: '' },
      { 'sec-fetch-site': 'same-origin', origin: 'http://a.example' },
      '/v1/session',
    ),
  revocation_not_found: async () => (await serve()).ask('DELETE', '/v1/revocations/1', asOperator),
  person_not_found: async () => (await serve()).ask('POST', '/v1/rooms/lobby/people/ada/remove', asOperator),
  keys_of_config: async () => (await serve()).ask('POST', '/v1/keys/rotate', asOperator),
  key_unknown: async () => (await withKeys()).ask('POST', '/v1/keys/00000000/retire', asOperator),
  async key_state() {
    const service = await withKeys()
    const [key] = await service.keys.list()
    return service.ask('POST', `/v1/keys/${key?.kid}/retire`, asOperator)
  },
  async keys_full() {
    const service = await withKeys()
    for (let n = 0; n < 3; n += 1) await service.keys.add({}, 'test')
    return service.ask('POST', '/v1/keys', asOperator)
  },
  secret_invalid: async () => (await withKeys()).post({ serverSecret: 'short' }, asOperator, '/v1/keys'),
  secret_weak: async () => (await withKeys()).post({ serverSecret: 'a'.repeat(32) }, asOperator, '/v1/keys'),
  secret_known: async () => (await withKeys()).post({ serverSecret }, asOperator, '/v1/keys'),
  async keys_changed() {
    const service = await withKeys()
    service.store.replaceKey = async () => null
    return service.ask('POST', '/v1/keys/rotate-and-revoke', asOperator)
  },
  not_found: async () => (await serve()).get('/v2/token'),
  method_not_allowed: async () => (await serve()).ask('DELETE', '/v1/token'),
  websocket_required: async () => (await serve()).get('/v1/room'),
  host_not_allowed: async () => (await serve(await development())).get('/v1/app'),
  async not_ready() {
    const service: Service = await serve()
    service.store.available = false
    return service.get('/readyz')
  },
  async overloaded() {
    const full = { ...createGate(), closed: true }
    return (await serve({}, {}, { gate: full })).get('/v1/token', as('ada'))
  },
  async internal() {
    const { get } = await serve({
      identity: {
        authenticate: () => ({
          userId: 'ada',
          get userName(): string {
            return broken()
          },
        }),
      },
    })
    return get('/v1/token')
  },
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
const codes = Object.keys(problemKinds) as ProblemCode[]

describe('each problem', () => {
  it.each(codes)('%s can be come to, and is said as RFC 9457 has it', async (code) => {
    const { status, title, detail } = problemKinds[code]
    const response = await ways[code]()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const body = await response.json()
    expect(body).toMatchObject({ type: `urn:roompass:problem:${code}`, title, status, detail, code })
    expect(body.request_id).toBe(response.headers.get('x-request-id'))
    expect(Object.keys(body).filter((key) => !['reason', 'errors', 'retry_after'].includes(key))).toEqual([
      'type',
      'title',
      'status',
      'detail',
      'code',
      'request_id',
    ])
    expect(response.headers.get('cache-control')).toBe('no-store')
    if (status === 429 || status === 503) expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
  })

  it('has a status of its class, and a title and a way out for people', () => {
    for (const { status, title, detail } of Object.values(problemKinds)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(600)
      expect(title).toMatch(/^[A-Z].*[^.]$/)
      expect(detail).toMatch(/^[A-Za-z].*\.$/)
    }
  })

  it('says how long to wait, twice and alike', async () => {
    const response = await ways.rate_limited()
    expect(response.headers.get('retry-after')).toBe('60')
    expect(await response.json()).toMatchObject({ retry_after: 60 })
  })

  it('says what the policy said, where it was the policy', async () => {
    expect(await (await ways.forbidden()).json()).toMatchObject({ reason: 'no' })
    expect(await (await ways.user_mismatch()).json()).not.toHaveProperty('reason')
  })

  it('asks for a bearer token where nobody is known, and says that one was wrong only where there was one', async () => {
    for (const code of codes) {
      const challenge = (await ways[code]()).headers.get('www-authenticate')
      if (code === 'unauthenticated') expect(challenge).toBe('Bearer realm="roompass"')
      else if (code === 'credentials_invalid') expect(challenge).toBe('Bearer realm="roompass", error="invalid_token"')
      else expect(challenge).toBeNull()
    }
  })

  it('names the methods that work where one does not', async () => {
    expect((await ways.method_not_allowed()).headers.get('allow')).toBe('GET')
  })

  it('names the protocol where an upgrade is asked for', async () => {
    expect((await ways.websocket_required()).headers.get('upgrade')).toBe('websocket')
  })

  it('is the same for every caller whose credentials are wrong', async () => {
    const { get } = await serve()
    const bodies = []
    for (const authorization of [
      'Bearer rpk_backend_x',
      'Bearer rpk_nobody_x',
      `Bearer rpk_backend_${'A'.repeat(43)}`,
      'Bearer e30.e30.e30',
      'Basic YTpi',
    ]) {
      const { request_id: _, ...body } = await (await get('/v1/token?userID=ada', { authorization })).json()
      bodies.push(JSON.stringify(body))
    }
    expect(new Set(bodies).size).toBe(1)
  })
})

describe('a problem as it is made', () => {
  it('holds what belongs to it and nothing else', () => {
    const { headers, body } = problem('forbidden', 'r1', {
      reason: 'no',
      errors: [],
      retryAfter: 0,
      headers: { allow: 'GET' },
    })
    expect(headers).toEqual({
      'content-type': 'application/problem+json',
      'retry-after': '0',
      allow: 'GET',
    })
    expect(JSON.parse(body)).toEqual({
      type: 'urn:roompass:problem:forbidden',
      title: 'The policy refuses this',
      status: 403,
      detail: 'This user may not have this room or role.',
      code: 'forbidden',
      reason: 'no',
      errors: [],
      retry_after: 0,
      request_id: 'r1',
    })
  })
})
