import { describe, expect, it } from 'vitest'
import type { RoompassConfig } from '../../src/config/config.ts'
import { appId, otherSecret, serverSecret } from '../config/configs.ts'
import { bareToken04, kitTokenOf } from '../fakes/bare_token.ts'
import { as, asBackend, asOperator, serve, wordOf, type Service } from '../service.ts'

const start = 1_800_000_000
const asForm = { ...asOperator, 'content-type': 'application/x-www-form-urlencoded' }

async function withToken(sections: RoompassConfig = {}): Promise<Service & { readonly kitToken: string }> {
  const service = await serve(sections)
  const { kitToken } = await (await service.post({ roomId: 'lobby', userName: 'Ada' }, as('ada'))).json()
  return { ...service, kitToken }
}

async function introspect({ post }: Service, token: string, headers: Readonly<Record<string, string>> = asForm) {
  const response = await post(String(new URLSearchParams({ token })), headers, '/v1/introspect')
  expect(response.status).toBe(200)
  return response.text()
}

const bare = (secret = serverSecret) => bareToken04(secret, { appId, userId: 'ada', now: start, lifetime: 600 })

describe('POST /v1/introspect', () => {
  it('says what a token that counts says', async () => {
    const service = await withToken()
    expect(JSON.parse(await introspect(service, service.kitToken))).toEqual({
      active: true,
      token_type: 'kit-token',
      scope: 'join publish',
      sub: 'ada',
      username: 'Ada',
      aud: String(appId),
      iat: start,
      exp: start + 3600,
      jti: expect.stringMatching(/^[0-9a-f]{16}$/),
      room_id: 'lobby',
      trust: 'signed',
    })
    const { token } = await (await service.get('/v1/token', as('ada'))).json()
    expect(JSON.parse(await introspect(service, token))).toMatchObject({
      active: true,
      token_type: 'token04',
      trust: 'sealed',
    })
  })

  it('says of all others exactly that they are not active', async () => {
    const service = await withToken()
    const { kitToken } = service
    const suffix = { userID: 'ada', roomID: 'lobby', userName: 'Ada', appID: appId }
    const others = [
      '',
      'x',
      '04AAAA',
      `${kitToken}x`,
      `${kitToken.slice(0, 40)}A${kitToken.slice(41)}`,
      kitToken.replace(/#.*/, `#${btoa('{}')}`),
      bare(),
      bare(otherSecret),
      kitTokenOf(bare(), suffix),
    ]
    for (const token of others) expect(await introspect(service, token)).toBe('{"active":false}')
    service.clock.advance(3600_000)
    expect(await introspect(service, kitToken)).toBe('{"active":false}')
  })

  it.each([{ kind: 'user', userId: 'ada' }, { kind: 'room', roomId: 'lobby' }, { kind: 'app' }])(
    'knows what was revoked: %o',
    async (scope) => {
      const service = await withToken()
      await service.post({ scope }, asOperator, '/v1/revocations')
      expect(await introspect(service, service.kitToken)).toBe('{"active":false}')
    },
  )

  it('goes by the least trust that opens the room', async () => {
    const service = await withToken({ room: { accept: 'signed' } })
    const { token } = await (await service.get('/v1/token', as('ada'))).json()
    expect(await introspect(service, token)).toBe('{"active":false}')
    expect(await introspect(service, service.kitToken)).toContain('"active":true')
  })

  it('answers nobody without the scope', async () => {
    const { post, kitToken } = await withToken()
    const body = String(new URLSearchParams({ token: kitToken }))
    for (const path of ['/v1/introspect', '/v1/inspect']) {
      expect(await wordOf(await post(body, {}, path))).toBe('401 unauthenticated')
      expect(await wordOf(await post(body, asBackend, path))).toBe('403 scope_missing')
      expect(await wordOf(await post(body, as('ada'), path))).toBe('403 scope_missing')
    }
    expect(await wordOf(await post({ token: kitToken }, asOperator, '/v1/introspect'))).toBe(
      '415 media_type_unsupported',
    )
    expect(await wordOf(await post('hint=x', asForm, '/v1/introspect'))).toBe('400 body_invalid')
  })
})

describe('POST /v1/inspect', () => {
  it('tells people who help what is wrong with a token', async () => {
    const { post, kitToken } = await withToken()
    const report = async (token: string) => (await post({ token }, asOperator, '/v1/inspect')).json()
    expect(await report(kitToken)).toMatchObject({ ok: true, kind: 'kit-token', revoked: null })
    expect(await report(bare())).toMatchObject({ ok: false, primary: 'trust_too_low' })
    await post({ scope: { kind: 'user', userId: 'ada' } }, asOperator, '/v1/revocations')
    expect(await report(kitToken)).toMatchObject({ ok: true, revoked: { kind: 'user' } })
  })

  it('shows neither the secret nor the token', async () => {
    const { post, kitToken, log } = await withToken()
    const text = await (await post({ token: kitToken }, asOperator, '/v1/inspect')).text()
    for (const hidden of [serverSecret, kitToken, kitToken.slice(2, 60)])
      expect(text + log.lines.join('')).not.toContain(hidden)
  })
})
