import { describe, expect, it } from 'vitest'
import { open } from '../listening.ts'
import { asBackend, asOperator, serve, wordOf } from '../service.ts'
import { join } from './guest.ts'

const person = '/v1/rooms/a%2Fb/people/ada'

describe('rooms over HTTP', () => {
  it('are empty while nobody is inside, and then nobody can be sent out', async () => {
    const { get, ask, store } = await serve()
    expect(await (await get('/v1/rooms', asOperator)).json()).toEqual({ rooms: [], silent: [] })
    for (const verb of ['remove', 'mute', 'unmute'])
      expect(await wordOf(await ask('POST', `${person}/${verb}`, asOperator))).toBe('404 person_not_found')
    expect(store.rows).toEqual([])
  })

  it('show who is inside, mute them and send them out; each with its row of the audit', async () => {
    const { url, tokenFor, store, get } = await open()
    const guest = await join(url, await tokenFor('ada', { roomId: 'a/b' }))
    const post = (verb: string) => fetch(`${url}${person}/${verb}`, { method: 'POST', headers: asOperator })
    const inside = async () => (await (await get('/v1/rooms', asOperator)).json()).rooms
    expect(await inside()).toMatchObject([
      { roomId: 'a/b', node: null, people: [{ userId: 'ada', muted: false, publish: true, connected: true }] },
    ])
    expect((await post('mute')).status).toBe(204)
    expect(await inside()).toMatchObject([{ people: [{ muted: true, publish: false }] }])
    expect(await wordOf(await post('mute'))).toBe('404 person_not_found')
    expect((await post('unmute')).status).toBe(204)
    expect((await post('remove')).status).toBe(204)
    expect(await guest.ended).toBe('removed')
    expect(await inside()).toEqual([])
    const done = store.rows.filter(({ actor }) => actor === 'api_key:operator')
    expect(done.map(({ event, userId, roomId }) => [event, userId, roomId])).toEqual([
      ['room.muted', 'ada', 'a/b'],
      ['room.unmuted', 'ada', 'a/b'],
      ['room.removed', 'ada', 'a/b'],
    ])
  })

  // URL parsers take `.` and `..` out of a path, however they are encoded there: the person could not be named.
  it.each([
    ['.', '..'],
    ['..', '.'],
    ['a/b', '../ada'],
  ])('take who is meant in the body, in the room %j the user %j', async (roomId, userId) => {
    const { url, tokenFor, store, get } = await open()
    const guest = await join(url, await tokenFor(userId, { roomId }))
    const post = (verb: string, who: unknown = { roomId, userId }) =>
      fetch(`${url}/v1/rooms/people/${verb}`, {
        method: 'POST',
        headers: { ...asOperator, 'content-type': 'application/json' },
        body: JSON.stringify(who),
      })
    expect(await wordOf(await post('mute', { roomId, userId: 'bob' }))).toBe('404 person_not_found')
    for (const verb of ['mute', 'unmute', 'remove']) expect((await post(verb)).status).toBe(204)
    expect(await guest.ended).toBe('removed')
    expect((await (await get('/v1/rooms', asOperator)).json()).rooms).toEqual([])
    const done = store.rows.filter(({ actor }) => actor === 'api_key:operator')
    expect(done.map((row) => [row.event, row.userId, row.roomId])).toEqual([
      ['room.muted', userId, roomId],
      ['room.unmuted', userId, roomId],
      ['room.removed', userId, roomId],
    ])
  })

  it('are for keys with the scope alone', async () => {
    const { get, ask } = await serve()
    expect(await wordOf(await get('/v1/rooms', asBackend))).toBe('403 scope_missing')
    expect(await wordOf(await ask('POST', `${person}/remove`, asBackend))).toBe('403 scope_missing')
    expect(await wordOf(await ask('POST', `${person}/remove`))).toBe('401 unauthenticated')
    for (const verb of ['remove', 'mute', 'unmute'])
      expect(await wordOf(await ask('POST', `/v1/rooms/people/${verb}`, asBackend))).toBe('403 scope_missing')
  })

  it('name what cannot be a person', async () => {
    const { ask, post } = await serve()
    const bodies = [{}, { roomId: 'a b', userId: 'ada' }, { roomId: 'a', userId: 'ada', reason: 'rude' }]
    for (const body of bodies)
      expect(await wordOf(await post(body, asOperator, '/v1/rooms/people/remove'))).toBe('400 body_invalid')
    expect(await wordOf(await ask('POST', '/v1/rooms/a%20b/people/ada/remove', asOperator))).toBe('400 path_invalid')
    expect(await wordOf(await ask('POST', '/v1/rooms/a/people/%C3%A4/remove', asOperator))).toBe('400 path_invalid')
  })
})
