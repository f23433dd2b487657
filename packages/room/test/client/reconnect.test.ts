// A connection that breaks: media goes on, people are told once, signals are neither lost nor doubled.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine, type EngineHost } from '../../src/client/index.ts'
import { createNetwork, enter, pass, rest, type Visitor } from './network.ts'

const hellos = (visitor: Visitor): unknown[] =>
  visitor.network.sockets.flatMap(({ sent }) => sent.filter(({ type }) => type === 'hello'))

describe('a dropped connection', () => {
  it('is restored with the ticket while media goes on and nobody else notices', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const adasSocket = network.last
    const grace = await enter(network, { userId: 'grace' })
    await rest()
    adasSocket.cut()
    await rest()
    expect(ada.client.state).toMatchObject({ name: 'reconnecting', attempt: 1 })
    expect(ada.client.participants).toHaveLength(1)
    await pass(network, 100)
    expect(ada.client.state.name).toBe('joined')
    expect(network.last.sent[0]).toMatchObject({ type: 'hello', resume: expect.any(String) })
    expect(ada.engine.made).toBe(1)
    expect(ada.told).toEqual(['connecting', 'joined', 'grace came', 'reconnecting', 'joined'])
    expect(grace.told).toEqual(['connecting', 'joined', 'ada came'])
    expect(grace.client.participants[0]?.link).toBe('connected')
  })

  it('learns once who came and who went meanwhile', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const adasSocket = network.last
    const grace = await enter(network, { userId: 'grace' })
    network.online = true
    adasSocket.cut()
    network.online = false
    await rest()
    await pass(network, 2000)
    expect(ada.client.state.name).toBe('reconnecting')
    await grace.client.leave()
    await rest()
    network.online = true
    const alan = await enter(network, { userId: 'alan' })
    await pass(network, 8000)
    expect(ada.told.filter((line) => line.includes('came') || line.includes('went'))).toEqual([
      'grace came',
      'grace went',
      'alan came',
    ])
    expect(ada.client.participants).toMatchObject([{ userId: 'alan', link: 'connected' }])
    expect(alan.client.participants).toMatchObject([{ userId: 'ada', link: 'connected' }])
  })

  it('hands over the signals of both sides, each once', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const adasSocket = network.last
    network.online = false
    adasSocket.cut()
    await rest()
    network.online = true
    // Grace offers to somebody who is away; the offer waits for her.
    const grace = await enter(network, { userId: 'grace' })
    expect(grace.client.participants[0]?.link).toBe('connecting')
    await pass(network, 1000)
    expect(grace.client.participants[0]?.link).toBe('connected')
    expect(ada.client.participants[0]?.link).toBe('connected')
  })

  it('is noticed by silence after two pings without an answer', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.last.freeze()
    await pass(network, 44_900)
    expect(ada.client.state.name).toBe('joined')
    await pass(network, 200)
    expect(ada.told).toEqual(['connecting', 'joined', 'reconnecting', 'joined'])
  })

  it('stays while pings are answered', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    await pass(network, 300_000)
    expect(ada.told).toEqual(['connecting', 'joined'])
    expect(network.last.sent.filter(({ type }) => type === 'ping')).toHaveLength(20)
  })

  it('ends as unreachable after a minute, and media with it', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.online = false
    network.last.cut()
    await pass(network, 59_000)
    expect(ada.client.state.name).toBe('reconnecting')
    expect(ada.engine.running).toBe(true)
    await pass(network, 1200)
    expect(ada.client.state).toEqual({ name: 'ended', why: 'unreachable' })
    expect(ada.engine.running).toBe(false)
    expect(network.house.clock.pending).toBeLessThan(3)
  })

  it('is given up by leaving, without a word to a server that is not there', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.online = false
    network.last.cut()
    await pass(network, 500)
    await ada.client.leave()
    const attempts = network.sockets.length
    await pass(network, 100_000)
    expect(ada.told.at(-1)).toBe('left self')
    expect(network.sockets).toHaveLength(attempts)
  })

  it('does not bring back who was removed meanwhile', async () => {
    const network = createNetwork({ refuse: (_, { purpose }) => (purpose === 'join' && removed ? 'forbidden' : null) })
    let removed = false
    const ada = await enter(network)
    network.online = false
    network.last.cut()
    await rest()
    removed = network.house.hub.remove(1, 'lobby', 'ada')
    network.online = true
    await pass(network, 1000)
    expect(ada.client.state).toEqual({ name: 'ended', why: 'forbidden' })
  })
})

