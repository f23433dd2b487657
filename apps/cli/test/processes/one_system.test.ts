// Several processes on one SQLite as one system: whatever of them somebody reaches, they are in the same room, under the same limits and rules.
import { describe, expect, it } from 'vitest'
import { enter, join, type Guest } from '../../../server/test/http/guest.ts'
import { eventually } from '../../../server/test/patience.ts'
import { startSystem, type System } from './system.ts'

const seen = (guest: Guest): Promise<string> => guest.hear('joined').then(({ person }) => person.userId)

/** Rooms that live in different processes. @returns one for each */
async function roomsEverywhere(system: System, count: number): Promise<string[]> {
  const nodes = new Map<string, string>()
  for (let n = 0; nodes.size < count; n += 1) {
    const roomId = `room-${n}`
    await join(system.url, await system.tokenFor(`probe-${n}`, roomId))
    const { body } = await system.ask('GET', '/v1/rooms')
    for (const room of body.rooms) nodes.set(room.node, room.roomId)
  }
  return [...nodes.values()]
}

describe('several processes on one SQLite', { timeout: 60_000 }, () => {
  it('bring people together who reached different ones, wherever their room lives', async () => {
    const system = await startSystem(3)
    const rooms = await roomsEverywhere(system, 3)
    for (const roomId of rooms) {
      // The room is held by one process, and each of the three reaches whichever is free.
      const [ada, ben, cyd] = [
        await join(system.url, await system.tokenFor('ada', roomId)),
        await join(system.url, await system.tokenFor('ben', roomId)),
        await join(system.url, await system.tokenFor('cyd', roomId)),
      ]
      expect([await seen(ada), await seen(ada), await seen(ben)]).toEqual(['ben', 'cyd', 'cyd'])
      cyd.socket.terminate()
    }
    const { body } = await system.ask('GET', '/v1/rooms')
    expect(body.silent ?? []).toEqual([])
    expect(new Set(body.rooms.map(({ node }: { node: string }) => node)).size).toBe(3)
  })

  it('keep the seats of a room and one seat for a user, whatever they reached', async () => {
    const system = await startSystem(2, { room: { maxPeople: 2 } })
    await join(system.url, await system.tokenFor('ada'))
    const again = await enter(system.url)
    again.say({ type: 'hello', kitToken: await system.tokenFor('ada') })
    expect(await again.ended).toBe('already_joined')
    await join(system.url, await system.tokenFor('ben'))
    const full = await enter(system.url)
    full.say({ type: 'hello', kitToken: await system.tokenFor('cyd') })
    expect(await full.ended).toBe('room_full')
  })

  it('send out whoever is revoked within half a second, and let them in nowhere', async () => {
    const system = await startSystem(3)
    const rooms = await roomsEverywhere(system, 3)
    const took: number[] = []
    for (const [n, roomId] of [...rooms, ...rooms, ...rooms].entries()) {
      const userId = `user-${n}`
      const kitToken = await system.tokenFor(userId, roomId)
      const guest = await join(system.url, kitToken)
      const { status } = await system.ask('POST', '/v1/revocations', {
        scope: { kind: 'user', userId },
        until: Math.floor(Date.now() / 1000) + 60,
      })
      const acknowledged = performance.now()
      expect(status).toBe(201)
      expect(await guest.ended).toBe('token_revoked')
      took.push(performance.now() - acknowledged)
      for (let process = 0; process < 3; process += 1) {
        const back = await enter(system.url)
        back.say({ type: 'hello', kitToken })
        expect(await back.ended).toBe('token_revoked')
        await eventually(async () => (await system.ask('POST', '/v1/kit-tokens', { userId, roomId })).status).toBe(403)
      }
    }
    expect(Math.max(...took)).toBeLessThan(500)
  })

  it('let a token for one use in once', async () => {
    const system = await startSystem(2, { tokens: { once: true } })
    const kitToken = await system.tokenFor('ada')
    const guests = await Promise.all([0, 1, 2, 3].map(() => enter(system.url)))
    for (const guest of guests) guest.say({ type: 'hello', kitToken })
    const outcomes = await Promise.all(
      guests.map((guest) =>
        Promise.race([
          guest.hear('welcome').then(
            () => 'welcome',
            () => guest.ended,
          ),
          guest.ended,
        ]),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'welcome')).toHaveLength(1)
    expect(new Set(outcomes)).toEqual(new Set(['welcome', 'token_used']))
  })

  it('take what another made with a key that was changed a moment ago', async () => {
    // roompass-scan-allow: made up for tests
    const encryptionKey = '4f1c9a7e02b35d68c7e1f0a94b8d2635a1c4e7f80937b2d5c6e8f9a01b3d5c7e'
    const system = await startSystem(3, { keys: { encryptionKey } })
    for (let n = 0; n < 2; n += 1) {
      const { status } = await system.ask('POST', '/v1/keys/rotate', {})
      expect(status).toBe(200)
      await Promise.all(
        Array.from({ length: 6 }, async (_, i) =>
          join(system.url, await system.tokenFor(`user-${n}-${i}`, `room-${i}`)),
        ),
      )
    }
  })

  it('keep a limit together, whichever of them is asked', async () => {
    const system = await startSystem(3, { limits: { tokensPerUser: 6 } })
    const statuses: number[] = []
    for (let n = 0; n < 18; n += 1) {
      statuses.push((await system.ask('POST', '/v1/kit-tokens', { userId: 'ada', roomId: 'lobby' })).status)
      // What one gave the others know within moments.
      await new Promise((later) => setTimeout(later, 60))
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(6)
    expect(statuses.filter((status) => status === 429)).toHaveLength(12)
  })

  it('give one scrape of the metrics for all, wherever it is asked for', async () => {
    const system = await startSystem(3)
    for (let n = 0; n < 9; n += 1) await system.tokenFor(`user-${n}`)
    await join(system.url, await system.tokenFor('ada'))
    const issued = 'roompass_issues_total{form="kit-token",code="issued"} 10'
    await eventually(() => system.metrics()).toContain(issued)
    const own = await system.ask('GET', '/v1/metrics')
    for (const text of [await system.metrics(), own.body]) {
      expect(text).toContain(issued)
      expect(text).toContain('\nroompass_processes 3\n')
      const people = [...text.matchAll(/^roompass_people\{process="(\d)"\} (\d)$/gm)].map(([, , count]) =>
        Number(count),
      )
      expect(people.toSorted((a, b) => a - b)).toEqual([0, 0, 1])
      expect(text.match(/^# TYPE roompass_issues_total /gm)).toHaveLength(1)
    }
  })
})
