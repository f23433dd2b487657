// Tokens that are for one use: when the use is taken, when it is not, and who comes in again with it.
import { describe, expect, it } from 'vitest'
import { createHouse, settle } from './house.ts'

const once = { once: true, tid: 'one' }

describe('the use of a token', () => {
  it('is taken by whoever gets the seat, who hears the ticket for the next time', async () => {
    const house = createHouse()
    const first = await house.join(once, { useTicket: 'made' })
    expect(first.last('welcome').useTicket).toBe('use-1')
    expect(house.uses.get('one')).toEqual(['use-1', 'made'])
  })

  it('is not there for a copy of the token, also when its user has left: the token opens nothing, and nobody is touched', async () => {
    const house = createHouse()
    const first = await house.join(once, { useTicket: 'made' })
    const heard = first.heard.length
    const copies = [await house.join(once), await house.join(once, { useTicket: 'of the copy' })]
    expect(copies.map(({ closed }) => closed)).toEqual(['token_used', 'token_used'])
    expect([first.closed, first.heard.length]).toEqual([null, heard])
    first.say({ type: 'leave' })
    expect((await house.join(once)).closed).toBe('token_used')
  })

  it('is taken over with the ticket after a reload, any number of times, and no stay is left behind (openvidu 212)', async () => {
    const house = createHouse({ limits: { maxPeople: 2 } })
    const bob = await house.join({ userId: 'bob' })
    let page = await house.join(once, { useTicket: 'made' })
    for (let reload = 0; reload < 20; reload += 1) {
      const next = await house.join(once, { useTicket: page.last('welcome').useTicket ?? '' })
      expect([page.closed, next.closed]).toEqual(['already_joined', null])
      page = next
    }
    expect(house.hub.size).toBe(2)
    expect(bob.all('left').map(({ reason }) => reason)).toEqual(Array.from({ length: 20 }, () => 'already_joined'))
  })

  it('is theirs who brought a ticket of their own making, when the answer to the first time was lost', async () => {
    const house = createHouse()
    const lost = await house.join(once, { useTicket: 'made' })
    lost.vanish()
    expect((await house.join(once, { useTicket: 'made' })).closed).toBe(null)
  })

  it('is not taken again for a seat that is kept: a lost connection comes back without it', async () => {
    const house = createHouse()
    const ada = await house.join(once)
    ada.vanish()
    const back = await house.resume(ada, once)
    expect(back.last('welcome')).toMatchObject({ resumed: true, useTicket: 'use-1' })
    const reloaded = await house.resume(back, once, { fresh: true })
    expect(reloaded.last('welcome')).toMatchObject({ resumed: false, useTicket: 'use-1' })
    expect(house.uses.get('one')).toEqual(['use-1'])
  })

  it('is still asked about by admission then: whatever holds now, holds for a seat that is kept', async () => {
    let revoked = false
    const house = createHouse({ refuse: () => (revoked ? 'token_revoked' : null) })
    const ada = await house.join(once)
    ada.vanish()
    revoked = true
    expect((await house.resume(ada, once)).closed).toBe('token_revoked')
  })

  it('is taken for another token that comes back to a kept seat', async () => {
    const house = createHouse()
    const ada = await house.join(once)
    ada.vanish()
    const back = await house.resume(ada, { once: true, tid: 'two' })
    expect(back.last('welcome')).toMatchObject({ resumed: true, useTicket: 'use-2' })
    expect((await house.join({ once: true, tid: 'two' })).closed).toBe('token_used')
  })

  it('ends no stay that the token began when it was not for one use yet: whoever takes it then may be another', async () => {
    const house = createHouse()
    const before = await house.join({ tid: 'one' })
    expect((await house.join(once)).closed).toBe('already_joined')
    expect([before.closed, house.uses.size]).toEqual([null, 0])
  })

  it('ends no stay of the same user through another token', async () => {
    const house = createHouse({ duplicates: 2 })
    const first = await house.join(once)
    const second = await house.join({ once: true, tid: 'two' })
    expect([first.closed, second.closed]).toEqual([null, null])
    const third = await house.join({ once: true, tid: 'three' })
    expect([first.closed, second.closed, third.closed]).toEqual([null, null, 'already_joined'])
  })

  it('is not taken when there is no seat', async () => {
    const house = createHouse({ limits: { maxPeople: 1 } })
    await house.join({ userId: 'bob' })
    expect((await house.join(once)).closed).toBe('room_full')
    expect((await house.join({ ...once, userId: 'bob' })).closed).toBe('already_joined')
    expect((await house.join({ ...once, lifetime: 0 })).closed).toBe('token_expired')
    expect(house.uses.size).toBe(0)
  })

  it.each<[string, (house: ReturnType<typeof createHouse>) => unknown, string | null]>([
    ['the last seat went to somebody else', (house) => house.join({ userId: 'bob' }), 'room_full'],
    [
      'the person was removed: whoever was judged before does not slip in',
      (house) => house.hub.remove(1, 'lobby', 'ada'),
      'removed',
    ],
    ['the token expired', (house) => house.clock.advance(3600_000), 'token_expired'],
    ['the server ended', (house) => house.hub.close(), 'restart'],
  ])('is given back when, while it was taken, %s', async (_, meanwhile, close) => {
    const house = createHouse({ limits: { maxPeople: 1 } })
    const release = house.holdUses()
    const ada = await house.join(once)
    await meanwhile(house)
    await release()
    expect(ada.closed).toBe(close)
    expect(ada.heard).toEqual([])
    expect(house.uses.size).toBe(0)
  })

  it('is given back when the connection closed while it was taken, and leaves no ghost', async () => {
    const house = createHouse()
    const release = house.holdUses()
    const ada = await house.join(once)
    ada.vanish()
    await release()
    expect([house.hub.size, house.uses.size, ada.closes]).toEqual([0, 0, 0])
  })

  it('stays with whoever brought a ticket, and got no seat in the end', async () => {
    const house = createHouse({ limits: { maxPeople: 1 } })
    const release = house.holdUses()
    await house.join(once, { useTicket: 'made' })
    const bob = await house.join({ userId: 'bob' })
    await release()
    bob.say({ type: 'leave' })
    expect((await house.join(once)).closed).toBe('token_used')
    expect((await house.join(once, { useTicket: 'made' })).closed).toBe(null)
  })

  it('that nobody can tell is none: try_later', async () => {
    const house = createHouse()
    const ada = await house.join({ once: true, tid: 'unknown' })
    expect(ada.closed).toBe('try_later')
    expect(house.events.at(-1)).toMatchObject({ type: 'refused', reason: 'the use of the token is not known' })
  })

  it('makes a newcomer of nobody whose kept seat ended meanwhile: they come again', async () => {
    const house = createHouse()
    const ada = await house.join(once)
    ada.vanish()
    const release = house.holdUses()
    const back = house.resume(ada, { once: true, tid: 'two', lifetime: 9000 }, { useTicket: 'made' })
    await settle()
    house.clock.advance(61_000)
    await release()
    expect((await back).closed).toBe('going_away')
    expect((await house.join({ once: true, tid: 'two', lifetime: 9000 }, { useTicket: 'made' })).closed).toBe(null)
  })
})

