// What people in a room say to each other, and what the hub does about those who break the rules.
import { describe, expect, it } from 'vitest'
import { createHouse, settle, type House } from './house.ts'

const offer = { type: 'offer', sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\n' } as const
const watchOnly = { type: 'answer', sdp: 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=recvonly\r\n' } as const
const candidate = {
  candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: null,
}

async function pair(house: House, bobPublishes = true) {
  const ada = await house.join({ userId: 'ada' })
  const bob = await house.join({ userId: 'bob', publish: bobPublishes })
  return { ada, bob }
}

describe('presence', () => {
  it('tells each other person once about a newcomer, and once about one who leaves', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    expect(ada.all('joined')).toEqual([{ type: 'joined', person: bob.last('welcome').self }])
    expect(bob.all('joined')).toEqual([])
    bob.say({ type: 'leave' })
    bob.vanish()
    expect(bob.closed).toBe('left')
    expect(ada.all('left')).toEqual([{ type: 'left', peerId: bob.peerId, reason: 'left' }])
  })

  it('welcomes the newcomer before anyone else hears of them', async () => {
    const house = createHouse()
    const order: string[] = []
    const ada = await house.join({ userId: 'ada' })
    const push = ada.heard.push.bind(ada.heard)
    const bob = house.knock()
    ada.heard.push = (...messages) => {
      order.push(...messages.map(({ type }) => type), ...bob.heard.map(({ type }) => type))
      return push(...messages)
    }
    bob.say({ type: 'hello', kitToken: house.token({ userId: 'bob' }) })
    await house.join({ userId: 'cem' })
    expect(order.slice(0, 2)).toEqual(['joined', 'welcome'])
  })

  it('lists people in the order in which they joined', async () => {
    const house = createHouse()
    for (const userId of ['9', '1', 'b', 'a']) await house.join({ userId })
    const last = await house.join({ userId: 'z' })
    expect(last.last('welcome').people.map(({ userId }) => userId)).toEqual(['9', '1', 'b', 'a'])
  })

  it('shows names cleaned', async () => {
    const house = createHouse()
    const ada = await house.join({ userName: 'A\u202Eda\u0007 ' })
    expect(ada.last('welcome').self.userName).toBe('Ada')
  })
})

describe('a signal', () => {
  it('reaches its target alone, stamped with the true sender and counted', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    const cem = await house.join({ userId: 'cem' })
    ada.sayText(
      JSON.stringify({ type: 'signal', from: cem.peerId, to: bob.peerId, epoch: 3, seq: 99, description: offer }),
    )
    ada.say({ type: 'signal', to: bob.peerId, epoch: 3, candidate })
    ada.say({ type: 'signal', to: bob.peerId, epoch: 3, candidate: null })
    expect(bob.all('signal')).toEqual([
      { type: 'signal', from: ada.peerId, epoch: 3, seq: 1, description: offer },
      { type: 'signal', from: ada.peerId, epoch: 3, seq: 2, candidate },
      { type: 'signal', from: ada.peerId, epoch: 3, seq: 3, candidate: null },
    ])
    expect(cem.all('signal')).toEqual([])
  })

  it('is refused when the target is in another room, unknown or oneself', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    const stranger = await house.join({ userId: 'eve', roomId: 'other' })
    for (const to of [stranger.peerId, 'nobody', ada.peerId, 'bob']) {
      ada.say({ type: 'signal', to, epoch: 1, candidate })
      expect(ada.last('refused')).toMatchObject({ of: 'signal', code: 'no_such_peer', peerId: to })
    }
    expect([...bob.all('signal'), ...stranger.all('signal')]).toEqual([])
    expect(ada.closed).toBeNull()
  })

  it.each(['offer', 'answer'] as const)(
    'with an %s that sends is refused from someone who may not publish',
    async (type) => {
      const house = createHouse()
      const { ada, bob } = await pair(house, false)
      bob.say({ type: 'signal', to: ada.peerId, epoch: 1, description: { ...offer, type } })
      expect(bob.last('refused')).toMatchObject({ of: 'signal', code: 'publish_denied', peerId: ada.peerId })
      expect(ada.all('signal')).toEqual([])
    },
  )

  it('that only receives is delivered from someone who may not publish', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house, false)
    bob.say({ type: 'signal', to: ada.peerId, epoch: 1, description: watchOnly })
    bob.say({ type: 'signal', to: ada.peerId, epoch: 1, candidate })
    expect(ada.all('signal').length).toBe(2)
    expect(bob.all('refused')).toEqual([])
  })
})