describe('a seat that is new', () => {
  it('starts media anew, and tells who is gone', async () => {
    const network = createNetwork({ limits: { resumeSeconds: 5 } })
    const ada = await enter(network)
    const before = ada.client.self?.peerId
    const grace = await enter(network, { userId: 'grace' })
    network.online = false
    network.sockets[0]?.cut()
    await pass(network, 6000)
    expect(grace.told.at(-1)).toBe('ada went')
    network.online = true
    await pass(network, 10_000)
    expect(ada.client.state.name).toBe('joined')
    expect(ada.client.self?.peerId).not.toBe(before)
    expect(ada.engine.made).toBe(2)
    // Grace stayed all the time.
    expect(ada.told.filter((line) => line.startsWith('grace'))).toEqual(['grace came'])
    expect(ada.client.participants).toMatchObject([{ userId: 'grace', link: 'connected' }])
    expect(grace.client.participants).toMatchObject([{ userId: 'ada', link: 'connected' }])
  })

  it('keeps peer and engine when only signals were lost, and links begin anew', async () => {
    const network = createNetwork({ limits: { mailboxBytes: 10 } })
    const ada = await enter(network)
    network.online = false
    network.last.cut()
    await rest()
    network.online = true
    const grace = await enter(network, { userId: 'grace' })
    expect(grace.client.participants[0]?.link).toBe('connecting')
    await pass(network, 1000)
    expect(ada.engine.made).toBe(1)
    expect(ada.client.participants[0]?.link).toBe('connected')
    expect(grace.client.participants[0]?.link).toBe('connected')
  })
})

describe('signals around a break', () => {
  it('that were lost make the links that are there begin anew', async () => {
    const network = createNetwork({ limits: { mailboxBytes: 10 } })
    const ada = await enter(network)
    const hosts: EngineHost[] = []
    const engine = createFakeEngine()
    const grace = await enter(network, { userId: 'grace' }, { engine: (host) => (hosts.push(host), engine(host)) })
    network.sockets[0]?.cut()
    await rest()
    const to = ada.client.self?.peerId ?? ''
    hosts[0]?.send({ to, epoch: 1, description: { type: 'offer', sdp: 'v=0\r\n' } })
    await pass(network, 100)
    expect(network.last.sent.filter(({ type }) => type === 'signal')).toMatchObject([
      { to: grace.client.self?.peerId, epoch: 2, description: { type: 'offer' } },
    ])
    expect(ada.engine.made).toBe(1)
    expect(ada.client.participants[0]?.link).toBe('connected')
    expect(grace.client.participants[0]?.link).toBe('connected')
  })

  it('are sent again when the hub has not handled them, and only then', async () => {
    const network = createNetwork()
    const hosts: EngineHost[] = []
    const engine = createFakeEngine()
    const ada = await enter(network, {}, { engine: (host) => (hosts.push(host), engine(host)) })
    const adasSocket = network.last
    const grace = await enter(network, { userId: 'grace' })
    const to = grace.client.self?.peerId ?? ''
    const signal = (epoch: number): void =>
      hosts[0]?.send({ to, epoch, description: { type: 'offer', sdp: 'v=0\r\n' } })
    signal(2)
    await rest()
    adasSocket.freeze()
    signal(3)
    await pass(network, 46_000)
    expect(ada.client.state.name).toBe('joined')
    signal(4)
    await rest()
    expect(network.last.sent.flatMap((message) => (message.type === 'signal' ? [message.epoch] : []))).toEqual([3, 4])
  })

  it('wait for the line and keep their order', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    await enter(network, { userId: 'grace' })
    network.online = false
    network.sockets[0]?.cut()
    await rest()
    const [peerId = ''] = ada.engine.peers
    ada.engine.emitLink(peerId, 'interrupted')
    network.online = true
    await pass(network, 1000)
    // The way back is the moment at which links in trouble try again.
    expect(network.last.sent.filter(({ type }) => type === 'signal')).toMatchObject([
      { to: peerId, epoch: 2, description: { type: 'offer' } },
    ])
    expect(ada.client.participants[0]?.link).toBe('connected')
  })

  it('count once, even when they come twice', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const adasSocket = network.last
    const grace = await enter(network, { userId: 'grace' })
    const from = grace.client.self?.peerId ?? ''
    const answers = (): number => adasSocket.sent.filter(({ type }) => type === 'signal').length
    expect(answers()).toBe(1)
    const offer = { type: 'offer', sdp: 'v=0\r\n' } as const
    adasSocket.say({ type: 'signal', from, epoch: 1, seq: 1, description: offer })
    await rest()
    expect(answers()).toBe(1)
    adasSocket.say({ type: 'signal', from, epoch: 1, seq: 2, description: offer })
    await rest()
    expect(answers()).toBe(2)
    expect(ada.client.participants).toHaveLength(1)
  })

  it('are confirmed with the next ping', async () => {
    const network = createNetwork()
    await enter(network)
    const adasSocket = network.last
    await enter(network, { userId: 'grace' })
    await pass(network, 15_100)
    expect(adasSocket.sent.findLast(({ type }) => type === 'ping')).toEqual({ type: 'ping', seen: 1 })
  })
})