describe('a renewal with a token that is for one use', () => {
  it('takes it, and hears its ticket', async () => {
    const house = createHouse()
    const ada = await house.join()
    const kitToken = house.token({ ...once, lifetime: 9000 })
    ada.say({ type: 'renew', kitToken, useTicket: 'made' })
    await settle()
    expect(ada.last('renewed').useTicket).toBe('use-1')
    // The answer was lost: the same renewal again takes no second use.
    ada.say({ type: 'renew', kitToken, useTicket: 'made' })
    await settle()
    expect(ada.all('renewed').map(({ useTicket }) => useTicket)).toEqual(['use-1', 'use-1'])
  })

  it('is refused when somebody else had it, and the stay goes on with the token before', async () => {
    const house = createHouse()
    await house.join({ ...once, roomId: 'other' })
    const ada = await house.join()
    ada.say({ type: 'renew', kitToken: house.token({ ...once, lifetime: 9000 }) })
    await settle()
    expect(ada.last('refused')).toMatchObject({ of: 'renew', code: 'token_used' })
    expect(house.hub.rooms()[1]?.people[0]?.tid).not.toBe('one')
  })

  it('gives it back when the person left meanwhile', async () => {
    const house = createHouse()
    const ada = await house.join()
    const release = house.holdUses()
    ada.say({ type: 'renew', kitToken: house.token({ ...once, lifetime: 9000 }) })
    await settle()
    ada.say({ type: 'leave' })
    await release()
    expect(house.uses.size).toBe(0)
  })
})
