import { describe, expect, it } from 'vitest'
import { wireLimits } from '@roompass/room/protocol'
import { development } from '../service.ts'
import { open } from '../listening.ts'
import { enter, join, knock, type Knock } from './guest.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

/** `open` or the status of the refusal. */
async function answerTo(url: string, options: Knock): Promise<string | number> {
  const answer = await knock(url, options)
  return typeof answer === 'number' ? answer : 'open'
}

describe('the handshake', () => {
  it.each<[string, Knock, string | number]>([
    ['the sub-protocol of the room', {}, 'open'],
    ['the sub-protocol of the room among others', { protocol: ['chat', 'roompass.room.v1'] }, 'open'],
    ['a query, which nobody reads', { path: '/v1/room?token=04abc' }, 'open'],
    ['another sub-protocol', { protocol: 'roompass.room.v2' }, 400],
    ['a sub-protocol in other letters', { protocol: 'Roompass.Room.v1' }, 400],
    ['no sub-protocol', { protocol: [] }, 400],
    ['another path', { path: '/v1/rooms' }, 404],
    ['a longer path', { path: '/v1/room/' }, 404],
    ['a path with the room in it', { path: '/v1/../v1/room' }, 'open'],
    ['the path of another route', { path: '/v1/token' }, 404],
    ['another page', { origin: 'https://evil.example' }, 403],
  ])('is answered for %s', async (_, options, answer) => {
    const { url } = await open()
    expect(await answerTo(url, options)).toBe(answer)
  })

  it('names the one sub-protocol and no compression', async () => {
    const { url } = await open()
    const { socket } = await enter(url, { protocol: ['chat', 'roompass.room.v1'], perMessageDeflate: true })
    expect(socket.protocol).toBe('roompass.room.v1')
    expect(socket.extensions).toBe('')
  })

  const app = 'https://app.example.org'
  it.each<[string | undefined, string | number]>([
    [undefined, 'open'],
    [app, 'open'],
    ['null', 403],
    ['https://app.example.org.evil.example', 403],
    ['https://evil-app.example.org', 403],
    ['http://app.example.org', 403],
    ['https://app.example.org:444', 403],
    ['https://app.example.org, https://evil.example', 403],
    ['http://localhost:1', 403],
  ])('from the origin %s: %s', async (origin, answer) => {
    const { url } = await open({ http: { allowedOrigins: [app] } })
    expect(await answerTo(url, origin === undefined ? {} : { origin })).toBe(answer)
  })

  it('from the very origin of the server is taken', async () => {
    const { url, port } = await open()
    expect(await answerTo(url, { origin: url })).toBe('open')
    expect(await answerTo(url, { origin: `http://localhost:${port}` })).toBe(403)
    expect(await answerTo(url, { origin: 'https://rooms.example', headers: { host: 'rooms.example' } })).toBe('open')
  })

  it.each<[string, Knock, string | number]>([
    ['a page of this machine', { origin: 'http://localhost:5173' }, 'open'],
    ['no page', {}, 'open'],
    ['this machine by name', { headers: { host: 'localhost' } }, 'open'],
    ['a page of another machine', { origin: 'http://evil.example' }, 403],
    [
      'a name that somebody made to point here',
      { origin: 'http://evil.example:8787', headers: { host: 'evil.example:8787' } },
      403,
    ],
    ['a name without a page', { headers: { host: 'evil.example' } }, 403],
    ['a host that is none', { headers: { host: 'a b' } }, 403],
  ])('while trying out: %s', async (_, options, answer) => {
    const { url } = await open(await development())
    expect(await answerTo(url, options)).toBe(answer)
  })
})

