// What a real LiveKit server does with the tokens that we make for it: whom it lets in, as whom, and whom not.
import { decodeJwt } from 'jose'
import { TokenSource } from 'livekit-client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { RoompassConfig } from '../../src/config/config.ts'
import { hasLiveKit, startLiveKit, type LiveKitHost } from '../hosts/livekit.ts'
import { open } from '../listening.ts'
import { bePatient, eventually } from '../patience.ts'
import { as, serve } from '../service.ts'

bePatient()

const path = '/v1/livekit/token'
const jwt = /eyJ[\w-]+\.[\w-]+\.[\w-]+/

describe.skipIf(!hasLiveKit)('a LiveKit server', () => {
  let host: LiveKitHost
  let livekit: { readonly url: string; readonly apiKey: string; readonly apiSecret: string }
  beforeAll(async () => {
    host = await startLiveKit()
    livekit = { url: host.url, apiKey: host.apiKey, apiSecret: host.apiSecret }
  })
  afterAll(() => host?.stop())

  /** Connects as LiveKit's clients do: 'joined', or the status with which it was refused. @param heard gets what LiveKit says, as Latin-1 */
  async function join(token: string, { query = '', heard = [] as string[] } = {}): Promise<'joined' | number> {
    const socket = new WebSocket(`${host.url}/rtc?protocol=16&sdk=js&access_token=${token}${query}`)
    onTestFinished(() => socket.terminate())
    return new Promise((done, failed) =>
      socket
        .on('message', (data: Buffer) => {
          heard.push(data.toString('latin1'))
          done('joined')
        })
        .on('unexpected-response', (_, response) => done(response.statusCode ?? 0))
        .on('error', failed),
    )
  }

  /** Ada's token for a room. @param age seconds since it was made; less than 0 for one that will be */
  async function tokenFor(room: string, { age = 0, ...sections }: RoompassConfig & { age?: number } = {}) {
    const { post, clock } = await serve({ livekit, ...sections })
    clock.advance(Date.now() - age * 1000 - clock.now())
    const { participant_token } = await (await post({ room_name: room }, as('ada'), path)).json()
    return String(participant_token)
  }

  it('lets in whoever comes with our token, as who they are here and with the rights that they have', async () => {
    const { url } = await open({ livekit })
    const source = TokenSource.endpoint(`${url}${path}`, { headers: as('ada') })
    const { serverUrl, participantToken } = await source.fetch({ roomName: 'stage', participantName: 'Ada' })
    expect(serverUrl).toBe(host.url)
    expect(await join(participantToken)).toBe('joined')
    await eventually(() => host.participants('stage')).toMatchObject([
      {
        identity: 'ada',
        name: 'Ada',
        permission: { can_publish: true, can_publish_data: true, can_subscribe: true, can_update_metadata: false },
      },
    ])
  })

  it('lets those who may only watch do no more than that', async () => {
    const token = await tokenFor('stalls', { policy: { rules: [{ rooms: '*', publish: false }] } })
    expect(await join(token)).toBe('joined')
    await eventually(() => host.participants('stalls')).toMatchObject([
      { identity: 'ada', permission: { can_publish: false, can_publish_data: false, can_subscribe: true } },
    ])
  })

  it('takes a token into its own room, whatever room somebody asks for', async () => {
    expect(await join(await tokenFor('lobby'), { query: '&room=vault' })).toBe('joined')
    await eventually(() => host.participants('lobby')).toMatchObject([{ identity: 'ada' }])
    expect(await host.participants('vault')).toEqual([])
  })

  it('makes nobody an administrator', async () => {
    const response = await fetch(`${host.url.replace('ws', 'http')}/twirp/livekit.RoomService/ListParticipants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor('lobby')}` },
      body: JSON.stringify({ room: 'lobby' }),
    })
    expect(response.status).toBe(401)
  })

  it('takes a token for a minute after its end, since clocks may differ, and no longer', async () => {
    expect(await join(await tokenFor('lobby', { age: 90 }))).toBe('joined')
    expect(await join(await tokenFor('lobby', { age: 125 }))).toBe(401)
    expect(await join(await tokenFor('lobby', { age: -125 }))).toBe(401)
  })

  it('gives who is inside a token of ten minutes to come back with, which removing them does not end', async () => {
    const heard: string[] = []
    expect(await join(await tokenFor('cellar'), { heard })).toBe('joined')
    await eventually(() => heard.join('')).toMatch(jwt)
    const [own = ''] = jwt.exec(heard.join('')) ?? []
    expect(Number(decodeJwt(own).exp) - Date.now() / 1000).toBeLessThan(610)
    expect(decodeJwt(own)['video']).toMatchObject({ room: 'cellar', roomJoin: true, canUpdateOwnMetadata: false })
    await host.remove('cellar', 'ada')
    await eventually(() => host.participants('cellar')).toEqual([])
    expect(await join(own)).toBe('joined')
  })

  it('refuses what another secret or another key has made, what was changed, and what is no token of its own', async () => {
    const apiSecret = 'a secret that this LiveKit server does not know'
    expect(await join(await tokenFor('lobby', { livekit: { ...livekit, apiSecret } }))).toBe(401)
    expect(await join(await tokenFor('lobby', { livekit: { ...livekit, apiKey: 'APIother' } }))).toBe(401)

    const [head = '', body = '', signature = ''] = (await tokenFor('lobby')).split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    const changed = JSON.stringify({ ...claims, video: { ...claims.video, room: 'vault' } })
    expect(await join([head, Buffer.from(changed).toString('base64url'), signature].join('.'))).toBe(401)
    expect(await host.participants('vault')).toEqual([])

    const service = await open({ livekit })
    expect(await join(encodeURIComponent(await service.tokenFor('ada')))).toBe(401)
  })
})
