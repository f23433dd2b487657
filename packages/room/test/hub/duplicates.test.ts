// The same user twice in one room: who is let in, who is out, and what each of them is told.
import { describe, expect, it } from 'vitest'
import { createHouse, settle, type Guest, type House } from './house.ts'

/** Who is inside, by peer id. */
function inside(house: House): string[] {
  return house.hub.rooms().flatMap(({ people }) => people.map(({ peerId }) => peerId))
}
const reasons = (guest: Guest): string[] => guest.all('left').map(({ reason }) => reason)

describe('the oldest connection of a user', () => {
  it('stays, unless something else was chosen: a duplicated tab never evicts the first (geogenesis 2043)', async () => {
    const house = createHouse()
    const first = await house.join()
    const second = await house.join()
    expect([first.closed, second.closed]).toEqual([null, 'already_joined'])
    expect(inside(house)).toEqual([first.peerId])
    expect(first.heard.map(({ type }) => type)).toEqual(['welcome'])
  })

  it('stays also where the hub says newest and the pass says oldest', async () => {
    const house = createHouse({ duplicates: 'newest' })
    const first = await house.join()
    const second = await house.join({ duplicates: 'oldest' })
    expect([first.closed, second.closed]).toEqual([null, 'already_joined'])
  })
})

describe('the newest connection of a user', () => {
  it('ends the one before it, which hears why, as do the others', async () => {
    const house = createHouse({ duplicates: 'newest' })
    const bob = await house.join({ userId: 'bob' })
    const first = await house.join()
    const second = await house.join()
    expect([first.closed, second.closed]).toEqual(['replaced', null])
    expect(inside(house)).toEqual([bob.peerId, second.peerId])
    expect(bob.all('left')).toEqual([{ type: 'left', peerId: first.peerId, reason: 'replaced' }])
    expect(bob.all('joined').map(({ person }) => person.peerId)).toEqual([first.peerId, second.peerId])
  })

  it('needs no free seat: it takes the one that becomes free', async () => {
    const house = createHouse({ duplicates: 'newest', limits: { maxPeople: 1 } })
    await house.join()
    expect((await house.join()).closed).toBe(null)
    expect((await house.join({ userId: 'bob' })).closed).toBe('room_full')
  })

  it('ends nobody when it is refused itself', async () => {
    const house = createHouse({
      duplicates: 'newest',
      limits: { maxPeople: 2 },
      refuse: ({ tid }) => (tid === 'revoked' ? 'token_revoked' : null),
    })
    const first = await house.join()
    const bob = await house.join({ userId: 'bob' })
    const refused = [
      await house.join({ tid: 'revoked' }),
      await house.join({ lifetime: -1 }),
      await house.join({ maxPeople: 1 }),
    ]
    expect(refused.map(({ closed }) => closed)).toEqual(['token_revoked', 'token_expired', 'room_full'])
    expect([first.closed, bob.closed]).toEqual([null, null])
    expect(reasons(bob)).toEqual([])
  })

  it('is not one that slept, was replaced meanwhile, and reconnects by itself: the two do not throw each other out for ever', async () => {
    const house = createHouse({ duplicates: 'newest' })
    const laptop = await house.join()
    laptop.vanish()
    const phone = await house.join()
    const woken = await house.resume(laptop)
    expect([woken.closed, phone.closed]).toEqual(['replaced', null])
    // A reload is what a person does: it counts as coming in anew.
    const reloaded = await house.resume(laptop, {}, { fresh: true })
    expect([reloaded.closed, phone.closed]).toEqual([null, 'replaced'])
  })

  it('is one, whatever comes at once', async () => {
    const house = createHouse({ duplicates: 'newest' })
    const open = house.holdAdmissions()
    const guests = await Promise.all([house.join(), house.join(), house.join()])
    await open()
    expect(guests.map(({ closed }) => closed)).toEqual(['replaced', 'replaced', null])
    expect(inside(house)).toHaveLength(1)
  })
})