describe('media flags', () => {
  it('are told to the others when they change, and only then', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.say({ type: 'media', microphone: true, camera: false })
    bob.say({ type: 'media', microphone: true, camera: false })
    expect(ada.all('media')).toEqual([
      { type: 'media', peerId: bob.peerId, microphone: true, camera: false, publish: true },
    ])
    expect(bob.all('media')).toEqual([])
  })

  it('of someone who may not publish stay off', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob', publish: false }, { media: { microphone: true, camera: true } })
    expect(bob.last('welcome').self).toMatchObject({ microphone: false, camera: false })
    bob.say({ type: 'media', microphone: true, camera: false })
    expect(bob.last('refused')).toMatchObject({ of: 'media', code: 'publish_denied' })
    bob.say({ type: 'media', microphone: false, camera: false })
    expect(bob.all('refused').length).toBe(1)
    expect(ada.all('media')).toEqual([])
  })
})

describe('the rules of a stay', () => {
  it.each([
    ['no JSON', '{'],
    ['an unknown type', '{"type":"chat"}'],
    ['a second hello', '{"type":"hello","kitToken":"x"}'],
    ['a signal without content', '{"type":"signal","to":"a","epoch":1}'],
  ])('end it with bad_message on %s, and the others hear why', async (_, text) => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.sayText(text)
    expect(bob.closed).toBe('bad_message')
    expect(ada.last('left')).toEqual({ type: 'left', peerId: bob.peerId, reason: 'bad_message' })
  })

  it('end it with too_large on a message above its limit', async () => {
    const house = createHouse()
    const { bob } = await pair(house)
    bob.say({ type: 'renew', kitToken: 'x'.repeat(17 * 1024) })
    expect(bob.closed).toBe('too_large')
  })

  it('allow bursts of 40 messages and 20 a second, and close with rate_limited beyond', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    for (let count = 0; count < 40; count += 1) bob.say({ type: 'ping' })
    house.clock.advance(1000)
    for (let count = 0; count < 20; count += 1) bob.say({ type: 'ping' })
    expect(bob.closed).toBeNull()
    bob.say({ type: 'ping' })
    expect(bob.closed).toBe('rate_limited')
    expect(ada.last('left').reason).toBe('rate_limited')
  })

  it('count signals apart: 200 candidates in a burst are fine, one more is not', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    for (let count = 0; count < 200; count += 1) bob.say({ type: 'signal', to: ada.peerId, epoch: 1, candidate })
    bob.say({ type: 'ping' })
    expect(bob.closed).toBeNull()
    expect(ada.all('signal').length).toBe(200)
    bob.say({ type: 'signal', to: ada.peerId, epoch: 1, candidate })
    expect(bob.closed).toBe('rate_limited')
  })

  it('limit the volume of signals, so that nobody can flood a neighbour', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    const large = { type: 'offer', sdp: `v=0\n${'x'.repeat(60 * 1024)}` } as const
    for (let count = 0; count < 8; count += 1) {
      bob.say({ type: 'signal', to: ada.peerId, epoch: 1, description: large })
    }
    expect(bob.closed).toBeNull()
    bob.say({ type: 'signal', to: ada.peerId, epoch: 1, description: large })
    expect(bob.closed).toBe('rate_limited')
  })

  it('drop a connection that does not read, and keep the seat', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.bufferedAmount = 256 * 1024
    ada.say({ type: 'media', microphone: true, camera: true })
    expect(bob.closed).toBe('slow_consumer')
    expect(ada.all('left')).toEqual([])
    expect((await house.resume(bob, { userId: 'bob' })).last('welcome').people[0]).toMatchObject({ camera: true })
  })

  it('treat such a connection as gone at once, even if the transport reports the close much later', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.reportsLate = true
    bob.bufferedAmount = 256 * 1024
    for (const epoch of [1, 2]) ada.say({ type: 'signal', to: bob.peerId, epoch, candidate })
    bob.say({ type: 'leave' })
    const back = await house.resume(bob, { userId: 'bob' })
    expect(back.all('signal').map(({ epoch }) => epoch)).toEqual([1, 2])
    bob.vanish()
    expect(house.hub.rooms()[0]?.people[1]?.connected).toBe(true)
  })

  it('never close a connection twice', async () => {
    const house = createHouse()
    const { bob } = await pair(house)
    bob.say({ type: 'leave' })
    house.hub.remove(1, 'lobby', 'bob')
    house.hub.close()
    expect(bob.closes).toBe(1)
  })
})

