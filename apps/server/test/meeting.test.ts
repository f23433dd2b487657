// People meet through a process that really listens: its token, its door, its rooms, and the client that browsers run.
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { createFakeEngine, createRoomClient, type RoomClient, type RoomClientOptions } from '@roompass/room/client'
import { generateKitTokenForProduction } from '@roompass/token'
import { appId } from './config/configs.ts'
import { open, type Open } from './listening.ts'
import { development } from './service.ts'
import { bePatient, eventually } from './patience.ts'

bePatient()

function clientOf({ url }: Pick<Open, 'url'>, kitToken: string, options: Partial<RoomClientOptions> = {}): RoomClient {
  const client = createRoomClient({
    kitToken,
    serverUrl: url,
    engine: createFakeEngine(),
    webSocket: WebSocket,
    ...options,
  })
  onTestFinished(() => client.leave())
  return client
}

const others = ({ participants }: RoomClient): string[] => participants.map(({ userId }) => userId)
const links = ({ participants }: RoomClient): string[] => participants.map(({ link }) => link)

describe('two people', () => {
  it('meet, connect, and part', async () => {
    const server = await open()
    const ada = clientOf(server, await server.tokenFor('ada'))
    const bob = clientOf(server, await server.tokenFor('bob'), { userName: 'Bob 张' })
    await Promise.all([ada.join(), bob.join()])
    await eventually(() => [others(ada), others(bob)]).toEqual([['bob'], ['ada']])
    await eventually(() => [...links(ada), ...links(bob)]).toEqual(['connected', 'connected'])
    expect(ada.self).toMatchObject({ userName: 'ada of the session', publish: true })
    expect(ada.participants[0]?.userName).toBe('Bob 张')
    expect(ada.roomId).toBe('lobby')
    await bob.leave()
    await eventually(() => others(ada)).toEqual([])
    await ada.leave()
    await eventually(() =>
      server.store.rows
        .filter(({ event }) => event.startsWith('room.'))
        .map(({ event, userId }) => `${event} ${userId}`)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['room.joined ada', 'room.joined bob', 'room.left ada', 'room.left bob'])
    expect(server.log.lines).toEqual([])
  })

  it('meet while trying out, by the way that ZEGOCLOUD documents', async () => {
    const settings = await development()
    const server = await open(settings)
    const kitToken = async (userId: string): Promise<string> => {
      const { token } = await (await server.get(`/v1/token?userID=${userId}&expired_ts=86400`)).json()
      return generateKitTokenForProduction(settings.appId, token, 'demo', userId, userId.toUpperCase())
    }
    const [ada, bob] = [clientOf(server, await kitToken('ada')), clientOf(server, await kitToken('bob'))]
    await Promise.all([ada.join(), bob.join()])
    await eventually(() => [others(ada), others(bob)]).toEqual([['bob'], ['ada']])
    expect(ada.self?.userName).toBe('ADA')
  })

  it('do not meet in two rooms', async () => {
    const server = await open()
    const ada = clientOf(server, await server.tokenFor('ada', { roomId: 'one' }))
    const bob = clientOf(server, await server.tokenFor('bob', { roomId: 'two' }))
    await Promise.all([ada.join(), bob.join()])
    expect([others(ada), others(bob)]).toEqual([[], []])
  })
})

describe('whoever may not enter', () => {
  it('is told so by name', async () => {
    const server = await open({
      policy: {
        rules: [
          { rooms: 'lobby', users: 'ada', publish: true },
          { rooms: 'vault', via: ['app'] },
        ],
      },
    })
    const { token } = await (await server.get('/v1/token', { cookie: 'session=bob' })).json()
    const toTheLobby = generateKitTokenForProduction(appId, token, 'lobby', 'bob', '')
    const ada = await server.tokenFor('ada')
    await expect(clientOf(server, toTheLobby).join()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(clientOf(server, `${ada.slice(0, -8)}AAAAAAA=`).join()).rejects.toMatchObject({
      code: 'token_invalid',
    })
    await clientOf(server, ada).join()
    await expect(clientOf(server, ada).join()).rejects.toMatchObject({ code: 'already_joined' })
  })

  it('without the right to publish is in the room, and cannot send', async () => {
    const server = await open({ policy: { rules: [{ rooms: '*', publish: false }] } })
    const ada = clientOf(server, await server.tokenFor('ada'))
    await ada.join()
    expect(ada.canPublish).toBe(false)
  })
})

describe('a stay', () => {
  it('ends when the token does, unless a fresh one came before', async () => {
    const server = await open()
    const [ada, bob] = [
      clientOf(server, await server.tokenFor('ada', { expiresIn: 2 })),
      clientOf(server, await server.tokenFor('bob', { expiresIn: 2 })),
    ]
    await Promise.all([ada.join(), bob.join()])
    await ada.renew(await server.tokenFor('ada', { expiresIn: 60 }))
    await eventually(() => bob.state).toMatchObject({ name: 'ended', why: 'token_expired' })
    expect(ada.state.name).toBe('joined')
    expect(server.store.rows.map(({ event }) => event)).toContain('room.renewed')
  })

  it('is not renewed with the token of somebody else', async () => {
    const server = await open()
    const ada = clientOf(server, await server.tokenFor('ada'))
    await ada.join()
    await expect(ada.renew(await server.tokenFor('bob'))).rejects.toMatchObject({ code: 'identity_mismatch' })
    expect(ada.state.name).toBe('joined')
  })

  it('is taken up again after the server was restarted', async () => {
    const first = await open()
    const ada = clientOf(first, await first.tokenFor('ada'))
    await ada.join()
    await first.close()
    await eventually(() => ada.state.name).toBe('reconnecting')
    await open({}, { port: first.port })
    await eventually(() => ada.state.name).toBe('joined')
  })
})