describe('a number of connections of a user', () => {
  it('may be inside, each with a stay of its own, and one more is refused', async () => {
    const house = createHouse({ duplicates: 2 })
    const [first, second, third] = [await house.join(), await house.join(), await house.join()]
    expect([first.closed, second.closed, third.closed]).toEqual([null, null, 'already_joined'])
    expect(first.all('joined').map(({ person }) => person.peerId)).toEqual([second.peerId])
    first.say({ type: 'signal', to: second.peerId, epoch: 1, candidate: null })
    expect(second.all('signal').map(({ from }) => from)).toEqual([first.peerId])
    const back = await house.resume(second)
    expect(back.peerId).toBe(second.peerId)
    back.say({ type: 'leave' })
    expect(inside(house)).toEqual([first.peerId])
  })

  it('may lose one stay while another is being admitted, which is judged for itself', async () => {
    const house = createHouse({ duplicates: 2 })
    const first = await house.join()
    const open = house.holdAdmissions()
    const second = await house.join()
    house.hub.remove(1, 'lobby', 'ada', 'token_revoked', first.peerId)
    await open()
    expect([first.closed, second.closed]).toEqual(['token_revoked', null])
  })

  it('all end when the person is removed, and one alone when one alone is meant', async () => {
    const house = createHouse({ duplicates: 3 })
    const [first, second, third] = [await house.join(), await house.join(), await house.join()]
    expect(house.hub.remove(1, 'lobby', 'ada', 'token_revoked', second.peerId)).toBe(true)
    expect(house.hub.remove(1, 'lobby', 'ada', 'token_revoked', second.peerId)).toBe(false)
    expect([first.closed, second.closed, third.closed]).toEqual([null, 'token_revoked', null])
    expect(house.hub.mute(1, 'lobby', 'ada', true)).toBe(true)
    expect([first, third].map((guest) => guest.last('granted').grant.publish)).toEqual([false, false])
    expect(house.hub.remove(1, 'lobby', 'ada')).toBe(true)
    expect([first.closed, third.closed]).toEqual(['removed', 'removed'])
  })
})

describe('the seats of a room that was made smaller', () => {
  it('are asked for when a stay is renewed: a renewal skips no cap (discourse 43922)', async () => {
    const house = createHouse()
    const [ada, bob] = [await house.join(), await house.join({ userId: 'bob' })]
    bob.say({ type: 'renew', kitToken: house.token({ userId: 'bob', maxPeople: 1, lifetime: 9000 }) })
    ada.say({ type: 'renew', kitToken: house.token({ maxPeople: 1, lifetime: 9000 }) })
    await settle()
    expect(bob.last('refused')).toMatchObject({ of: 'renew', code: 'room_full' })
    expect(bob.closed).toBe(null)
    expect(ada.all('renewed')).toHaveLength(1)
  })

  it('are asked for when somebody comes back, and the seat stays as it was', async () => {
    const house = createHouse()
    await house.join()
    const bob = await house.join({ userId: 'bob' })
    bob.vanish()
    const back = await house.resume(bob, { userId: 'bob', maxPeople: 1 })
    expect(back.closed).toBe('room_full')
    expect((await house.resume(bob, { userId: 'bob', maxPeople: 2 })).closed).toBe(null)
  })

  it('end nobody: who is inside stays until they renew, and newcomers find the new number (policies change while people are inside)', async () => {
    const house = createHouse({ limits: { maxPeople: 3 } })
    const [ada, bob] = [await house.join(), await house.join({ userId: 'bob' })]
    expect((await house.join({ userId: 'cem', maxPeople: 2 })).closed).toBe('room_full')
    expect([ada.closed, bob.closed]).toEqual([null, null])
    expect((await house.join({ userId: 'cem', maxPeople: 3 })).closed).toBe(null)
  })

  it('are counted for each by their own pass: a pass for more opens the room to its holder alone', async () => {
    const house = createHouse({ limits: { maxPeople: 2 } })
    const [ada] = [await house.join(), await house.join({ userId: 'bob' })]
    const host = await house.join({ userId: 'host', maxPeople: 3 })
    expect([host.closed, host.last('welcome').limits.maxPeople]).toEqual([null, 3])
    expect((await house.join({ userId: 'dan' })).closed).toBe('room_full')
    // That somebody came in beyond it costs nobody the seat that they had before.
    ada.say({ type: 'renew', kitToken: house.token({ lifetime: 9000 }) })
    await settle()
    expect(ada.all('renewed')).toHaveLength(1)
  })

  it('are counted and taken in one step, however many were admitted at once (agents 1184)', async () => {
    const house = createHouse({ limits: { maxPeople: 3 } })
    const open = house.holdAdmissions()
    const guests = await Promise.all(Array.from({ length: 20 }, (_, i) => house.join({ userId: `u${i}` })))
    await open()
    expect(guests.filter(({ closed }) => closed === null)).toHaveLength(3)
    expect(guests.filter(({ closed }) => closed === 'room_full')).toHaveLength(17)
  })
})
