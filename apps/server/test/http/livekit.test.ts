import { jwtVerify } from 'jose'
import { TokenSource } from 'livekit-client'
import { describe, expect, it } from 'vitest'
import { verify } from '@roompass/token'
import { settingsWith } from '../config/configs.ts'
import { open } from '../listening.ts'
import { as, asBackend, development, serve, wordOf } from '../service.ts'

const { keys } = settingsWith()
const start = 1_800_000_000
const livekit = {
  url: 'wss://livekit.example.org',
  apiKey: 'APIroompass',
  apiSecret: 'c2b1e0f4a79d4d0f8a5be63f1b7d90e2',
} as const
const path = '/v1/livekit/token'

/** As a LiveKit server takes it. */
async function joinedWith(token: string, secret: string = livekit.apiSecret, at = start) {
  const options = { algorithms: ['HS256'], currentDate: new Date(at * 1000) }
  return (await jwtVerify(token, new TextEncoder().encode(secret), options)).payload
}

describe('POST /v1/livekit/token', () => {
  it('gives both tokens of one decision', async () => {
    const { post, store } = await serve({ livekit })
    const response = await post({ room_name: 'lobby', participant_name: 'Ada' }, as('ada'), path)
    expect(response.status).toBe(201)
    const answer = await response.json()
    expect(answer).toEqual({
      server_url: 'wss://livekit.example.org',
      participant_token: expect.any(String),
      room_name: 'lobby',
      participant_name: 'Ada',
      kit_token: expect.any(String),
      expires_at: start + 3600,
      refresh_after: start + 3240,
    })
    const pass = verify(answer.kit_token, keys, { now: start, accept: 'signed' })
    expect(pass).toMatchObject({ userId: 'ada', roomId: 'lobby', userName: 'Ada', grant: { publish: true } })
    expect(await joinedWith(answer.participant_token)).toEqual({
      iss: 'APIroompass',
      sub: 'ada',
      name: 'Ada',
      jti: pass.tid.slice(0, 16),
      nbf: start,
      exp: start + 60,
      video: {
        room: 'lobby',
        roomJoin: true,
        canPublish: true,
        canPublishData: true,
        canSubscribe: true,
        canUpdateOwnMetadata: false,
      },
    })
    expect(store.rows).toMatchObject([{ event: 'token.issued', userId: 'ada', roomId: 'lobby' }])
  })

  it('lets nobody publish there who may only watch', async () => {
    const { post } = await serve({ livekit, policy: { rules: [{ rooms: '*', publish: false }] } })
    const { participant_token } = await (await post({ room_name: 'lobby' }, as('ada'), path)).json()
    const { video } = await joinedWith(participant_token)
    expect(video).toMatchObject({ roomJoin: true, canPublish: false, canPublishData: false })
  })

  it('joins for no longer than the Kit Token lives', async () => {
    const { post } = await serve({ livekit: { ...livekit, tokenLifetime: 900 }, tokens: { maxLifetime: 30 } })
    const { participant_token } = await (await post({ room_name: 'lobby' }, as('ada'), path)).json()
    expect((await joinedWith(participant_token)).exp).toBe(start + 30)
    await expect(joinedWith(participant_token, livekit.apiSecret, start + 31)).rejects.toThrow(/exp/)
    await expect(joinedWith(participant_token, 'x'.repeat(32))).rejects.toThrow(/signature/)
  })

  it.each<[object, string]>([
    [{ participant_metadata: 'admin' }, '/participant_metadata'],
    [{ participant_attributes: { role: 'admin' } }, '/participant_attributes'],
    [{ room_config: { agents: [{ agent_name: 'bot' }] } }, '/room_config'],
  ])('refuses what the caller may not set: %o', async (beside, pointer) => {
    const { post, store } = await serve({ livekit })
    const response = await post({ room_name: 'lobby', ...beside }, as('ada'), path)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ pointer, detail: 'is for the server to say' }] })
    expect(store.rows).toEqual([])
  })

  it('takes what clients send empty', async () => {
    const { post } = await serve({ livekit })
    const body = { room_name: 'lobby', participant_metadata: '', participant_attributes: {}, room_config: null }
    expect((await post(body, as('ada'), path)).status).toBe(201)
  })

  it.each<[object, Readonly<Record<string, string>>, string]>([
    [{ room_name: 'lobby' }, {}, '401 unauthenticated'],
    [{ room_name: 'lobby', participant_identity: 'bob' }, as('ada'), '403 user_mismatch'],
    [{ room_name: 'lobby' }, asBackend, '400 user_required'],
    [{ room_name: 'a#b' }, as('ada'), '400 room_id_invalid'],
    [{}, as('ada'), '400 body_invalid'],
    [{ room_name: 'lobby', ttl: 9 }, as('ada'), '400 body_invalid'],
  ])('refuses %o from %o', async (body, headers, word) => {
    const { post } = await serve({ livekit })
    expect(await wordOf(await post(body, headers, path))).toBe(word)
  })

  it('is there only with a LiveKit server, and the path of its sandbox only in development', async () => {
    const { post } = await serve()
    expect(await wordOf(await post({ room_name: 'lobby' }, as('ada'), path))).toBe('404 not_found')
    const production = await serve({ livekit })
    expect(await wordOf(await production.post({}, as('ada'), '/api/v2/sandbox/connection-details'))).toBe(
      '404 not_found',
    )
  })

  it('never says the secret', async () => {
    const { post, log } = await serve({ livekit })
    const text = await (await post({ room_name: 'lobby' }, as('ada'), path)).text()
    expect(text + log.lines.join('')).not.toContain(livekit.apiSecret)
  })
})

