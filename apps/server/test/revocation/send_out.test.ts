import { describe, expect, it } from 'vitest'
import type { Hub, RoomSummary, SeatSummary } from '@roompass/room/hub'
import type { TokenFacts } from '../../src/revocation/scope.ts'
import { sendOut, sendOutAll } from '../../src/revocation/send_out.ts'

type House = Pick<Hub, 'rooms' | 'remove' | 'shorten'> & {
  readonly shortened: unknown[][]
  readonly removed: unknown[][]
  seat(userId: string): void
}

function houseOf(...userIds: string[]): House {
  const people = new Map<string, SeatSummary>()
  const seat = (userId: string): void => {
    const base = { peerId: userId, userName: '', publish: true, microphone: false, camera: false, joinedAt: 1 }
    people.set(userId, {
      ...base,
      userId,
      connected: true,
      muted: false,
      expiresAt: 9,
      tid: `tid-${userId}`,
      issuedAt: 5,
      kid: 'k',
    })
  }
  for (const userId of userIds) seat(userId)
  const [removed, shortened]: [unknown[][], unknown[][]] = [[], []]
  return {
    removed,
    shortened,
    shorten: (...args) => shortened.push(args) > 0,
    seat,
    rooms: (): RoomSummary[] => [{ appId: 7, roomId: 'lobby', people: [...people.values()] }],
    remove(...args) {
      removed.push(args)
      return people.delete(args[2])
    },
  }
}

const revoked = { id: 1, kind: 'user', cutoff: 9 } as const

describe('sending out', () => {
  it('is asked about each token as it is inside, and sends out whoever is revoked', () => {
    const house = houseOf('ada', 'bob')
    const asked: TokenFacts[] = []
    const sent = sendOut(house, {
      judge(facts) {
        asked.push(facts)
        return facts.userId === 'ada' ? revoked : null
      },
      endOf: () => null,
    })
    expect(sent).toBe(1)
    expect(house.removed).toEqual([[7, 'lobby', 'ada', 'token_revoked', 'ada']])
    expect(asked[0]).toEqual({ tid: 'tid-ada', appId: 7, userId: 'ada', roomId: 'lobby', kid: 'k', issuedAt: 5 })
  })

  it('looks again, for somebody who was taking their seat at that moment', async () => {
    const house = houseOf('bob')
    sendOutAll(house, { judge: ({ userId }) => (userId === 'ada' ? revoked : null), endOf: () => null })
    house.seat('ada')
    await new Promise((later) => setImmediate(later))
    expect(house.removed).toEqual([[7, 'lobby', 'ada', 'token_revoked', 'ada']])
  })
  it('asks for a fresh token where the key was retired, and removes only who is revoked for another reason', () => {
    const house = houseOf('ada', 'bob')
    const judge = ({ userId, kid }: TokenFacts) => (kid === 'k' || userId === 'ada' ? revoked : null)
    expect(sendOut(house, { judge, endOf: (kid) => (kid === 'k' ? 100 : null) })).toBe(1)
    expect(house.shortened).toEqual([
      ['ada', 100],
      ['bob', 100],
    ])
    expect(house.removed).toEqual([[7, 'lobby', 'ada', 'token_revoked', 'ada']])
  })
})
