// The hub against a model of a few lines: whatever comes in which order, who is inside is who the rule says, and a refusal touches nobody.
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Duplicates } from '../../src/hub/index.ts'
import { createHouse, type Guest, type House } from './house.ts'

const maxPeople = 4

interface Knock {
  readonly do: 'join' | 'forged' | 'back' | 'reload' | 'leave' | 'vanish'
  readonly user: number
  /** Which of that user's connections so far. */
  readonly which: number
}

const knock: fc.Arbitrary<Knock> = fc.record({
  do: fc.constantFrom('join', 'join', 'join', 'forged', 'back', 'reload', 'leave', 'vanish'),
  user: fc.nat({ max: 2 }),
  which: fc.nat({ max: 5 }),
})

/** Who is inside: the connection that holds each stay, in the order of joining. */
type Model = { readonly user: number; holder: Guest }[]

/** What must become of a newcomer, and whose stay ends for them. */
function judged(
  model: Model,
  duplicates: Duplicates,
  user: number,
  byItself: boolean,
): { close: string | null; out: Guest[] } {
  const mine = model.filter((stay) => stay.user === user)
  if (duplicates === 'newest' && mine.length > 0)
    return byItself ? { close: 'replaced', out: [] } : { close: null, out: mine.map(({ holder }) => holder) }
  if (mine.length >= (typeof duplicates === 'number' ? duplicates : 1)) return { close: 'already_joined', out: [] }
  return { close: model.length < maxPeople ? null : 'room_full', out: [] }
}

interface Run {
  readonly house: House
  readonly duplicates: Duplicates
  readonly all: Guest[][]
  model: Model
}

const welcomed = (guest: Guest): boolean => guest.all('welcome').length > 0
const tokenOf = (user: number) => ({ userId: `user${user}`, lifetime: 100_000 })

async function newcomer(run: Run, user: number, byItself: boolean, come: () => Promise<Guest>): Promise<void> {
  const { close, out } = judged(run.model, run.duplicates, user, byItself)
  const others = run.all.flat().map((guest) => [guest, guest.heard.length] as const)
  const guest = await come()
  run.all[user]?.push(guest)
  expect(guest.closed).toBe(close)
  if (close !== null) for (const [other, heard] of others) expect(other.heard.length).toBe(heard)
  for (const holder of out) if (!holder.vanished) expect(holder.closed).toBe('replaced')
  run.model = run.model.filter(({ holder }) => !out.includes(holder))
  if (close === null) run.model.push({ user, holder: guest })
}

async function play(run: Run, { do: what, user, which }: Knock): Promise<void> {
  const { house, model } = run
  const mine = (run.all[user] ?? []).filter(welcomed)
  const one = mine[which % Math.max(1, mine.length)]
  const stay = model.find(({ holder }) => holder === one)
  if (what === 'join') return newcomer(run, user, false, () => house.join(tokenOf(user)))
  if (what === 'forged') {
    const heard = run.all.flat().map((guest) => guest.heard.length)
    expect((await house.join({ ...tokenOf(user), lifetime: -1 })).closed).toBe('token_expired')
    return expect(run.all.flat().map((guest) => guest.heard.length)).toEqual(heard)
  }
  if (one === undefined) return
  if (what === 'vanish') return one.vanish()
  if (what === 'leave') {
    // Whoever is not connected any more says nothing.
    if (stay === undefined || one.vanished) return
    one.say({ type: 'leave' })
    run.model = model.filter((other) => other !== stay)
    return
  }
  const fresh = what === 'reload'
  if (stay === undefined) return newcomer(run, user, !fresh, () => house.resume(one, tokenOf(user), { fresh }))
  const back = await house.resume(one, tokenOf(user), { fresh })
  expect(back.closed).toBe(null)
  run.all[user]?.push(back)
  if (fresh) run.model = [...model.filter((other) => other !== stay), { user, holder: back }]
  else stay.holder = back
}

it.each<[Duplicates]>([['oldest'], ['newest'], [2], [3]])(
  'whoever is inside is who the rule %s says',
  async (duplicates) => {
    await fc.assert(
      fc.asyncProperty(fc.array(knock, { maxLength: 40, size: 'max' }), async (knocks) => {
        const limits = { maxPeople, resumeSeconds: 90_000, heartbeatSeconds: 90_000 }
        const run: Run = { house: createHouse({ duplicates, limits }), duplicates, all: [[], [], []], model: [] }
        for (const now of knocks) {
          await play(run, now)
          const inside = run.house.hub.rooms().flatMap(({ people }) => people.map(({ peerId }) => peerId))
          expect(inside).toEqual(run.model.map(({ holder }) => holder.peerId))
        }
      }),
      { numRuns: 150 },
    )
  },
)
