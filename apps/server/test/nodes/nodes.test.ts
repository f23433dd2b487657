// Several nodes as one: people meet whichever they reach, and what holds in a room holds for all of it. Real sockets between them.
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeNameOf } from '@roompass/room/protocol'
import { createOthers } from '../../src/nodes/others.ts'
import { askHeader, createSeals, relayHeader } from '../../src/nodes/seals.ts'
import { newest } from '../../src/nodes/versions.ts'
import { appId, serverSecret } from '../config/configs.ts'
import { kitTokenOf } from '../fakes/bare_token.ts'
import { enter, join, knock, type Guest } from '../http/guest.ts'
import { bePatient, eventually } from '../patience.ts'
import { openCluster } from './cluster.ts'

bePatient()

const who = async (guest: Guest) => (await guest.hear('joined')).person.userId

describe('three nodes', () => {
  it('let two people of a room meet, whichever node each of them reached', async () => {
    const { members, roomAt } = await openCluster(3)
    for (const home of members) {
      const room = roomAt(home)
      const guests: Guest[] = []
      for (const [i, member] of members.entries())
        guests.push(await join(member.url, await member.tokenFor(`user-${i}`, room)))
      expect(await who(guests[0]!)).toBe('user-1')
      expect(await who(guests[0]!)).toBe('user-2')
      expect(await who(guests[1]!)).toBe('user-2')
      expect(home.hub.rooms().map(({ roomId, people }) => [roomId, people.length])).toContainEqual([room, 3])
    }
    expect(members.map(({ hub }) => hub.roomCount)).toEqual([1, 1, 1])
    for (const { metrics } of members) expect(metrics.text()).toMatch(/^roompass_nodes 3$/m)
    expect(members.map(({ metrics }) => /^roompass_relays (\d+)$/m.exec(metrics.text())?.[1])).toEqual(['2', '2', '2'])
  })

  it('carry what people say both ways, in order', async () => {
    const { members, roomAt, other } = await openCluster(2)
    const home = members[0]!
    const room = roomAt(home)
    const away = other(home)
    const ada = await enter(away.url)
    ada.say({ type: 'hello', kitToken: await away.tokenFor('ada', room) })
    await ada.hear('welcome')
    const bob = await enter(home.url)
    bob.say({ type: 'hello', kitToken: await home.tokenFor('bob', room) })
    const to = (await bob.hear('welcome')).people[0]!.peerId
    for (let n = 0; n < 100; n += 1)
      bob.say({ type: 'signal', to, epoch: n, description: { type: 'offer', sdp: 'x'.repeat(1000) } })
    const epochs: number[] = []
    for (let n = 0; n < 100; n += 1) epochs.push((await ada.hear('signal')).epoch)
    expect(epochs).toEqual(Array.from({ length: 100 }, (_, n) => n))
    ada.say({ type: 'ping', seen: 100 })
    await ada.hear('pong')
    ada.say({ type: 'leave' })
    expect(await ada.ended).toBe('left')
    expect((await bob.hear('left')).reason).toBe('left')
  })

  it('count the seats of a room over all of them, and a user once', async () => {
    const { members, roomAt } = await openCluster(3, { room: { maxPeople: 2 } })
    const room = roomAt(members[0]!)
    await join(members[0]!.url, await members[0]!.tokenFor('ada', room))
    await join(members[1]!.url, await members[1]!.tokenFor('bob', room))
    const third = await enter(members[2]!.url)
    third.say({ type: 'hello', kitToken: await members[2]!.tokenFor('cem', room) })
    expect(await third.ended).toBe('room_full')
    const twin = await enter(members[2]!.url)
    twin.say({ type: 'hello', kitToken: await members[2]!.tokenFor('ada', room) })
    expect(await twin.ended).toBe('already_joined')
  })

  it('hand every close on as it is, with its name', async () => {
    const { members, roomAt, other } = await openCluster(2)
    const home = members[0]!
    const away = other(home)
    const room = roomAt(home)
    const knocking = async (kitToken: string, more: object = {}) => {
      const guest = await enter(away.url)
      const reason = new Promise<string>((done) => guest.socket.on('close', (_, text) => done(text.toString())))
      guest.say({ type: 'hello', kitToken, ...more })
      return { guest, reason }
    }
    const token = await away.tokenFor('ada', room)
    const forged = await knocking(`${token.slice(0, -8)}AAAAAAA=`)
    expect([await forged.guest.ended, await forged.reason]).toEqual(['token_invalid', 'token_invalid'])
    const short = await knocking(await away.tokenFor('bob', room, { expiresIn: 1 }))
    expect(await short.guest.ended).toBe('token_expired')
    const rude = await knocking(token)
    await rude.guest.hear('welcome')
    rude.guest.socket.send(Buffer.from([1]))
    expect(await rude.guest.ended).toBe('bad_message')
    await eventually(() => home.hub.size).toBe(0)
    const large = await knocking(token)
    await large.guest.hear('welcome')
    large.guest.socket.send('x'.repeat(100_000))
    expect(await large.guest.ended).toBe('too_large')
    await eventually(() => home.hub.size).toBe(0)
    const flood = await knocking(token)
    await flood.guest.hear('welcome')
    for (let n = 0; n < 100; n += 1) flood.guest.say({ type: 'ping' })
    expect(await flood.guest.ended).toBe('rate_limited')
  })

  it('keep a seat for whoever lost the line, and give it back on any node', async () => {
    const { members, roomAt } = await openCluster(3)
    const room = roomAt(members[0]!)
    const token = await members[1]!.tokenFor('ada', room)
    const ada = await enter(members[1]!.url)
    ada.say({ type: 'hello', kitToken: token })
    const { ticket, self } = await ada.hear('welcome')
    ada.socket.terminate()
    await eventually(() => members[0]!.hub.rooms()[0]?.people[0]?.connected).toBe(false)
    const back = await enter(members[2]!.url)
    back.say({ type: 'hello', kitToken: token, resume: ticket })
    expect(await back.hear('welcome')).toMatchObject({ resumed: true, self: { peerId: self.peerId } })
  })

  it('know the address of a client whom another node sends, and believe nobody else about it', async () => {
    const { members, roomAt, other, store } = await openCluster(2, { http: { trustedProxies: ['127.0.0.1'] } })
    const home = members[0]!
    const away = other(home)
    const headers = { 'x-forwarded-for': '203.0.113.77' }
    const ada = await enter(away.url, { headers })
    ada.say({ type: 'hello', kitToken: `${(await away.tokenFor('ada', roomAt(home))).slice(0, -8)}AAAAAAA=` })
    expect(await ada.ended).toBe('token_invalid')
    await eventually(() => store.rows.at(-1)).toMatchObject({ event: 'room.refused', network: '203.0.113.0/24' })
    for (const seal of ['', '1.e30.AAAA', '1', 'x'.repeat(2000)])
      expect(await knock(home.url, { headers: { 'roompass-relay': seal } })).toBe(403)
  })

  it('find the room that a token seals and does not show', async () => {
    const { members, roomAt, other } = await openCluster(3)
    const home = members[0]!
    const away = other(home)
    const room = roomAt(home)
    const path = `/v1/token?userID=ada&expired_ts=600&roomID=${room}`
    const { token } = await (await fetch(away.url + path, { headers: { cookie: 'session=ada' } })).json()
    await join(away.url, kitTokenOf(token, { userID: 'ada', roomID: '', userName: '', appID: appId }))
    expect(home.hub.rooms().map(({ roomId }) => roomId)).toEqual([room])
    expect(away.hub.roomCount).toBe(0)
  })

  it('never send on what was sent to them, and let the client come again', async () => {
    const { members, roomAt, other } = await openCluster(3)
    const home = members[0]!
    const wrong = other(home)
    // What a node sends that knows other nodes than this one does.
    const seals = createSeals({ secrets: [serverSecret], url: 'http://stale', speaks: 1, now: () => Date.now() })
    const lost = await enter(wrong.url, {
      headers: { [relayHeader]: seals.seal('relay', { url: wrong.url, speaks: 1 }, '203.0.113.7') },
    })
    lost.say({ type: 'hello', kitToken: await wrong.tokenFor('ada', roomAt(home)) })
    expect(await lost.ended).toBe('restart')
    const right = await enter(home.url, {
      headers: { [relayHeader]: seals.seal('relay', { url: home.url, speaks: 1 }, '203.0.113.7') },
    })
    right.say({ type: 'hello', kitToken: await wrong.tokenFor('ada', roomAt(home)) })
    await right.hear('welcome')
  })

  it('hold the deadline for the hello where the client is', async () => {
    const { members } = await openCluster(2)
    const guest = await enter(members[0]!.url)
    expect(await guest.ended).toBe('hello_timeout')
  })

  it('are listed as one, and obey an administrator on any of them', async () => {
    const { members, roomAt, other, store } = await openCluster(3)
    const home = members[0]!
    const room = roomAt(home)
    const ada = await join(other(home).url, await home.tokenFor('ada', room))
    const elsewhere = roomAt(members[1]!)
    await join(home.url, await home.tokenFor('bob', elsewhere))
    for (const { rooms } of members) {
      const listed = await rooms.list()
      expect(listed.silent).toEqual([])
      expect(listed.rooms.map(({ roomId, node, people }) => [roomId, node, people.length])).toEqual(
        [
          [room, home.url, 1],
          [elsewhere, members[1]!.url, 1],
        ].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      )
    }
    expect(await members[2]!.rooms.mute({ roomId: room, userId: 'ada' }, true, 'admin:eve')).toBe(true)
    expect((await ada.hear('granted')).grant).toEqual({ publish: false })
    expect(await members[1]!.rooms.remove({ roomId: room, userId: 'ada' }, 'admin:eve')).toBe(true)
    expect(await ada.ended).toBe('removed')
    expect(await members[1]!.rooms.remove({ roomId: room, userId: 'ada' }, 'admin:eve')).toBe(false)
    expect(store.rows.filter(({ actor }) => actor === 'admin:eve').map(({ event }) => event)).toEqual([
      'room.muted',
      'room.removed',
    ])
  })

  it('answer nobody else who asks as a node does', async () => {
    const { members } = await openCluster(2)
    const ask = (init: RequestInit) => fetch(`${members[0]!.url}/v1/node`, init).then(({ status }) => status)
    expect(await ask({ method: 'POST', body: '{"do":"list"}' })).toBe(403)
    expect(await ask({ method: 'POST', body: '{"do":"list"}', headers: { 'roompass-node': '1.e30.AAAA' } })).toBe(403)
    expect(await ask({})).toBe(403)
  })
})

