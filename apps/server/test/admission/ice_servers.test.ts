import { describe, expect, it } from 'vitest'
import { createIceServers } from '../../src/admission/ice_servers.ts'
import { settingsWith } from '../config/configs.ts'
import { createFakeClock } from '../fakes/clock.ts'

function listFor(userId: string, room: object, clock = createFakeClock()): unknown {
  return createIceServers(settingsWith({ room }).room, () => clock.now())(userId)
}

describe('the servers that help people connect', () => {
  it('are none unless the config names some', () => {
    expect(listFor('ada', {})).toEqual([])
  })

  it('are those of the config, each with a list of URLs', () => {
    const iceServers = [{ urls: 'stun:stun.example' }, { urls: ['turn:a', 'turns:a'], username: 'u', credential: 'c' }]
    expect(listFor('ada', { iceServers })).toEqual([
      { urls: ['stun:stun.example'] },
      { urls: ['turn:a', 'turns:a'], username: 'u', credential: 'c' },
    ])
  })

  it('include TURN with credentials of this person for five minutes, as coturn checks them', () => {
    const turn = { urls: ['turn:turn.example:3478'], secret: 'north' }
    expect(listFor('ada', { turn, iceServers: [{ urls: 'stun:a' }] })).toEqual([
      { urls: ['stun:a'] },
      {
        urls: ['turn:turn.example:3478'],
        username: '1800000300:ada',
        // printf '1800000300:ada' | openssl dgst -sha1 -hmac north -binary | base64
        credential: 'MUEUpbQpItUK2Uq5Jf9nVeFy28c=',
      },
    ])
  })

  it('give each person, at each time, credentials of their own', () => {
    const room = { turn: { urls: ['turn:a'], secret: 'north' } }
    const clock = createFakeClock()
    const lists = [listFor('ada', room, clock), listFor('bob', room, clock)]
    clock.advance(1000)
    lists.push(listFor('ada', room, clock))
    expect(new Set(lists.map((list) => JSON.stringify(list))).size).toBe(3)
    expect(JSON.stringify(lists)).not.toContain('north')
  })
})
