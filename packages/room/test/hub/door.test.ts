// The way in: hello, admission, refusals, and what races there are.
import { describe, expect, it } from 'vitest'
import type { CloseName } from '../../src/protocol/index.ts'
import { createHouse, settle } from './house.ts'

describe('the first message', () => {
  it('is welcomed with the person, the others, the grant, the expiry and a ticket', async () => {
    const house = createHouse()
    const ada = await house.join({ userId: 'ada' }, { media: { microphone: true, camera: false } })
    const bob = await house.join({ userId: 'bob', userName: 'Bob', publish: false, lifetime: 60 })
    const seconds = house.clock.now() / 1000
    expect(bob.last('welcome')).toEqual({
      type: 'welcome',
      self: {
        peerId: expect.any(String),
        userId: 'bob',
        userName: 'Bob',
        publish: false,
        microphone: false,
        camera: false,
        joinedAt: seconds,
      },
      roomId: 'lobby',
      people: [{ ...ada.last('welcome').self, microphone: true }],
      grant: { publish: false },
      expiresAt: seconds + 60,
      serverTime: seconds,
      ticket: expect.stringMatching(/^[\w-]{16}\.[\w-]{43}$/),
      resumed: false,
      heard: 0,
      iceServers: [],
      limits: { maxPeople: 6, heartbeatSeconds: 15 },
    })
  })

  it('must come within five seconds', () => {
    const house = createHouse()
    const guest = house.knock()
    house.clock.advance(4999)
    expect(guest.closed).toBeNull()
    house.clock.advance(1)
    expect(guest.closed).toBe('hello_timeout')
  })

  it('is not timed once it is there, however long admission takes', async () => {
    const house = createHouse()
    const release = house.holdAdmissions()
    const guest = await house.join()
    house.clock.advance(20_000)
    await release()
    expect(guest.last('welcome').self.userId).toBe('ada')
  })

  it.each([
    ['no JSON', 'hello'],
    ['another message', '{"type":"ping"}'],
    ['an unknown type', '{"type":"constructor"}'],
    ['a hello without a token', '{"type":"hello"}'],
    ['a hello whose token is a number', '{"type":"hello","kitToken":7}'],
    ['a list', '[]'],
  ])('closes with bad_message when it is %s', async (_, text) => {
    const house = createHouse()
    const guest = house.knock()
    guest.sayText(text)
    await settle()
    expect(guest.closed).toBe('bad_message')
    expect(house.asked).toEqual([])
  })

  it('closes with too_large above 8 KiB, before any parsing', async () => {
    const house = createHouse()
    const guest = house.knock()
    guest.say({ type: 'hello', kitToken: 'x'.repeat(8192) })
    await settle()
    expect(guest.closed).toBe('too_large')
    expect(house.asked).toEqual([])
  })

  it('counts bytes, not characters', () => {
    const guest = createHouse().knock()
    guest.say({ type: 'hello', kitToken: 'é'.repeat(4096) })
    expect(guest.closed).toBe('too_large')
  })
})

