// What an administrator sees of the rooms and does in them, on one node. Several nodes: nodes.test.ts.
import { describe, expect, it } from 'vitest'
import { apiKey, as, serve, type Service } from '../service.ts'

/** Somebody in a room, with what they hear. */
async function enter(service: Service, userId: string, roomId = 'lobby') {
  const { kitToken } = await (await service.post({ roomId }, as(userId))).json()
  const heard: Record<string, unknown>[] = []
  const guest = { heard, closed: '' }
  const handler = service.hub.opened({
    send: (text) => heard.push(JSON.parse(text)),
    close: (_, reason) => (guest.closed = reason),
    bufferedAmount: 0,
  })
  handler.message(JSON.stringify({ type: 'hello', kitToken, media: { microphone: true, camera: true } }))
  await expect.poll(() => heard.length + guest.closed.length).toBeGreaterThan(0)
  return guest
}

const last = (guest: { readonly heard: readonly object[] }) => guest.heard.at(-1)

describe('the rooms now', () => {
  it('are listed with their people, and of a token as much as the audit shows', async () => {
    const service = await serve()
    expect(await service.rooms.list()).toEqual({ rooms: [], silent: [] })
    await enter(service, 'ada')
    await enter(service, 'bob')
    await enter(service, 'cem', 'annex')
    const { rooms } = await service.rooms.list()
    expect(rooms.map(({ roomId, people }) => [roomId, people.map(({ userId }) => userId)])).toEqual([
      ['annex', ['cem']],
      ['lobby', ['ada', 'bob']],
    ])
    const [ada] = rooms[1]!.people
    expect(ada).toMatchObject({ connected: true, muted: false, publish: true, microphone: true })
    expect(ada!.tid).toMatch(/^[0-9a-f]{16}$/)
    expect(JSON.stringify(rooms)).not.toContain(apiKey)
  })

  it('let somebody be sent out, which the audit says with who wanted it', async () => {
    const service = await serve()
    const ada = await enter(service, 'ada')
    expect(await service.rooms.remove({ roomId: 'lobby', userId: 'ada' }, 'admin:eve')).toBe(true)
    expect(ada.closed).toBe('removed')
    expect(await service.rooms.remove({ roomId: 'lobby', userId: 'ada' }, 'admin:eve')).toBe(false)
    expect(service.store.rows.filter(({ event }) => event === 'room.removed')).toEqual([
      expect.objectContaining({ actor: 'admin:eve', userId: 'ada', roomId: 'lobby' }),
    ])
  })

  it('let somebody be muted, once, and be heard again', async () => {
    const service = await serve()
    const [ada, bob] = [await enter(service, 'ada'), await enter(service, 'bob')]
    const person = { roomId: 'lobby', userId: 'ada' }
    expect(await service.rooms.mute(person, true, 'admin:eve')).toBe(true)
    expect(last(ada)).toEqual({ type: 'granted', grant: { publish: false } })
    expect(last(bob)).toMatchObject({ type: 'media', publish: false, microphone: false, camera: false })
    expect((await service.rooms.list()).rooms[0]?.people[0]).toMatchObject({ muted: true, publish: false })
    expect(await service.rooms.mute(person, true, 'admin:eve')).toBe(false)
    expect(await service.rooms.mute(person, false, 'admin:eve')).toBe(true)
    expect(last(ada)).toEqual({ type: 'granted', grant: { publish: true } })
    expect(await service.rooms.mute({ roomId: 'lobby', userId: 'nobody' }, true, 'admin:eve')).toBe(false)
    expect(service.store.rows.map(({ event }) => event).filter((event) => event.includes('mute'))).toEqual([
      'room.muted',
      'room.unmuted',
    ])
  })

  it('obey although the audit cannot be written, and the log says so', async () => {
    const service = await serve()
    const ada = await enter(service, 'ada')
    await expect.poll(() => service.store.rows.length).toBe(2)
    service.store.available = false
    expect(await service.rooms.remove({ roomId: 'lobby', userId: 'ada' }, 'admin:eve')).toBe(true)
    expect(ada.closed).toBe('removed')
    expect(service.log.lines.join('')).toContain('"entry":"room.removed"')
  })
})
