// Inside: devices, flags, renewal, expiry, refusals and what the engine reports.
import { describe, expect, it } from 'vitest'
import { RoomError } from '../../src/client/index.ts'
import { createNetwork, createVisitor, enter, pass, rest } from './network.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fake engine and the client only pass tracks on
const track = (kind: string): MediaStreamTrack => ({ kind }) as MediaStreamTrack

describe('devices', () => {
  it('that are on before joining are on from the first message', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = createVisitor(network, { userId: 'grace' })
    const camera = track('video')
    grace.client.setTrack('camera', camera)
    await Promise.all([grace.client.join(), rest()])
    expect(network.last.sent[0]).toMatchObject({ media: { microphone: false, camera: true } })
    expect(grace.client.self).toMatchObject({ microphone: false, camera: true })
    expect(grace.engine.tracks.camera).toBe(camera)
    expect(ada.client.participants[0]).toMatchObject({ microphone: false, camera: true })
    expect(network.last.sent.filter(({ type }) => type === 'media')).toEqual([])
  })

  it('are told to the others when they go on and off, not when one is exchanged', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = await enter(network, { userId: 'grace' })
    grace.client.setTrack('microphone', track('audio'))
    grace.client.setTrack('microphone', track('audio'))
    await rest()
    expect(ada.client.participants[0]?.microphone).toBe(true)
    expect(ada.events.participantChanged.filter(({ microphone }) => microphone)).toHaveLength(1)
    grace.client.setTrack('microphone', null)
    await rest()
    expect(ada.client.participants[0]?.microphone).toBe(false)
    expect(network.last.sent.filter(({ type }) => type === 'media')).toHaveLength(2)
    expect(grace.events.participantChanged.map(({ isSelf, microphone }) => isSelf && microphone)).toContain(true)
  })

  it('that change while the line is down are told with the way back', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = await enter(network, { userId: 'grace' })
    network.last.cut()
    await rest()
    grace.client.setTrack('camera', track('video'))
    expect(grace.client.self?.camera).toBe(true)
    await pass(network, 100)
    expect(grace.client.state.name).toBe('joined')
    expect(ada.client.participants[0]?.camera).toBe(true)
  })

  it('that change between hello and welcome wait for the welcome', async () => {
    const network = createNetwork()
    const open = network.house.holdAdmissions()
    const ada = createVisitor(network)
    const joined = ada.client.join()
    await rest()
    ada.client.setTrack('camera', track('video'))
    await open()
    await rest()
    await joined
    expect(network.last.sent.map(({ type }) => type)).toEqual(['hello', 'media'])
    expect(ada.client.state.name).toBe('joined')
    expect(network.house.hub.rooms()[0]?.people[0]?.camera).toBe(true)
  })

  it('that change between hello and welcome of a reconnection wait as well', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.last.cut()
    const open = network.house.holdAdmissions()
    await pass(network, 100)
    ada.client.setTrack('camera', track('video'))
    await rest()
    expect(network.last.sent.map(({ type }) => type)).toEqual(['hello'])
    await open()
    await rest()
    expect(network.last.sent.map(({ type }) => type)).toEqual(['hello', 'media'])
    expect(ada.client.state.name).toBe('joined')
  })

  it('stay off for who may not publish, however much they are wished for', async () => {
    const network = createNetwork()
    const ada = createVisitor(network, { publish: false })
    ada.client.setTrack('microphone', track('audio'))
    await Promise.all([ada.client.join(), rest()])
    ada.client.setTrack('camera', track('video'))
    await rest()
    expect(ada.client.canPublish).toBe(false)
    expect(ada.client.self).toMatchObject({ publish: false, microphone: false, camera: false })
    expect(ada.engine.tracks).toEqual({ microphone: null, camera: null })
    expect(ada.events.refused).toEqual([])
  })
})

describe('what the engine reports', () => {
  it('shows in the participants: streams, links, who speaks', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    await enter(network, { userId: 'grace' })
    const [peerId = ''] = ada.engine.peers
    const self = ada.client.self?.peerId ?? ''
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- passed on, never used
    const stream = {} as MediaStream
    ada.engine.emitStream(peerId, stream)
    ada.engine.emitSpeaking(peerId, true)
    ada.engine.emitSpeaking(self, true)
    ada.engine.emitLink(peerId, 'interrupted')
    expect(ada.client.participants[0]).toMatchObject({ stream, speaking: true, link: 'interrupted' })
    expect(ada.client.self?.speaking).toBe(true)
    const told = ada.events.participantChanged.length
    ada.engine.emitSpeaking(peerId, true)
    expect(ada.events.participantChanged).toHaveLength(told)
  })

  it('gives copies that later changes do not reach', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    await enter(network, { userId: 'grace' })
    const [before] = ada.client.participants
    ada.engine.emitSpeaking(before?.peerId ?? '', true)
    expect(before?.speaking).toBe(false)
    expect(Object.isFrozen(before)).toBe(true)
  })
})

