// Coming back to a kept seat: what the ticket opens, what it does not, and what was missed.
import { describe, expect, it } from 'vitest'
import { createHouse, settle, type Guest } from './house.ts'

const candidate = (index: number) => ({
  candidate: `candidate:${index}`,
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: null,
})
function send(from: Guest, to: string, index: number): void {
  from.say({ type: 'signal', to, epoch: 1, candidate: candidate(index) })
}
const indices = (guest: Guest) => guest.all('signal').map((signal) => signal.candidate?.candidate)

describe('someone who lost the connection', () => {
  it('comes back to the same seat unnoticed, and keeps peer id, name and time of joining', async () => {
    const house = createHouse({ limits: { heartbeatSeconds: 3600 } })
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob', userName: 'Bob' })
    const heard = ada.heard.length
    bob.vanish()
    house.clock.advance(59_999)
    const back = await house.resume(bob, { userId: 'bob', userName: 'Somebody' })
    expect(back.last('welcome')).toMatchObject({ resumed: true, self: bob.last('welcome').self })
    expect(back.last('welcome').people.map(({ peerId }) => peerId)).toEqual([ada.peerId])
    house.clock.advance(1000)
    expect(ada.heard.slice(heard).map(({ type }) => type)).toEqual([])
    expect(house.asked.at(-1)?.purpose).toBe('resume')
  })

  it('is lost for the others after sixty seconds, once', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada', lifetime: 3600 })
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    for (let count = 0; count < 8; count += 1) {
      ada.say({ type: 'ping' })
      house.clock.advance(10_000)
    }
    expect(ada.all('left')).toEqual([{ type: 'left', peerId: bob.peerId, reason: 'lost' }])
    const again = await house.resume(bob, { userId: 'bob' })
    expect(again.last('welcome').resumed).toBe(false)
    expect(again.peerId).not.toBe(bob.peerId)
  })

  it('takes the seat over when the hub has not noticed the loss yet', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    const heard = ada.heard.length
    const back = await house.resume(bob, { userId: 'bob' })
    expect(back.last('welcome').resumed).toBe(true)
    expect(bob.closed).toBe('already_joined')
    bob.say({ type: 'leave' })
    bob.vanish()
    expect(ada.heard.length).toBe(heard)
    send(ada, back.peerId, 1)
    expect(indices(back)).toEqual(['candidate:1'])
  })

  it('but also all links, after a reload, replaces the old stay by a new one', async () => {
    const house = createHouse({ limits: { maxPeople: 2 } })
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    const back = await house.resume(bob, { userId: 'bob' }, { fresh: true })
    expect(bob.closed).toBe('already_joined')
    expect(back.last('welcome').resumed).toBe(false)
    expect(back.peerId).not.toBe(bob.peerId)
    expect(ada.heard.slice(-2)).toEqual([
      { type: 'left', peerId: bob.peerId, reason: 'already_joined' },
      { type: 'joined', person: back.last('welcome').self },
    ])
  })

  it('finds out what changed meanwhile in the welcome', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    ada.say({ type: 'media', microphone: true, camera: false })
    const cem = await house.join({ userId: 'cem' })
    const back = await house.resume(bob, { userId: 'bob' })
    expect(back.last('welcome').people.map((person) => [person.peerId, person.microphone])).toEqual([
      [ada.peerId, true],
      [cem.peerId, false],
    ])
  })

  it('may bring other flags and another grant, which the others are told', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' }, { media: { microphone: true, camera: true } })
    bob.vanish()
    const back = await house.resume(bob, { userId: 'bob', publish: false })
    expect(back.last('welcome').grant).toEqual({ publish: false })
    expect(ada.all('media')).toEqual([
      { type: 'media', peerId: bob.peerId, microphone: false, camera: false, publish: false },
    ])
  })
})

