// What an orderly end looks like from outside. The end at once is in server.test.ts.
import { describe, expect, it } from 'vitest'
import { join, knock } from './http/guest.ts'
import { createKnockers } from './knockers.ts'
import { open } from './listening.ts'
import { connectRaw } from './raw.ts'
import { bePatient, eventually, timeOf } from './patience.ts'

bePatient()

const session = { cookie: 'session=ada' }

describe('draining', () => {
  const spread = (seconds: number) => ({ drain: { spread: seconds } })

  it('is not ready any more at once, and works on until the balancers have seen it', async () => {
    const { drain, get, url, log } = await open({ drain: { delay: 1, spread: 0 } })
    expect((await get('/readyz')).status).toBe(200)
    const draining = drain()
    expect((await get('/readyz')).status).toBe(503)
    const answer = await get('/v1/token', session)
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
    expect(await knock(url)).not.toBeTypeOf('number')
    expect(log.events).toEqual(['info draining'])
    await draining
    await expect(get('/healthz')).rejects.toThrow('fetch failed')
  })

  it('sends one room after the other to another server, over the time of the config', async () => {
    const { drain, url, tokenFor } = await open(spread(2))
    const started = performance.now()
    const ended: { room: string; ms: number; why: unknown }[] = []
    const guests = []
    for (const roomId of ['a', 'b', 'c', 'd'])
      for (const user of ['ada', 'bob'])
        guests.push({ roomId, guest: await join(url, await tokenFor(user, { roomId })) })
    const begun = performance.now() - started
    const draining = drain()
    await Promise.all(
      guests.map(async ({ roomId, guest }) => {
        const why = await guest.ended
        ended.push({ room: roomId, why, ms: performance.now() - started - begun })
      }),
    )
    expect(ended.map(({ room }) => room)).toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'])
    expect(new Set(ended.map(({ why }) => why))).toEqual(new Set(['restart']))
    expect(ended.at(-1)?.ms).toBeGreaterThan(1400)
    expect(ended.at(-1)?.ms).toBeLessThan(2500)
    await draining
  })

  it('answers the next request on a connection that a proxy kept, and ends it with the answer', async () => {
    const { drain, port } = await open(spread(3))
    const request = 'GET /v1/app HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const { socket, received, ended } = await connectRaw(port, request)
    await eventually(received).toMatch(/^HTTP\/1.1 200 (?!.*connection: close).*"appId"/is)
    const draining = drain()
    await new Promise((later) => setTimeout(later, 100))
    socket.write(request)
    await ended
    expect(received()).toMatch(/HTTP\/1.1 200 .*HTTP\/1.1 200 .*connection: close.*"appId"/is)
    expect(await timeOf(draining)).toBeLessThan(2000)
  })

  // Once a POST that nginx sent two seconds after the rooms were empty met a closed connection.
  it('waits for the next request of a proxy for longer than for the rooms', async () => {
    const { drain, port } = await open(spread(1))
    const request = 'GET /v1/app HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const { socket, received, ended } = await connectRaw(port, request)
    await eventually(received).toMatch(/"appId"/)
    const draining = drain()
    await new Promise((later) => setTimeout(later, 2500))
    socket.write(request)
    await ended
    expect(received()).toMatch(/HTTP\/1.1 200 .*HTTP\/1.1 200 .*connection: close.*"appId"/is)
    expect(await timeOf(draining)).toBeLessThan(2000)
  })

  // Once the door closed before a turn of the event loop: what the system had taken until then was reset, one request in thousands.
  it('answers whoever has connected before the door closes, also where it had no time to take them yet', async () => {
    const { drain, port, log } = await open({ drain: { delay: 1, spread: 1 } })
    const request = 'GET /v1/app HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const knockers = await createKnockers(port, 40, request)
    const draining = drain()
    // Busy until the delay is over: that ends, and the door is to close, before any of them was taken.
    setTimeout(() => knockers.comeAndHold(500), 700)
    expect(await knockers.outcomes).toEqual(Array.from({ length: 40 }, () => '200'))
    await draining
    expect(log.events).toEqual(['info draining'])
  })

  it('ends a connection on which nothing comes any more, within six seconds', async () => {
    const { drain, port } = await open(spread(1))
    const { received } = await connectRaw(port, 'GET /v1/app HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await eventually(received).toMatch(/"appId"/)
    const time = await timeOf(drain())
    expect(time).toBeGreaterThan(4500)
    expect(time).toBeLessThan(8000)
  })

  it('lets a request that is under way finish, with its record', async () => {
    const { store, drain, get } = await open(spread(0))
    const release = store.hold()
    const answer = get('/v1/token', session)
    await new Promise((later) => setTimeout(later, 50))
    const draining = drain()
    await new Promise((later) => setTimeout(later, 50))
    release()
    expect((await answer).status).toBe(200)
    await draining
    expect(store.rows.map(({ event }) => event)).toEqual(['token.issued'])
  })

  it('waits for nobody who does not answer: neither in a room nor with half a request', async () => {
    const { drain, url, port, tokenFor } = await open(spread(1))
    const { socket } = await join(url, await tokenFor('ada'))
    socket.pause()
    await connectRaw(port, 'GET /v1/app HTTP/1.1\r\nHost: loc')
    expect(await timeOf(drain())).toBeLessThan(12_000)
  })

  it('is done once, however often it is asked for', async () => {
    const { drain, close, log } = await open(spread(0))
    await Promise.all([drain(), drain()])
    await close()
    expect(log.events).toEqual(['info draining'])
  })
})
