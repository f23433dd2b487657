// Entering and leaving, against the real hub in memory.
import { describe, expect, it } from 'vitest'
import { createRoomClient, RoomError } from '../../src/client/index.ts'
import { closeReasons, isCloseName } from '../../src/protocol/index.ts'
import { createNetwork, createVisitor, FakeSocket, enter, pass, rest } from './network.ts'

const names = Object.keys(closeReasons).filter(isCloseName)

describe('joining', () => {
  it('resolves inside, with oneself, the grant, the expiry and the room', async () => {
    const network = createNetwork()
    const { client, told } = await enter(network, { userName: 'Ada' })
    expect(client.state.name).toBe('joined')
    expect(client.self).toMatchObject({
      userId: 'ada',
      userName: 'Ada',
      isSelf: true,
      publish: true,
      link: 'connected',
    })
    expect(client.canPublish).toBe(true)
    expect(client.roomId).toBe('lobby')
    expect(client.expiresAt).toBe(1_800_003_600)
    expect(told).toEqual(['connecting', 'joined'])
  })

  it('says the token in the first message and nowhere else', async () => {
    const network = createNetwork()
    const kitToken = network.house.token()
    await enter(network, {}, { kitToken, userName: 'Countess' })
    expect(network.last.url).toBe('ws://room.test/v1/room')
    expect(network.last.protocol).toBe('roompass.room.v1')
    expect(network.last.sent[0]).toEqual({
      type: 'hello',
      kitToken,
      userName: 'Countess',
      media: { microphone: false, camera: false },
      useTicket: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(JSON.stringify(network.last.sent.slice(1))).not.toContain(kitToken)
  })

  it('emits those who are there right after the state, in the order in which they joined', async () => {
    const network = createNetwork()
    await enter(network, { userId: 'grace' })
    await enter(network, { userId: 'alan' })
    const { client, told } = await enter(network, { userId: 'ada' })
    expect(told).toEqual(['connecting', 'joined', 'grace came', 'alan came'])
    expect(client.participants.map(({ userId }) => userId)).toEqual(['grace', 'alan'])
  })

  it('tells of people who come and go, once', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = await enter(network, { userId: 'grace' })
    await grace.client.leave()
    await rest()
    expect(ada.told).toEqual(['connecting', 'joined', 'grace came', 'grace went'])
    expect(ada.client.participants).toEqual([])
  })

  it('shares one outcome between several calls', async () => {
    const network = createNetwork()
    const { client } = createVisitor(network)
    const [first, second] = [client.join(), client.join()]
    await Promise.all([first, second, client.join()])
    expect(network.sockets).toHaveLength(1)
    await client.join()
    expect(network.sockets).toHaveLength(1)
  })

  const final = names.filter((name) => !['now'].includes(closeReasons[name].retry) && name !== 'try_later')
  it.each(final)('takes %s at the door as the answer', async (name) => {
    const network = createNetwork({ refuse: () => name })
    const { client, told } = createVisitor(network)
    const outcome = client.join().catch((error: unknown) => error)
    await pass(network, 90_000)
    expect(await outcome).toBeInstanceOf(RoomError)
    expect(await outcome).toMatchObject({ code: name })
    expect(client.state).toEqual({ name: 'ended', why: name })
    expect(told).toEqual(['connecting', `ended ${name}`])
    expect(network.sockets).toHaveLength(1)
    expect(client.self).toBeNull()
  })

  it.each(names.filter((name) => !final.includes(name)))('knocks again after %s', async (name) => {
    let full = true
    const network = createNetwork({ refuse: () => (full ? name : null) })
    const { client } = createVisitor(network)
    const joined = client.join()
    await rest()
    expect(client.state).toMatchObject({ name: 'connecting', attempt: 2 })
    full = false
    await pass(network, 10_000)
    await joined
    expect(client.state.name).toBe('joined')
  })

  it('waits at least five seconds when the server asks to come later', async () => {
    const network = createNetwork({ refuse: () => 'try_later' })
    const { client } = createVisitor(network)
    client.join().catch(() => undefined)
    await pass(network, 4900)
    expect(network.sockets).toHaveLength(1)
    await pass(network, 200)
    expect(network.sockets).toHaveLength(2)
  })

  it('gives up after a minute without a server, and says so', async () => {
    const network = createNetwork()
    network.online = false
    const { client } = createVisitor(network)
    const outcome = client.join().catch((error: unknown) => error)
    await pass(network, 59_900)
    expect(client.state.name).toBe('connecting')
    await pass(network, 200)
    expect(await outcome).toMatchObject({ code: 'unreachable' })
    expect(client.state).toEqual({ name: 'ended', why: 'unreachable' })
    const attempts = network.sockets.length
    expect(attempts).toBeGreaterThan(8)
    await pass(network, 60_000)
    expect(network.sockets).toHaveLength(attempts)
  })

  it('drops an attempt that nobody answers', async () => {
    const network = createNetwork()
    const open = network.house.holdAdmissions()
    const { client } = createVisitor(network)
    const joined = client.join()
    await pass(network, 9900)
    expect(network.sockets).toHaveLength(1)
    await pass(network, 500)
    expect(network.sockets).toHaveLength(2)
    await open()
    await rest()
    await joined
    expect(client.state.name).toBe('joined')
  })

  it('survives a WebSocket that the browser forbids', async () => {
    const network = createNetwork()
    const forbidden = class extends FakeSocket {
      constructor(url: string, protocol: string) {
        super(network, url, protocol)
        throw new Error('insecure')
      }
    }
    const { client } = createVisitor(network, {}, { webSocket: forbidden })
    const outcome = client.join().catch((error: unknown) => error)
    await pass(network, 61_000)
    expect(await outcome).toMatchObject({ code: 'unreachable' })
  })

  it('enters anew after the end', async () => {
    const network = createNetwork()
    const { client, told } = await enter(network)
    network.house.hub.remove(1, 'lobby', 'ada')
    await rest()
    expect(client.state).toEqual({ name: 'ended', why: 'removed' })
    const again = client.join()
    await rest()
    await again
    expect(told).toEqual(['connecting', 'joined', 'ended removed', 'connecting', 'joined'])
  })

  it('never says a token in an error', async () => {
    const network = createNetwork()
    const { client } = createVisitor(network, {}, { kitToken: 'very-secret-token' })
    const outcome = client.join().catch((error: unknown) => error)
    await rest()
    const error = await outcome
    if (!(error instanceof RoomError)) throw new Error('no RoomError')
    expect(error.code).toBe('token_invalid')
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain('very-secret')
  })
})

describe('leaving', () => {
  it('frees the seat, ends media and says so once', async () => {
    const network = createNetwork()
    const { client, engine, told } = await enter(network)
    await client.leave()
    expect(client.state).toEqual({ name: 'left', why: 'self' })
    expect(client.self).toBeNull()
    expect(engine.running).toBe(false)
    await rest()
    expect(network.house.hub.size).toBe(0)
    await client.leave()
    expect(told).toEqual(['connecting', 'joined', 'left self'])
  })

  it('gives up entering: before the socket is open, before the answer, between attempts', async () => {
    for (const moment of ['connecting', 'admitting', 'waiting'] as const) {
      const network = createNetwork()
      network.online = moment !== 'waiting'
      const open = network.house.holdAdmissions()
      const { client } = createVisitor(network)
      const outcome = client.join().catch((error: unknown) => error)
      if (moment !== 'connecting') await rest()
      await client.leave()
      expect(await outcome).toMatchObject({ code: 'aborted' })
      network.online = true
      await open()
      await pass(network, 70_000)
      expect(client.state).toEqual({ name: 'left', why: 'self' })
      expect(network.sockets).toHaveLength(1)
      expect(network.house.hub.size).toBe(0)
      expect(network.house.clock.pending).toBe(0)
    }
  })

  it('may come from a listener that hears of having joined', async () => {
    const network = createNetwork()
    const { client, told, engine } = createVisitor(network)
    client.on('state', ({ name }) => {
      if (name === 'joined') void client.leave()
    })
    await Promise.all([client.join(), rest()])
    expect(told).toEqual(['connecting', 'joined', 'left self'])
    expect(engine.made).toBe(0)
  })

  it('before joining means never to have been there', async () => {
    const { client } = createVisitor(createNetwork())
    await client.leave()
    expect(client.state).toEqual({ name: 'left', why: 'self' })
  })
})

describe('createRoomClient', () => {
  const webSocket = createNetwork().webSocket

  it.each(['room.test', 'ftp://room.test', '', '//room.test'])('refuses %j as a server', (serverUrl) => {
    expect(() => createRoomClient({ kitToken: 'x', serverUrl, webSocket })).toThrow(/serverUrl/)
  })

  it('refuses a token that is none', () => {
    expect(() => createRoomClient({ kitToken: '', serverUrl: 'http://room.test', webSocket })).toThrow(/kitToken/)
  })

  it.each([
    ['https://room.test', 'wss://room.test/v1/room'],
    ['wss://room.test:8443/', 'wss://room.test:8443/v1/room'],
    ['http://room.test/calls/?a=b#c', 'ws://room.test/calls/v1/room'],
  ])('reaches the rooms of %s', async (serverUrl, url) => {
    const network = createNetwork()
    await enter(network, {}, { serverUrl })
    expect(network.last.url).toBe(url)
  })
})