describe('admission', () => {
  const refusals: CloseName[] = [
    'token_invalid',
    'forbidden',
    'token_unproven',
    'no_privilege',
    'token_expired',
    'token_revoked',
    'room_mismatch',
    'token_foreign',
    'try_later',
  ]
  it.each(refusals)('passes %s on as the close reason, and the reason to the observer alone', async (name) => {
    const house = createHouse({ refuse: () => name })
    const guest = house.knock('192.0.2.1')
    guest.say({ type: 'hello', kitToken: house.token() })
    await settle()
    expect(guest.closed).toBe(name)
    expect(guest.heard).toEqual([])
    expect(house.events).toEqual([
      { type: 'refused', close: name, reason: 'refused by the test', address: '192.0.2.1' },
    ])
  })

  it('hears the wished name cleaned, the purpose and the address', async () => {
    const house = createHouse()
    house.knock('192.0.2.1').say({ type: 'hello', kitToken: house.token(), userName: ' A\u0000d\u202Ea ' })
    await settle()
    expect(house.asked).toEqual([{ purpose: 'join', wishedUserName: 'Ada', address: '192.0.2.1' }])
  })

  it('that fails is try_later and tells nothing of the error', async () => {
    const house = createHouse({
      refuse: () => {
        throw new Error('secret')
      },
    })
    const guest = await house.join()
    expect(guest.closed).toBe('try_later')
    expect(JSON.stringify(house.events)).not.toContain('secret')
  })

  it('that outlives the token ends in token_expired', async () => {
    const house = createHouse()
    const release = house.holdAdmissions()
    const guest = await house.join({ lifetime: 2 })
    house.clock.advance(2000)
    await release()
    expect(guest.closed).toBe('token_expired')
    expect(house.hub.size).toBe(0)
  })

  it('leaves no ghost when the connection closes meanwhile', async () => {
    const house = createHouse()
    const bob = await house.join({ userId: 'bob' })
    const release = house.holdAdmissions()
    const ada = await house.join({ userId: 'ada' })
    ada.vanish()
    await release()
    expect(house.hub.size).toBe(1)
    expect(bob.all('joined')).toEqual([])
    expect((await house.join({ userId: 'ada' })).closed).toBeNull()
  })

  it('takes the first of two hellos of one user and refuses the second', async () => {
    const house = createHouse()
    const release = house.holdAdmissions()
    const first = await house.join()
    const second = await house.join()
    await release()
    expect(first.closed).toBeNull()
    expect(second.closed).toBe('already_joined')
    expect(house.hub.size).toBe(1)
  })

  it('counts seats after it has decided: two guests never share the last one', async () => {
    const house = createHouse({ limits: { maxPeople: 2 } })
    await house.join({ userId: 'ada' })
    const release = house.holdAdmissions()
    const guests = [await house.join({ userId: 'bob' }), await house.join({ userId: 'cem' })]
    await release()
    expect(guests.map((guest) => guest.closed)).toEqual([null, 'room_full'])
  })

  it('lets someone in after a removal that came first, but not one who was judged before it', async () => {
    const house = createHouse()
    const release = house.holdAdmissions()
    const before = await house.join()
    expect(house.hub.remove(1, 'lobby', 'ada', 'token_revoked')).toBe(false)
    await release()
    expect(before.closed).toBe('token_revoked')
    expect((await house.join()).closed).toBeNull()
  })

  it('gives nothing to whoever came early: the room that others opened meanwhile asks them anew (jitsi 7676)', async () => {
    let open = false
    const house = createHouse({ refuse: ({ userId }) => (open || userId === 'host' ? null : 'forbidden') })
    const early = await house.join({ userId: 'guest' })
    expect([early.closed, house.hub.roomCount]).toEqual(['forbidden', 0])
    await house.join({ userId: 'host' })
    expect((await house.join({ userId: 'guest' })).closed).toBe('forbidden')
    open = true
    const guest = await house.join({ userId: 'guest' })
    guest.vanish()
    open = false
    expect((await house.resume(guest, { userId: 'guest' })).closed).toBe('forbidden')
  })

  it('allows pings meanwhile and nothing else', async () => {
    const house = createHouse()
    house.holdAdmissions()
    const patient = await house.join({ userId: 'bob' })
    patient.say({ type: 'ping' })
    expect(patient.heard).toEqual([{ type: 'pong' }])
    patient.say({ type: 'media', microphone: true, camera: true })
    expect(patient.closed).toBe('bad_message')
  })

  it('can be left before it has decided', async () => {
    const house = createHouse()
    const release = house.holdAdmissions()
    const guest = await house.join()
    guest.say({ type: 'leave' })
    await release()
    expect(guest.closed).toBe('left')
    expect(house.hub.size).toBe(0)
  })

  it('limits how often a waiting client may ping', async () => {
    const house = createHouse()
    house.holdAdmissions()
    const guest = await house.join()
    for (let count = 0; count < 41; count += 1) guest.say({ type: 'ping' })
    expect(guest.closed).toBe('rate_limited')
  })
})

describe('the seats of a room', () => {
  it('are six unless the pass says otherwise', async () => {
    const house = createHouse()
    for (let count = 0; count < 6; count += 1) await house.join({ userId: `person${count}` })
    expect((await house.join({ userId: 'seventh' })).closed).toBe('room_full')
    expect((await house.join({ userId: 'eighth', maxPeople: 7 })).closed).toBeNull()
  })

  it('stay taken for people who lost their connection', async () => {
    const house = createHouse({ limits: { maxPeople: 1 } })
    const ada = await house.join()
    ada.vanish()
    expect((await house.join({ userId: 'bob' })).closed).toBe('room_full')
    house.clock.advance(60_000)
    expect((await house.join({ userId: 'bob' })).closed).toBeNull()
  })

  it('belong to one app: the same room id in another app is another room', async () => {
    const house = createHouse({ limits: { maxPeople: 1 } })
    await house.join({ appId: 1 })
    const other = await house.join({ appId: 2 })
    expect(other.last('welcome').people).toEqual([])
    expect(house.hub.rooms().map(({ appId, people }) => [appId, people.length])).toEqual([
      [1, 1],
      [2, 1],
    ])
  })
})

describe('a hello that fails', () => {
  it('touches nobody else, whatever it claims', async () => {
    const house = createHouse()
    const ada = await house.join()
    const bob = await house.join({ userId: 'bob' })
    const heard = bob.heard.length
    for (const resume of [undefined, 'x', `${ada.peerId}.`, `${ada.peerId}.${'A'.repeat(43)}`, ada.peerId, '.']) {
      const thief = house.knock()
      thief.say({ type: 'hello', kitToken: house.token(), ...(resume === undefined ? {} : { resume }) })
      await settle()
      expect(thief.closed).toBe('already_joined')
    }
    expect(ada.closed).toBeNull()
    expect(bob.heard.length).toBe(heard)
    expect(house.asked.map(({ purpose }) => purpose)).not.toContain('resume')
  })
})