describe('the TokenSource of LiveKit’s client', () => {
  const options = { roomName: 'lobby', participantName: 'Ada' } as const
  const headers = as('ada')

  it('fetches one for each join, as nobody keeps a token of a minute', async () => {
    const { url, store } = await open({ livekit })
    const source = TokenSource.endpoint(`${url}${path}`, { headers })
    const first = await source.fetch(options)
    expect(first.serverUrl).toBe('wss://livekit.example.org')
    expect(first.participantToken).toMatch(/^eyJ/)
    await source.fetch(options)
    expect(store.rows).toHaveLength(2)
  })

  it('keeps one that lives longer, and fetches the next where it must', async () => {
    const { url, store } = await open({ livekit: { ...livekit, tokenLifetime: 600 } })
    const source = TokenSource.endpoint(`${url}${path}`, { headers })
    const first = await source.fetch(options)
    const second = await source.fetch(options)
    expect(second.participantToken).toBe(first.participantToken)
    expect(store.rows).toHaveLength(1)
    const third = await source.fetch(options, true)
    expect(third.participantToken).not.toBe(first.participantToken)
    await source.fetch({ ...options, roomName: 'other' })
    expect(store.rows).toHaveLength(3)
  })

  it('tells its page why it has none', async () => {
    const { url } = await open({ livekit })
    const source = TokenSource.endpoint(`${url}${path}`, { headers })
    await expect(source.fetch({ ...options, participantIdentity: 'bob' })).rejects.toThrow(/403 .*user_mismatch/)
    await expect(source.fetch({ ...options, agentName: 'bot' })).rejects.toThrow(/400 .*room_config/)
    await expect(TokenSource.endpoint(`${url}${path}`).fetch(options)).rejects.toThrow(/401 .*unauthenticated/)
  })

  it('runs LiveKit’s quick starts in development', async () => {
    const { url, store } = await open(await development())
    const source = TokenSource.developmentTokenServer('any', { baseUrl: url })
    const { serverUrl, participantToken } = await source.fetch({})
    expect(serverUrl).toBe('ws://127.0.0.1:7880')
    const { sub, video } = await joinedWith(participantToken, 'secret', Date.now() / 1000)
    expect([sub, video]).toMatchObject([expect.stringMatching(/^user-/), { room: expect.stringMatching(/^room-/) }])
    await source.fetch({})
    expect(store.rows).toHaveLength(1)
  })
})