describe('a resume ticket', () => {
  it('opens once', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    const back = await house.resume(bob, { userId: 'bob' })
    const thief = await house.resume(bob, { userId: 'bob' })
    expect(thief.closed).toBe('already_joined')
    expect(back.closed).toBeNull()
    expect((await house.resume(back, { userId: 'bob' })).last('welcome').resumed).toBe(true)
  })

  it('opens once even when two connections bring it at the same time', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    const release = house.holdAdmissions()
    const [first, second] = [await house.resume(bob, { userId: 'bob' }), await house.resume(bob, { userId: 'bob' })]
    await release()
    expect(first.last('welcome').resumed).toBe(true)
    expect(second.closed).toBe('already_joined')
  })

  it.each([
    ['another user', { userId: 'eve' }],
    ['another room', { userId: 'bob', roomId: 'other' }],
    ['another app', { userId: 'bob', appId: 2 }],
  ])('opens nothing for %s, who is admitted as a newcomer', async (_, stranger) => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    const guest = await house.resume(bob, stranger)
    expect(guest.last('welcome').resumed).toBe(false)
    expect(guest.peerId).not.toBe(bob.peerId)
    expect(house.asked.slice(-2).map(({ purpose }) => purpose)).toEqual(['resume', 'join'])
    expect((await house.resume(bob, { userId: 'bob' })).last('welcome').resumed).toBe(true)
  })

  it('does not spare admission: a refusal is final and the seat stays as it was', async () => {
    let refuse = false
    const house = createHouse({ refuse: () => (refuse ? 'token_revoked' : null) })
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    refuse = true
    expect((await house.resume(bob, { userId: 'bob' })).closed).toBe('token_revoked')
    expect(house.hub.size).toBe(1)
  })

  it('ends with the token: an expiry while the person is away frees the seat', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob', lifetime: 20 })
    bob.vanish()
    house.clock.advance(20_000)
    expect(ada.last('left')).toEqual({ type: 'left', peerId: bob.peerId, reason: 'token_expired' })
    const back = await house.resume(bob, { userId: 'bob' })
    expect(back.last('welcome').resumed).toBe(false)
  })

  it('that expires while admission decides makes a newcomer of its bearer', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob', lifetime: 20 })
    bob.vanish()
    const release = house.holdAdmissions()
    const back = await house.resume(bob, { userId: 'bob', lifetime: 3600 })
    house.clock.advance(20_000)
    await release()
    expect(back.last('welcome').resumed).toBe(false)
    expect(house.asked.slice(-2).map(({ purpose }) => purpose)).toEqual(['resume', 'join'])
  })

  it('leaves no ghost when its bearer closes while admission decides', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    const release = house.holdAdmissions()
    const back = await house.resume(bob, { userId: 'bob' })
    back.vanish()
    await release()
    expect(house.hub.rooms()[0]?.people[0]?.connected).toBe(false)
    house.clock.advance(60_000)
    expect(house.hub.size).toBe(0)
    expect(house.clock.pending).toBe(0)
  })
})

describe('signals to someone who is away', () => {
  it('wait and follow the welcome in order', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    send(ada, bob.peerId, 1)
    bob.vanish()
    for (const index of [2, 3, 4]) send(ada, bob.peerId, index)
    const back = await house.resume(bob, { userId: 'bob' })
    expect(back.heard.map(({ type }) => type)).toEqual(['welcome', 'signal', 'signal', 'signal'])
    expect(back.all('signal').map(({ seq }) => seq)).toEqual([2, 3, 4])
  })

  it('are sent again when the broken connection swallowed them', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    for (const index of [1, 2, 3]) send(ada, bob.peerId, index)
    bob.vanish()
    send(ada, bob.peerId, 4)
    const back = await house.resume(bob, { userId: 'bob' }, { seen: 1 })
    expect(indices(back)).toEqual(['candidate:2', 'candidate:3', 'candidate:4'])
  })

  it('are forgotten once confirmed, and a client that wants them again starts anew', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    for (const index of [1, 2]) send(ada, bob.peerId, index)
    bob.say({ type: 'ping', seen: 2 })
    const back = await house.resume(bob, { userId: 'bob' }, { seen: 0 })
    expect(back.last('welcome').resumed).toBe(false)
    expect(back.peerId).toBe(bob.peerId)
  })

  it('beyond 64 KiB are given up: the seat is kept, and the links start anew', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    send(bob, ada.peerId, 1)
    bob.vanish()
    const description = { type: 'offer', sdp: 'x'.repeat(40 * 1024) } as const
    for (const epoch of [1, 2]) ada.say({ type: 'signal', to: bob.peerId, epoch, description })
    const back = await house.resume(bob, { userId: 'bob' })
    expect(back.last('welcome')).toMatchObject({ resumed: false, heard: 0 })
    expect(back.peerId).toBe(bob.peerId)
    expect(back.all('signal')).toEqual([])
    send(ada, bob.peerId, 7)
    expect(back.last('signal').seq).toBe(1)
    expect(ada.all('left')).toEqual([])
  })

  it('survive a connection that was too slow for them', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    bob.bufferedAmount = 256 * 1024
    send(ada, bob.peerId, 1)
    expect(bob.closed).toBe('slow_consumer')
    expect(indices(await house.resume(bob, { userId: 'bob' }))).toEqual(['candidate:1'])
  })

  it('from the person who was away are counted, so that lost ones can be sent again', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' })
    const bob = await house.join({ userId: 'bob' })
    for (const index of [1, 2, 3]) send(bob, ada.peerId, index)
    bob.vanish()
    await settle()
    expect((await house.resume(bob, { userId: 'bob' })).last('welcome').heard).toBe(3)
  })
})