describe('a node that goes', () => {
  it('in order, sends its people away, and they meet again at once', async () => {
    const { members, roomAt, other, start } = await openCluster(3)
    void start
    const home = members[0]!
    const room = roomAt(home)
    const away = other(home)
    const token = await away.tokenFor('ada', room)
    const ada = await join(away.url, token)
    const draining = home.listening.drain()
    expect(await ada.ended).toBe('restart')
    const again = await enter(away.url)
    again.say({ type: 'hello', kitToken: token })
    await again.hear('welcome')
    await draining
  })

  it('without a word, is known to be gone when its people come back', async () => {
    const { members, roomAt, other } = await openCluster(3)
    const home = members[0]!
    const room = roomAt(home)
    const away = other(home)
    const token = await away.tokenFor('ada', room)
    const ada = await join(away.url, token)
    await home.vanish()
    expect(await ada.ended).toBe('restart')
    const began = performance.now()
    const again = await enter(away.url)
    again.say({ type: 'hello', kitToken: token })
    await again.hear('welcome')
    expect(performance.now() - began).toBeLessThan(6000)
  })
})

describe('a node of the next version', () => {
  it('is one system with those of this one: people meet, and an administrator of either is obeyed', async () => {
    const cluster = await openCluster(1)
    const old = cluster.members[0]!
    const young = await cluster.start({}, newest + 1)
    await eventually(() => /^roompass_nodes 2$/m.test(old.metrics.text())).toBe(true)
    for (const [home, away] of [
      [old, young],
      [young, old],
    ] as const) {
      const room = cluster.roomAt(home)
      const ada = await join(home.url, await home.tokenFor('ada', room))
      const bob = await join(away.url, await away.tokenFor('bob', room))
      expect(await who(ada)).toBe('bob')
      expect((await away.rooms.list()).silent).toEqual([])
      expect(await away.rooms.remove({ roomId: room, userId: 'bob' }, 'ops')).toBe(true)
      expect(await bob.ended).toBe('removed')
    }
  })

  it('may ask what this one does not know, and say more than this one knows', async () => {
    const { members } = await openCluster(1)
    const home = members[0]!
    const [url, speaks] = ['http://127.0.0.1:1', newest + 1]
    const seals = createSeals({ secrets: [serverSecret], url, speaks, now: () => Date.now() })
    const ask = (body: string) =>
      fetch(`${home.url}/v1/node`, {
        method: 'POST',
        body,
        headers: { [askHeader]: seals.seal('ask', { url: home.url, speaks: newest }, hash('sha256', body)) },
      })
    expect((await ask('{"do":"juggle","balls":3}')).status).toBe(501)
    const listed = await ask('{"do":"list","sorted":true}')
    expect([listed.status, await listed.json()]).toMatchObject([200, { rooms: [], done: true }])
    const answer = { rooms: [], done: true, weather: 'fine' }
    const young = createServer((_, response) => response.end(JSON.stringify(answer))).listen(0, '127.0.0.1')
    onTestFinished(() => void young.close())
    await once(young, 'listening')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
    const at = { url: `http://127.0.0.1:${(young.address() as AddressInfo).port}`, speaks }
    const others = createOthers({ url, nodes: () => [at], seals, say: () => answer, log: home.captured })
    expect(await others.ask({ do: 'list' })).toEqual({ answers: [{ rooms: [], done: true }], silent: [] })
  })
})

describe('a node that comes', () => {
  it('gets its share of the rooms, whose people meet there', async () => {
    const cluster = await openCluster(1)
    const first = cluster.members[0]!
    const rooms = Array.from({ length: 12 }, (_, n) => `many-${n}`)
    const guests = await Promise.all(rooms.map(async (room) => join(first.url, await first.tokenFor('ada', room))))
    expect(first.hub.roomCount).toBe(12)
    const second = await cluster.start()
    const ended: (string | undefined)[] = []
    for (const guest of guests) guest.socket.on('close', (code) => ended.push(closeNameOf(code)))
    await eventually(() => ended.length).toBeGreaterThan(0)
    const moved = ended.length
    expect(new Set(ended)).toEqual(new Set(['restart']))
    expect(moved).toBeLessThan(12)
    await eventually(() => first.hub.roomCount).toBe(12 - ended.length)
    for (const room of rooms.filter((one) => !first.hub.rooms().some(({ roomId }) => roomId === one)))
      await join(first.url, await first.tokenFor('bob', room))
    expect(second.hub.roomCount).toBe(ended.length)
  })
})