describe('waking up', () => {
  afterEach(() => vi.unstubAllGlobals())

  const listeners = new Map<string, () => void>()
  const stub = (): void => {
    listeners.clear()
    vi.stubGlobal('addEventListener', (type: string, run: () => void) => listeners.set(type, run))
    vi.stubGlobal('removeEventListener', (type: string) => listeners.delete(type))
  }

  it('tries at once instead of waiting', async () => {
    stub()
    const network = createNetwork()
    const ada = await enter(network)
    network.online = false
    network.last.cut()
    await pass(network, 15_000)
    const attempts = network.sockets.length
    network.online = true
    listeners.get('online')?.()
    await rest()
    expect(network.sockets).toHaveLength(attempts + 1)
    expect(ada.client.state.name).toBe('joined')
  })

  it('notices within seconds that a connection did not survive the sleep', async () => {
    stub()
    const network = createNetwork()
    const ada = await enter(network)
    network.last.freeze()
    listeners.get('pageshow')?.()
    await pass(network, 3200)
    expect(ada.told).toEqual(['connecting', 'joined', 'reconnecting', 'joined'])
  })

  it('leaves a healthy connection alone', async () => {
    stub()
    const network = createNetwork()
    const ada = await enter(network)
    listeners.get('online')?.()
    await pass(network, 10_000)
    expect(ada.told).toEqual(['connecting', 'joined'])
  })

  it('is listened for only between joining and the end', async () => {
    stub()
    const network = createNetwork()
    const ada = await enter(network)
    expect([...listeners.keys()].sort()).toEqual(['online', 'pageshow'])
    await ada.client.leave()
    expect(listeners.size).toBe(0)
  })
})

describe('a restarting server', () => {
  it('is followed, each client after a time of its own', async () => {
    const network = createNetwork()
    const ada = await enter(network, {}, { random: () => 0.5 })
    network.last.endWith('restart')
    await pass(network, 900)
    expect(network.sockets).toHaveLength(1)
    await pass(network, 200)
    expect(network.sockets).toHaveLength(2)
    expect(ada.client.state.name).toBe('joined')
    expect(hellos(ada)).toHaveLength(2)
  })
})