describe('the heartbeat', () => {
  it('answers a ping', async () => {
    const ada = await createHouse().join()
    ada.say({ type: 'ping' })
    expect(ada.heard.at(-1)).toEqual({ type: 'pong' })
  })

  it('keeps a connection that pings every 15 seconds, even when one ping is missing', async () => {
    const house = createHouse()
    const ada = await house.join()
    for (const pause of [15_000, 15_000, 30_000, 30_000, 15_000]) {
      house.clock.advance(pause)
      ada.say({ type: 'ping' })
    }
    expect(ada.closed).toBeNull()
    house.clock.advance(37_500)
    expect(ada.closed).toBe('going_away')
  })

  it('gives up a connection after two missing pings and keeps the seat', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    house.clock.advance(30_000)
    ada.say({ type: 'ping' })
    expect(bob.closed).toBeNull()
    house.clock.advance(7_500)
    expect(bob.closed).toBe('going_away')
    expect(ada.all('left')).toEqual([])
    expect((await house.resume(bob, { userId: 'bob' })).last('welcome').resumed).toBe(true)
  })
})

describe('the administrator', () => {
  it('removes a person, whom nobody else is confused with', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    expect(house.hub.remove(1, 'lobby', 'bo')).toBe(false)
    expect(house.hub.remove(2, 'lobby', 'bob')).toBe(false)
    expect(house.hub.remove(1, 'lobby', 'bob')).toBe(true)
    expect(bob.closed).toBe('removed')
    expect(ada.last('left')).toEqual({ type: 'left', peerId: bob.peerId, reason: 'removed' })
    expect(house.hub.remove(1, 'lobby', 'bob')).toBe(false)
  })

  it('can say that the token was revoked', async () => {
    const house = createHouse()
    const ada = await house.join()
    house.hub.remove(1, 'lobby', 'ada', 'token_revoked')
    expect(ada.closed).toBe('token_revoked')
  })

  it('removes someone who is away: the ticket opens nothing any more', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.vanish()
    house.hub.remove(1, 'lobby', 'bob')
    expect(ada.last('left').reason).toBe('removed')
    expect((await house.resume(bob, { userId: 'bob' })).last('welcome').resumed).toBe(false)
  })

  it('closes the hub with restart, without telling people that the others left', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    const waiting = house.knock()
    house.hub.close()
    expect([ada.closed, bob.closed, waiting.closed, house.knock().closed]).toEqual(Array(4).fill('restart'))
    expect([...ada.all('left'), ...bob.all('left')]).toEqual([])
    expect(house.hub.size).toBe(0)
    expect(house.clock.pending).toBe(0)
  })

  it('drains evenly over a time, a room as a whole, and takes nobody new meanwhile', async () => {
    const house = createHouse()
    const people = []
    for (const roomId of ['a', 'b', 'c', 'd'])
      for (const userId of ['ada', 'bob']) people.push(await house.join({ roomId, userId }))
    const waiting = house.knock()
    let over = false
    const draining = house.hub.drain(4000).then(() => (over = true))
    expect([waiting.closed, house.knock().closed]).toEqual(['restart', 'restart'])
    const inside = [house.hub.size]
    for (let second = 0; second < 4; second += 1) {
      house.clock.advance(second === 0 ? 1 : 1000)
      inside.push(house.hub.size)
      expect(over).toBe(false)
    }
    expect(inside).toEqual([8, 6, 4, 2, 0])
    await draining
    expect(people.map(({ closed }) => closed)).toEqual(Array(8).fill('restart'))
    expect(people.flatMap((person) => person.all('left'))).toEqual([])
    expect(house.clock.pending).toBe(0)
  })

  it('lets those who are still inside go on while it drains', async () => {
    const house = createHouse()
    const first = await house.join({ roomId: 'a' })
    const { ada, bob } = await pair(house)
    const draining = house.hub.drain(2000)
    house.clock.advance(1)
    expect([first.closed, ada.closed]).toEqual(['restart', null])
    ada.say({ type: 'media', microphone: true, camera: false })
    expect(bob.last('media')).toMatchObject({ microphone: true })
    house.clock.advance(1000)
    await draining
  })

  it('has drained at once when nobody is inside', async () => {
    await createHouse().hub.drain(5000)
  })

  it('sees rooms and people, with those who are away', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.vanish()
    const [room] = house.hub.rooms()
    expect(room).toMatchObject({ appId: 1, roomId: 'lobby' })
    expect(room?.people.map(({ userId, connected }) => [userId, connected])).toEqual([
      ['ada', true],
      ['bob', false],
    ])
    ada.say({ type: 'leave' })
    house.hub.remove(1, 'lobby', 'bob')
    expect(house.hub.rooms()).toEqual([])
  })

  it('sees of the token that counts now what admission told of it', async () => {
    const house = createHouse()
    const ada = await house.join({ issuedAt: 100, kid: 'a2517ef2' })
    await house.join({ userId: 'bob' })
    const seen = (): unknown[] => house.hub.rooms()[0]!.people.map(({ issuedAt, kid }) => [issuedAt, kid])
    expect(seen()).toEqual([
      [100, 'a2517ef2'],
      [undefined, undefined],
    ])
    ada.say({ type: 'renew', kitToken: house.token({ issuedAt: 200, kid: 'ffffffff' }) })
    await settle()
    expect(seen()[0]).toEqual([200, 'ffffffff'])
  })

  it('hears what happened, and never a token or a ticket', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    bob.vanish()
    const back = await house.resume(bob, { userId: 'bob' })
    back.say({ type: 'leave' })
    expect(house.events.map(({ type }) => type)).toEqual(['joined', 'joined', 'dropped', 'resumed', 'left'])
    const told = JSON.stringify(house.events)
    for (const guest of [ada, bob, back]) expect(told).not.toContain(guest.last('welcome').ticket)
    expect(told).not.toContain('expiresAt')
  })
})

