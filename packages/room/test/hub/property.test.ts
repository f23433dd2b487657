// Whatever people do in whatever order, the rooms keep their promises.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createHouse, settle, type Guest, type House } from './house.ts'

const users = ['ada', 'bob', 'cem', 'dee'] as const
const maxPeople = 3

type Step =
  | {
      readonly do: 'join' | 'resume' | 'reload' | 'vanish' | 'leave' | 'remove' | 'signal' | 'renew'
      readonly user: number
    }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'hold' }
  | { readonly do: 'release' }

const user = fc.nat({ max: users.length - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('join' as const), user }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('resume', 'reload' as const), user }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('vanish', 'leave', 'remove', 'signal', 'renew' as const), user }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }) },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'hold' }, { do: 'release' }) },
)

/** Plays one step; every connection that was ever opened is in `guests`. */
async function play(
  house: House,
  guests: Guest[],
  newest: Map<number, Guest>,
  gates: (() => Promise<void>)[],
  now: Step,
) {
  if (now.do === 'wait') return house.clock.advance(now.ms)
  if (now.do === 'hold') return void gates.push(house.holdAdmissions())
  if (now.do === 'release') return gates.pop()?.()
  const userId = users[now.user] ?? 'ada'
  const mine = newest.get(now.user)
  const input = { userId, lifetime: 90 }
  if (now.do === 'remove') return void house.hub.remove(1, 'lobby', userId)
  if (now.do === 'join' || now.do === 'resume' || now.do === 'reload') {
    const resumes = now.do !== 'join' && mine !== undefined && mine.all('welcome').length > 0
    const guest = resumes ? await house.resume(mine, input, { fresh: now.do === 'reload' }) : await house.join(input)
    guests.push(guest)
    return void newest.set(now.user, guest)
  }
  if (mine === undefined) return
  if (now.do === 'vanish') return mine.vanish()
  if (now.do === 'leave') return mine.say({ type: 'leave' })
  if (now.do === 'renew') mine.say({ type: 'renew', kitToken: house.token(input) })
  else mine.say({ type: 'signal', to: guests[0]?.all('welcome')[0]?.self.peerId ?? 'x', epoch: 1, candidate: null })
  return settle()
}

/** What a person knows of the others must be what is true: the snapshot, plus who came, minus who went. */
function knownTo(guest: Guest): Set<string> {
  const known = new Set<string>()
  for (const message of guest.heard) {
    if (message.type === 'welcome') for (const { peerId } of message.people) known.add(peerId)
    if (message.type === 'joined') {
      expect(known.has(message.person.peerId), 'joined twice').toBe(false)
      known.add(message.person.peerId)
    }
    if (message.type === 'left') expect(known.delete(message.peerId), 'left without having been there').toBe(true)
  }
  return known
}

function check(house: House, guests: readonly Guest[], most = 1): void {
  for (const room of house.hub.rooms()) {
    const ids = room.people.map(({ userId }) => userId)
    expect(ids.length).toBeLessThanOrEqual(maxPeople)
    for (const userId of users) expect(ids.filter((id) => id === userId).length).toBeLessThanOrEqual(most)
    for (const person of room.people) {
      const live = guests.filter(
        (guest) => guest.closed === null && guest.all('welcome')[0]?.self.peerId === person.peerId && !guest.vanished,
      )
      expect(live.length).toBe(person.connected ? 1 : 0)
      for (const guest of live) {
        const others = room.people.filter(({ peerId }) => peerId !== person.peerId).map(({ peerId }) => peerId)
        expect([...knownTo(guest)].sort()).toEqual(others.sort())
        expect(guest.all('signal').map(({ seq }) => seq)).toEqual(
          guest.all('signal').map((_, index) => (guest.all('signal')[0]?.seq ?? 0) + index),
        )
      }
    }
  }
  for (const guest of guests) {
    expect(guest.closes).toBeLessThanOrEqual(1)
    if (guest.heard.length > 0) expect(guest.heard[0]?.type).toBe('welcome')
  }
}

it.each([
  ['oldest', 1],
  ['newest', 1],
  [2, 2],
] as const)(
  'with duplicates %s seats never exceed the limit, nobody has more than %i, and everybody knows exactly who is there',
  async (duplicates, most) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const house = createHouse({ duplicates, limits: { maxPeople, signalBurst: 1000, messageBurst: 1000 } })
        const guests: Guest[] = []
        const newest = new Map<number, Guest>()
        const gates: (() => Promise<void>)[] = []
        for (const now of steps) {
          await play(house, guests, newest, gates, now)
          check(house, guests, most)
        }
        for (const open of gates) await open()
        check(house, guests, most)
        // In the end everybody's token runs out: nothing and nobody stays behind.
        house.clock.advance(200_000)
        expect(house.hub.rooms()).toEqual([])
        expect(house.clock.pending).toBe(0)
      }),
      { numRuns: 100 },
    )
  },
)

it('everyone who joined leaves exactly once, and nobody else does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const house = createHouse({ limits: { maxPeople, signalBurst: 1000, messageBurst: 1000 } })
      const guests: Guest[] = []
      const newest = new Map<number, Guest>()
      const gates: (() => Promise<void>)[] = []
      for (const now of steps) await play(house, guests, newest, gates, now)
      for (const open of gates) await open()
      house.hub.close()
      const of = (type: string) =>
        house.events.flatMap((event) => (event.type === type && 'peerId' in event ? [event.peerId] : [])).sort()
      expect(of('left')).toEqual(of('joined'))
      expect(house.clock.pending).toBe(0)
    }),
    { numRuns: 150 },
  )
})
