import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { enter, knock } from './http/guest.ts'
import { open } from './listening.ts'
import { connectRaw, exchange } from './raw.ts'
import { asBackend, development } from './service.ts'
import { bePatient, eventually, timeOf } from './patience.ts'

bePatient()

const session = { cookie: 'session=ada' }

describe('listening', () => {
  it('takes a free port of this machine and says where', async () => {
    const { url, port, get } = await open()
    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect(port).toBeGreaterThan(1023)
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
  })

  it('works over IPv6', async () => {
    const { url, port, get, store } = await open({}, { host: '::1' })
    expect(url).toBe(`http://[::1]:${port}`)
    expect((await get('/v1/token', session)).status).toBe(200)
    expect(store.rows[0]?.network).toBe('0:0:0:0::/64')
    expect(await knock(url)).not.toBeTypeOf('number')
  })

  it('works over IPv6 while trying out', async () => {
    const { url, get } = await open(await development(), { host: '::1' })
    expect((await get('/v1/token?userID=ada')).status).toBe(200)
    expect(await knock(url, { origin: url })).not.toBeTypeOf('number')
  })

  it('takes IPv4 and IPv6 for the same client on a socket of both', async () => {
    const { port, store } = await open({}, { host: '::' })
    await fetch(`http://127.0.0.1:${port}/v1/token`, { headers: session })
    expect(store.rows[0]?.network).toBe('127.0.0.0/24')
  })

  it('fails where the port is taken', async () => {
    const holder = createServer()
    const { port } = await open()
    await expect(open({}, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    holder.close()
  })

  it('fails where the address is none of this machine', async () => {
    await expect(open({}, { host: '192.0.2.1' })).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
  })
})

describe('what the server has no route for', () => {
  const page = (request: Request): Response | undefined => {
    const { pathname } = new URL(request.url)
    return pathname.endsWith('/page') ? new Response(`page of ${request.method}`) : undefined
  }

  it('may be answered by somebody else', async () => {
    const { get } = await open({}, { fallback: page })
    expect(await (await get('/page')).text()).toBe('page of GET')
    expect(await (await get('/v1x/page')).text()).toBe('page of GET')
    expect((await get('/nothing')).status).toBe(404)
    expect((await get('/')).status).toBe(404)
  })

  it('is nothing under the routes of the server, which nobody else answers', async () => {
    const { get } = await open({ http: { dialects: ['access_token'] } }, { fallback: () => new Response('mine') })
    for (const path of ['/v1/page', '/v1', '/v1/token', '/healthz', '/readyz', '/access_token'])
      expect(await (await get(path)).text()).not.toBe('mine')
    expect(await (await get('/healthz/page')).text()).toBe('mine')
  })

  it('is a fault with a trace when whoever answers it fails', async () => {
    const fallback = (): Response => {
      throw new Error('no page today')
    }
    const { get, log } = await open({}, { fallback })
    const answer = await get('/page')
    expect(answer.status).toBe(500)
    const { code, request_id } = await answer.json()
    expect(code).toBe('internal')
    expect(log.events).toEqual(['error fallback_failed'])
    expect(log.lines[0]).toContain(request_id)
    expect(log.lines[0]).toContain('server.test.ts')
    expect(log.lines[0]).not.toContain('no page today')
    expect((await get('/healthz')).status).toBe(200)
  })

  it('may be answered later', async () => {
    const { get } = await open({}, { fallback: async () => new Response('later') })
    expect(await (await get('/page')).text()).toBe('later')
  })
})

describe('a request on the wire', () => {
  it.each<[string, string[], RegExp]>([
    ['without a host', ['GET /v1/app HTTP/1.1', 'Connection: close'], /^HTTP\/1.1 400 /],
    // HAProxy asks so how we are (`option httpchk`), and HTTP/1.0 may.
    ['of HTTP/1.0 without a host', ['GET /healthz HTTP/1.0'], /^HTTP\/1.1 200 /],
    ['of HTTP/1.0 without a host about readiness', ['OPTIONS /readyz HTTP/1.0'], /^HTTP\/1.1 (?!400)/],
    ['of HTTP/1.0 with two hosts', ['GET /healthz HTTP/1.0', 'Host: a', 'Host: b'], /^HTTP\/1.1 400 /],
    ['of HTTP/1.0 with an empty host', ['GET /healthz HTTP/1.0', 'Host: '], /^HTTP\/1.1 400 /],
    ['with an empty host', ['GET /v1/app HTTP/1.1', 'Host: ', 'Connection: close'], /^HTTP\/1.1 400 /],
    ['with a host that is none', ['GET /v1/app HTTP/1.1', 'Host: a b', 'Connection: close'], /^HTTP\/1.1 400 /],
    ['with two hosts', ['GET /v1/app HTTP/1.1', 'Host: a', 'Host: b', 'Connection: close'], /^HTTP\/1.1 400 /],
    [
      'with two credentials',
      [
        'GET /v1/token?userID=ada HTTP/1.1',
        'Host: localhost',
        `Authorization: ${asBackend.authorization}`,
        'Authorization: Bearer x',
        'Connection: close',
      ],
      /^HTTP\/1.1 400 /,
    ],
    [
      'with two lengths',
      ['POST /v1/kit-tokens HTTP/1.1', 'Host: localhost', 'Content-Length: 5', 'Content-Length: 6'],
      /^HTTP\/1.1 400 /,
    ],
    [
      'with a length and chunks',
      ['POST /v1/kit-tokens HTTP/1.1', 'Host: localhost', 'Content-Length: 5', 'Transfer-Encoding: chunked'],
      /^HTTP\/1.1 400 /,
    ],
    ['that is no HTTP', ['hello'], /^HTTP\/1.1 400 /],
    [
      'with headers that are too large',
      ['GET /v1/app HTTP/1.1', 'Host: localhost', `X-Filler: ${'x'.repeat(9000)}`],
      /^HTTP\/1.1 431 /,
    ],
    [
      'with a method that no page can send',
      ['TRACE /v1/app HTTP/1.1', 'Host: localhost', 'Connection: close'],
      /^HTTP\/1.1 405 /,
    ],
    ['of HTTP/1.0', ['GET /v1/app HTTP/1.0', 'Host: localhost'], /^HTTP\/1.1 200 /],
    [
      'with a whole URL',
      ['GET http://localhost/v1/app HTTP/1.1', 'Host: localhost', 'Connection: close'],
      /^HTTP\/1.1 200 /,
    ],
  ])('is answered: one %s', async (_, lines, answer) => {
    const { port, log } = await open()
    expect(await exchange(port, ...lines)).toMatch(answer)
    expect(log.lines).toEqual([])
  })

  // Java's client sends this with every request; once the answer was 404.
  it('that offers HTTP/2 is answered as if it had not', async () => {
    const { port } = await open()
    const { socket, received } = await connectRaw(
      port,
      [
        'GET /v1/app HTTP/1.1',
        'Host: localhost',
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABkAAQAAP__',
        '',
        '',
      ].join('\r\n'),
    )
    await eventually(received).toMatch(/^HTTP\/1.1 200 .*"appId"/s)
    socket.destroy()
  })

  it('leaves its connection open for longer than proxies do, for a thousand requests', async () => {
    const { port } = await open()
    const { received } = await connectRaw(port, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await eventually(received).toMatch(/\r\nkeep-alive: timeout=65, max=1000\r\n/i)
  })

  it('that says it is longer than is taken is refused before it has come', async () => {
    const { port } = await open()
    const { received } = await connectRaw(
      port,
      [
        'POST /v1/kit-tokens HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        'Content-Length: 10000000',
        '',
        '{',
      ].join('\r\n'),
    )
    await eventually(received).toMatch(/^HTTP\/1.1 413 .*body_too_large/s)
  })

  it('that was too long leaves its connection to those after it', async () => {
    const { port } = await open()
    const [head, next] = [
      'POST /v1/kit-tokens HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n',
      'GET /v1/app HTTP/1.1\r\nHost: h\r\n\r\n',
    ]
    const body = 'x'.repeat(9000)
    const long = `${head}Content-Length: ${body.length}\r\n\r\n${body}`
    const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const { received } = await connectRaw(port, [long, next, chunked, next].join(''))
    await eventually(() => received().match(/(?<=HTTP\/1.1 )\d+/g)).toEqual(['413', '200', '413', '200'])
  })

  it('that breaks off is no fault of the server', async () => {
    const { port, log, get } = await open()
    const { socket } = await connectRaw(
      port,
      [
        'POST /v1/kit-tokens HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        'Content-Length: 100',
        '',
        '{"roomId":',
      ].join('\r\n'),
    )
    await new Promise((later) => setTimeout(later, 50))
    socket.destroy()
    await new Promise((later) => setTimeout(later, 50))
    expect((await get('/healthz')).status).toBe(200)
    expect(log.lines).toEqual([])
  })

  it('counts for the network of its socket', async () => {
    const { get, store } = await open({ limits: { tokensPerNetwork: 2 } })
    const statuses = []
    for (const user of ['ada', 'bob', 'cyd'])
      statuses.push((await get('/v1/token', { cookie: `session=${user}` })).status)
    expect(statuses).toEqual([200, 200, 429])
    expect(store.rows[0]?.network).toBe('127.0.0.0/24')
  })
})

describe('closing', () => {
  it('takes nothing new', async () => {
    const { close, get, url } = await open()
    await close()
    await expect(get('/healthz')).rejects.toThrow('fetch failed')
    await expect(knock(url)).rejects.toThrow('ECONNREFUSED')
  })

  it('lets a request that is under way finish, and does not wait for its connection', async () => {
    const { store, close, get } = await open()
    const release = store.hold()
    const answer = get('/v1/token', session)
    await new Promise((later) => setTimeout(later, 50))
    const closing = close()
    await new Promise((later) => setTimeout(later, 50))
    release()
    expect((await answer).status).toBe(200)
    expect(await timeOf(closing)).toBeLessThan(1900)
  })

  it('sends everybody out of the rooms with a word that they may come back', async () => {
    const { url, close } = await open()
    const guests = [await enter(url), await enter(url)]
    const closing = close()
    for (const { ended } of guests) expect(await ended).toBe('restart')
    expect(await timeOf(closing)).toBeLessThan(1900)
  })

  it.each<[string, string]>([
    ['that has asked for nothing', ''],
    ['that has not finished its headers', 'GET /v1/app HTTP/1.1\r\nHost: loc'],
    ['that keeps its connection', 'GET /v1/app HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    // Once such a socket was kept for ever, and the process with it.
    [
      'whose WebSocket was refused',
      'GET /v1/room HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
  ])('does not wait for a peer %s', async (_, text) => {
    const { port, close } = await open()
    await connectRaw(port, text)
    await new Promise((later) => setTimeout(later, 50))
    expect(await timeOf(close())).toBeLessThan(1900)
  })

  it('waits two seconds for somebody in a room who does not answer', async () => {
    const { url, close } = await open()
    const { socket } = await enter(url)
    socket.pause()
    const time = await timeOf(close())
    expect(time).toBeGreaterThan(1900)
    expect(time).toBeLessThan(8000)
  })

  it('waits five seconds for a request that does not end', async () => {
    const { port, close } = await open()
    await connectRaw(
      port,
      [
        'POST /v1/kit-tokens HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        'Content-Length: 100',
        '',
        '{',
      ].join('\r\n'),
    )
    await new Promise((later) => setTimeout(later, 50))
    const time = await timeOf(close())
    expect(time).toBeGreaterThan(4900)
    expect(time).toBeLessThan(12_000)
  })

  it('may be asked for twice', async () => {
    const { close } = await open()
    await Promise.all([close(), close()])
    await close()
  })
})

describe('a refused WebSocket', () => {
  it('is let go of, whether or not the peer closes its side', async () => {
    const { port } = await open()
    const { socket, received, ended } = await connectRaw(
      port,
      'GET /v1/room HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    await ended
    expect(received()).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
    const gone = new Promise((done) => socket.on('error', done).on('close', done))
    const talk = setInterval(() => socket.write('still here'), 10)
    await gone
    clearInterval(talk)
  })

  it.each([
    ['without a key', []],
    ['of an old version', ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 7']],
    ['with a key that is none', ['Sec-WebSocket-Key: short', 'Sec-WebSocket-Version: 13']],
  ])('is one %s', async (_, lines) => {
    const { port } = await open()
    const text = await exchange(
      port,
      'GET /v1/room HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Protocol: roompass.room.v1',
      ...lines,
    )
    expect(text).toMatch(/^HTTP\/1.1 4\d\d /)
  })
})