describe('renewing', () => {
  it('resolves with the new expiry, and the fresh token opens the door from then on', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const fresh = network.house.token({ lifetime: 7200 })
    await Promise.all([ada.client.renew(fresh), rest()])
    expect(ada.client.expiresAt).toBe(1_800_007_200)
    network.last.cut()
    await pass(network, 100)
    expect(network.last.sent[0]).toMatchObject({ type: 'hello', kitToken: fresh })
  })

  it('rejects when refused; the stay goes on with the old token', async () => {
    const network = createNetwork()
    const old = network.house.token()
    const ada = await enter(network, {}, { kitToken: old })
    const outcome = ada.client.renew(network.house.token({ userId: 'eve' })).catch((error: unknown) => error)
    await rest()
    expect(await outcome).toBeInstanceOf(RoomError)
    expect(await outcome).toMatchObject({ code: 'identity_mismatch' })
    expect(ada.events.refused).toMatchObject([{ of: 'renew', code: 'identity_mismatch' }])
    network.last.cut()
    await pass(network, 100)
    expect(network.last.sent[0]).toMatchObject({ kitToken: old })
    expect(ada.client.state.name).toBe('joined')
  })

  it('asks one after the other', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const both = [
      ada.client.renew(network.house.token({ lifetime: 4000 })),
      ada.client.renew(network.house.token({ lifetime: 5000 })),
    ]
    await rest()
    await Promise.all(both)
    expect(ada.client.expiresAt).toBe(1_800_005_000)
  })

  it('survives a break of the line before the answer', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.last.freeze()
    const renewed = ada.client.renew(network.house.token({ lifetime: 9000 }))
    await pass(network, 50_000)
    await renewed
    expect(ada.client.expiresAt).toBeGreaterThan(1_800_008_000)
  })

  it('opens the door when the old token does not any more', async () => {
    const network = createNetwork()
    const ada = await enter(network, { lifetime: 5 })
    network.online = false
    network.last.cut()
    await pass(network, 6000)
    const renewed = ada.client.renew(network.house.token({ lifetime: 3600 }))
    network.online = true
    await pass(network, 20_000)
    await renewed
    expect(ada.client.state.name).toBe('joined')
  })

  it('rejects when the stay ends before the answer', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.last.freeze()
    const outcome = ada.client.renew(network.house.token()).catch((error: unknown) => error)
    await ada.client.leave()
    expect(await outcome).toMatchObject({ code: 'aborted' })
  })

  it('before joining is the token to join with', async () => {
    const network = createNetwork()
    const ada = createVisitor(network, {}, { kitToken: 'old' })
    await ada.client.renew(network.house.token())
    await Promise.all([ada.client.join(), rest()])
    expect(ada.client.state.name).toBe('joined')
  })

  it('that grants publishing turns on what was wished for, and one that takes it turns it off', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = await enter(network, { userId: 'grace', publish: false })
    const camera = track('video')
    grace.client.setTrack('camera', camera)
    const renew = (publish: boolean): Promise<unknown> =>
      Promise.all([grace.client.renew(network.house.token({ userId: 'grace', publish })), rest()])
    await renew(true)
    expect(grace.client.canPublish).toBe(true)
    expect(grace.engine.tracks.camera).toBe(camera)
    expect(ada.client.participants[0]).toMatchObject({ publish: true, camera: true })
    const words = network.last.sent.length
    await renew(false)
    // The hub has turned it off by itself.
    expect(network.last.sent.slice(words).filter(({ type }) => type === 'media')).toEqual([])
    expect(grace.engine.tracks.camera).toBeNull()
    expect(grace.client.self).toMatchObject({ publish: false, camera: false })
    expect(ada.client.participants[0]).toMatchObject({ publish: false, camera: false })
    await renew(true)
    expect(ada.client.participants[0]).toMatchObject({ publish: true, camera: true })
  })
})