describe('connections', () => {
  it('are limited in all, and free again when they end', async () => {
    const { url } = await open({ room: { maxConnections: 2 } })
    const first = await enter(url)
    await enter(url)
    expect(await answerTo(url, {})).toBe(503)
    first.socket.close()
    await first.ended
    expect(await answerTo(url, {})).toBe('open')
    expect(await answerTo(url, {})).toBe(503)
  })

  it('are limited for each network, and free again when they end', async () => {
    const { url } = await open({ room: { maxConnectionsPerNetwork: 2 }, http: { trustedProxies: ['127.0.0.1'] } })
    const from = (address: string): Knock => ({ headers: { 'x-forwarded-for': address } })
    const first = await enter(url, from('203.0.113.1'))
    await enter(url, from('203.0.113.200'))
    expect(await answerTo(url, from('203.0.113.3'))).toBe(503)
    expect(await answerTo(url, from('198.51.100.1'))).toBe('open')
    expect(await answerTo(url, {})).toBe('open')
    first.socket.terminate()
    await first.ended
    await eventually(() => answerTo(url, from('203.0.113.3'))).toBe('open')
  })

  it('are of the network that the socket shows where no proxy is trusted', async () => {
    const { url } = await open({ room: { maxConnectionsPerNetwork: 1 } })
    await enter(url, { headers: { 'x-forwarded-for': '203.0.113.1' } })
    expect(await answerTo(url, { headers: { 'x-forwarded-for': '198.51.100.1' } })).toBe(503)
  })

  it('that are refused do not count', async () => {
    const { url } = await open({ room: { maxConnections: 1 } })
    for (let n = 0; n < 3; n += 1) expect(await answerTo(url, { protocol: 'chat' })).toBe(400)
    expect(await answerTo(url, {})).toBe('open')
  })

  it('are in the audit by the network of their client', async () => {
    const { url, store } = await open({ http: { trustedProxies: ['127.0.0.0/8'] } })
    const guest = await enter(url, { headers: { 'x-forwarded-for': '203.0.113.9' } })
    guest.say({ type: 'hello', kitToken: 'none' })
    expect(await guest.ended).toBe('token_invalid')
    expect(store.rows).toEqual([
      expect.objectContaining({
        event: 'room.refused',
        reason: 'token_invalid: token_malformed',
        network: '203.0.113.0/24',
      }),
    ])
  })
})

describe('a frame that is no message', () => {
  const frames: [string, string, (send: (data: Buffer | string, binary: boolean) => void) => void][] = [
    ['binary', 'bad_message', (send) => send(Buffer.from('{"type":"ping"}'), true)],
    ['larger than any', 'too_large', (send) => send('x'.repeat(wireLimits.frameBytes + 1), false)],
    ['no UTF-8', '1007', (send) => send(Buffer.from([0x7b, 0xff, 0x7d]), false)],
  ]

  it.each(frames)('ends a connection that has said nothing: %s', async (_, name, make) => {
    const { url, store } = await open()
    const guest = await enter(url)
    make((data, binary) => guest.socket.send(data, { binary }))
    expect(String(await guest.ended)).toBe(name)
    await eventually(() => store.rows.length).toBe(1)
    expect(store.rows[0]).toMatchObject({ event: 'room.refused' })
  })

  // Once the hub was not told why: it kept the seat, and the others saw somebody who would not come back.
  it.each(frames)('ends a stay, and the seat is free at once: %s', async (_, name, make) => {
    const { url, tokenFor } = await open()
    const bob = await join(url, await tokenFor('bob'))
    const ada = await join(url, await tokenFor('ada'))
    const { person } = await bob.hear('joined')
    make((data, binary) => ada.socket.send(data, { binary }))
    expect(String(await ada.ended)).toBe(name)
    const left = await bob.hear('left')
    expect(left).toEqual({ type: 'left', peerId: person.peerId, reason: name === '1007' ? 'bad_message' : name })
    await join(url, await tokenFor('ada'))
  })

  it('lets nothing in that follows it', async () => {
    const { url, tokenFor, store } = await open()
    const guest = await enter(url)
    const kitToken = await tokenFor('ada')
    guest.socket.send(Buffer.from('hello'), { binary: true })
    guest.say({ type: 'hello', kitToken })
    expect(await guest.ended).toBe('bad_message')
    expect(store.rows.map(({ event }) => event)).toEqual(['token.issued', 'room.refused'])
  })

  it('is not one that is as large as may be', async () => {
    const { url } = await open()
    const guest = await enter(url)
    guest.socket.send('x'.repeat(wireLimits.frameBytes))
    expect(await guest.ended).toBe('too_large')
  })

  it('may come in pieces, and counts as a whole', async () => {
    const { url, tokenFor } = await open()
    const guest = await enter(url)
    const hello = JSON.stringify({ type: 'hello', kitToken: await tokenFor('ada') })
    guest.socket.send(hello.slice(0, 50), { fin: false })
    guest.socket.send(hello.slice(50), { fin: true })
    expect((await guest.hear('welcome')).self.userId).toBe('ada')
    for (let n = 0; n < 9; n += 1) guest.socket.send('x'.repeat(10_000), { fin: false })
    expect(await guest.ended).toBe('too_large')
  })
})