describe('whoever is muted', () => {
  const on = { microphone: true, camera: true }
  const mute = (house: House, muted: boolean) => house.hub.mute(1, 'lobby', 'ada', muted)

  it('hears it, and so do the others, once', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' }, { media: on })
    const bob = await house.join({ userId: 'bob' })
    expect(mute(house, true)).toBe(true)
    expect(mute(house, true)).toBe(false)
    expect(ada.all('granted')).toEqual([{ type: 'granted', grant: { publish: false } }])
    expect(bob.all('media')).toEqual([
      { type: 'media', peerId: ada.peerId, publish: false, microphone: false, camera: false },
    ])
    expect(mute(house, false)).toBe(true)
    expect(ada.last('granted').grant).toEqual({ publish: true })
    expect(bob.last('media')).toMatchObject({ publish: true, microphone: false })
    expect(house.hub.mute(1, 'lobby', 'nobody', true)).toBe(false)
    expect(house.hub.mute(1, 'attic', 'ada', true)).toBe(false)
  })

  it('can neither say that something is on nor offer to send, until it is taken back', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    mute(house, true)
    ada.say({ type: 'media', ...on })
    ada.say({ type: 'signal', to: bob.peerId, epoch: 1, description: offer })
    expect(ada.all('refused').map(({ of, code }) => [of, code])).toEqual([
      ['media', 'publish_denied'],
      ['signal', 'publish_denied'],
    ])
    expect(bob.all('signal')).toEqual([])
    ada.say({ type: 'signal', to: bob.peerId, epoch: 1, description: watchOnly })
    expect(bob.all('signal')).toHaveLength(1)
    mute(house, false)
    ada.say({ type: 'media', ...on })
    expect(bob.last('media')).toMatchObject({ publish: true, ...on })
  })

  it('stays that through a renewal and a lost line, and begins a new stay with their rights', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    mute(house, true)
    ada.say({ type: 'renew', kitToken: house.token({ userId: 'ada', lifetime: 9000 }) })
    await settle()
    expect(ada.last('renewed').grant).toEqual({ publish: false })
    ada.vanish()
    const back = await house.resume(ada, { userId: 'ada' }, { seen: 0 })
    expect(back.last('welcome')).toMatchObject({ resumed: true, grant: { publish: false }, self: { publish: false } })
    back.say({ type: 'leave' })
    expect((await house.join({ userId: 'ada' })).last('welcome').grant).toEqual({ publish: true })
  })

  it('gets nothing back that the pass does not give', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada', publish: false })
    mute(house, true)
    mute(house, false)
    expect(ada.last('granted').grant).toEqual({ publish: false })
  })
})

describe('a room that moves', () => {
  it('ends as a whole, and no other with it', async () => {
    const house = createHouse()
    const { ada, bob } = await pair(house)
    const cem = await house.join({ userId: 'cem', roomId: 'annex' })
    expect(house.hub.dissolve(1, 'lobby')).toBe(true)
    expect([ada.closed, bob.closed, cem.closed]).toEqual(['restart', 'restart', null])
    expect([...ada.all('left'), ...bob.all('left')]).toEqual([])
    expect(house.hub.dissolve(1, 'lobby')).toBe(false)
    expect((await house.join({ userId: 'ada' })).last('welcome').people).toEqual([])
  })
})