describe('the expiry', () => {
  it('is announced once, also across a reconnection, and again after a renewal', async () => {
    const network = createNetwork()
    const ada = await enter(network, { lifetime: 100 })
    await pass(network, 75_000)
    network.last.cut()
    await pass(network, 1000)
    expect(ada.events.tokenWillExpire).toEqual([{ expiresAt: 1_800_000_100 }])
    await Promise.all([ada.client.renew(network.house.token({ lifetime: 60 })), rest()])
    await pass(network, 40_000)
    expect(ada.events.tokenWillExpire).toHaveLength(2)
  })

  it('is announced at once when little is left', async () => {
    const network = createNetwork()
    const ada = await enter(network, { lifetime: 20 })
    expect(ada.events.tokenWillExpire).toEqual([{ expiresAt: 1_800_000_020 }])
  })

  it('ends the stay', async () => {
    const network = createNetwork()
    const ada = await enter(network, { lifetime: 20 })
    await pass(network, 21_000)
    expect(ada.client.state).toEqual({ name: 'ended', why: 'token_expired' })
    expect(ada.client.expiresAt).toBeNull()
  })
})

describe('messages', () => {
  it('of an unknown kind, or malformed, change nothing', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    for (const text of ['{"type":"confetti"}', '{"type":"joined"}', 'not json', '[]']) network.last.sayText(text)
    await rest()
    expect(ada.client.state.name).toBe('joined')
    expect(ada.told).toEqual(['connecting', 'joined'])
  })

  it('that refuse a signal to somebody who has just left are no news', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    network.last.say({ type: 'refused', of: 'signal', code: 'no_such_peer', message: 'gone', peerId: 'x' })
    network.last.say({ type: 'refused', of: 'media', code: 'publish_denied', message: 'no' })
    await rest()
    expect(ada.events.refused).toEqual([{ of: 'media', code: 'publish_denied', message: 'no' }])
  })
})

describe('listeners', () => {
  it('stop when asked to', async () => {
    const network = createNetwork()
    const ada = createVisitor(network)
    let heard = 0
    const stop = ada.client.on('state', () => (heard += 1))
    stop()
    await Promise.all([ada.client.join(), rest()])
    expect(heard).toBe(0)
  })
})

describe('a mute', () => {
  /** A stream of one track, as an engine gives what it receives. */
  const received = () => {
    const one = { kind: 'audio', enabled: true }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a stream the client asks for its tracks alone
    return { one, stream: { getTracks: () => [one] } as unknown as MediaStream }
  }

  it('holds on the side of the others, whatever a dishonest client goes on sending', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    await enter(network, { userId: 'eve' })
    const [{ peerId } = { peerId: '' }] = ada.client.participants
    const shown = () => ada.client.participants[0]
    const { one, stream } = received()
    ada.engine.emitStream(peerId, stream)
    ada.engine.emitSpeaking(peerId, true)
    expect(shown()).toMatchObject({ stream, speaking: true })
    network.house.hub.mute(1, 'lobby', 'eve', true)
    await rest()
    expect(shown()).toMatchObject({ publish: false, stream: null, speaking: false })
    // Also for a page that kept the stream.
    expect(one.enabled).toBe(false)
    const another = received()
    ada.engine.emitStream(peerId, another.stream)
    ada.engine.emitSpeaking(peerId, true)
    expect(shown()).toMatchObject({ stream: null, speaking: false })
    expect(another.one.enabled).toBe(false)
  })

  it('holds also where it came while the line was down, and for who comes to know of the person later', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const line = network.last
    await enter(network, { userId: 'eve' })
    const [{ peerId } = { peerId: '' }] = ada.client.participants
    const { one, stream } = received()
    ada.engine.emitStream(peerId, stream)
    line.cut()
    network.house.hub.mute(1, 'lobby', 'eve', true)
    await pass(network, 100)
    expect(ada.client.participants[0]).toMatchObject({ publish: false, stream: null })
    expect(one.enabled).toBe(false)
    const late = await enter(network, { userId: 'cem' })
    late.engine.emitStream(peerId, received().stream)
    expect(late.client.participants.find((person) => person.peerId === peerId)?.stream).toBeNull()
  })

  it('stops what is sent at once, and what is on goes on when it is taken back', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = await enter(network, { userId: 'grace' })
    const microphone = track('audio')
    ada.client.setTrack('microphone', microphone)
    await rest()
    network.house.hub.mute(1, 'lobby', 'ada', true)
    await rest()
    expect(ada.client.canPublish).toBe(false)
    expect(ada.engine.tracks.microphone).toBe(null)
    expect(grace.client.participants[0]).toMatchObject({ publish: false, microphone: false })
    network.house.hub.mute(1, 'lobby', 'ada', false)
    await rest()
    expect(ada.engine.tracks.microphone).toBe(microphone)
    expect(grace.client.participants[0]).toMatchObject({ publish: true, microphone: true })
    expect(ada.events.refused).toEqual([])
  })
})
