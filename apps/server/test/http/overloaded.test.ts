import { describe, expect, it } from 'vitest'
import { createGate, type Gate, type Pulse } from '../../src/load/gate.ts'
import { join } from './guest.ts'
import { open, type Open } from '../listening.ts'
import { bePatient, eventually } from '../patience.ts'
import { connectRaw } from '../raw.ts'
import { as, serve, wordOf } from '../service.ts'

bePatient()

const site = 'https://app.example.org'
const busy: Pulse = { now: () => performance.now() * 1000, utilization: () => 1 }
const alwaysClosed: Gate = { ...createGate(busy), closed: true }

interface Full extends Open {
  /** Lets what is in hand finish. */
  readonly release: () => void
  readonly inHand: Promise<Response>[]
  readonly kitToken: string
}

/** A server that is as busy as can be, with sixty-four requests in hand that wait for its store. */
async function full(): Promise<Full> {
  const server = await open(
    { http: { allowedOrigins: [site] } },
    { fallback: (request) => (request.url.endsWith('/page') ? new Response('a page') : undefined) },
    { gate: createGate(busy) },
  )
  const kitToken = await server.tokenFor('ada')
  const release = server.store.hold()
  const inHand = Array.from({ length: 64 }, (_, n) => server.get('/v1/token', as(`user-${n}`)))
  await eventually(async () => (await server.get('/v1/app')).status).toBe(503)
  return { ...server, release, inHand, kitToken }
}

describe('a server with too much to do', () => {
  it('says so at once, and when to come back', async () => {
    const { get, release, inHand } = await full()
    const answer = await get('/v1/token', as('ada'))
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { code, retry_after, request_id } = await answer.json()
    expect(code).toBe('overloaded')
    expect([1, 2, 3]).toContain(retry_after)
    expect(answer.headers.get('retry-after')).toBe(String(retry_after))
    expect(answer.headers.get('x-request-id')).toBe(request_id)
    release()
    await Promise.all(inHand)
  })

  it('finishes what it has in hand, and takes more as soon as it can', async () => {
    const { get, store, release, inHand } = await full()
    release()
    expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual(Array(64).fill(200))
    expect((await get('/v1/token', as('ada'))).status).toBe(200)
    expect(store.rows).toHaveLength(66)
  })

  it('answers those who watch it', async () => {
    const { get, release, inHand } = await full()
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(200)
    release()
    await Promise.all(inHand)
  })

  it('lets people come through the door of the room', async () => {
    const { url, kitToken, get, release, inHand } = await full()
    const guest = await join(url, kitToken)
    guest.say({ type: 'ping' })
    await guest.hear('pong')
    expect((await get('/v1/app')).status).toBe(503)
    release()
    await Promise.all(inHand)
  })

  it('refuses the pages of its fallback as well', async () => {
    const { get, release, inHand } = await full()
    expect((await get('/page')).status).toBe(503)
    release()
    await Promise.all(inHand)
    expect(await (await get('/page')).text()).toBe('a page')
  })

  it('tells a page that may call, and no other', async () => {
    const { get, release, inHand } = await full()
    const told = await get('/v1/token', { origin: site })
    expect(told.headers.get('access-control-allow-origin')).toBe(site)
    expect(told.headers.get('access-control-expose-headers')).toContain('retry-after')
    expect(
      (await get('/v1/token', { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'),
    ).toBeNull()
    release()
    await Promise.all(inHand)
  })

  it('does not read what it refuses, and keeps the connection', async () => {
    const { url, release, inHand } = await full()
    const answer = await fetch(`${url}/v1/kit-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ roomId: 'x'.repeat(7000) }),
    })
    expect(await wordOf(answer)).toBe('503 overloaded')
    release()
    await Promise.all(inHand)
  })
})

describe('a busy server', () => {
  // Once sixty-four such senders were enough to have everybody else refused.
  it('goes on for others while slow senders take their time', async () => {
    const { port, get, store } = await open({}, {}, { gate: createGate(busy) })
    const head = [
      'POST /v1/kit-tokens HTTP/1.1',
      'Host: localhost',
      'Cookie: session=ada',
      'Content-Type: application/json',
      'Content-Length: 18',
    ]
    const slow = await Promise.all(
      Array.from({ length: 100 }, () => connectRaw(port, [...head, '', '{"roomId":'].join('\r\n'))),
    )
    await new Promise((later) => setTimeout(later, 100))
    for (let n = 0; n < 10; n += 1) expect((await get('/v1/token', as(`user-${n}`))).status).toBe(200)
    slow[0]?.socket.write('"lobby"}')
    await eventually(() => slow[0]?.received()).toMatch(/^HTTP\/1.1 201 /)
    expect(store.rows).toHaveLength(11)
  })
})

describe('a server that refuses more than it can say', () => {
  it('answers all the same, each in its turn', async () => {
    const gate = alwaysClosed
    const { get } = await open({}, {}, { gate })
    const answers = await Promise.all(Array.from({ length: 450 }, () => get('/v1/app')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    const again = await Promise.all(Array.from({ length: 450 }, () => get('/v1/app')))
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([503]))
  })
})

describe('a connection with more requests at once than are refused at once', () => {
  it('gets an answer to each of them, and goes on', async () => {
    const { port } = await open({}, {}, { gate: alwaysClosed })
    const request = 'GET /v1/app HTTP/1.1\r\nHost: h\r\n\r\n'
    const { socket, received } = await connectRaw(port, request.repeat(600))
    const answers = (): number => received().split('HTTP/1.1 503').length - 1
    await eventually(answers).toBe(600)
    socket.write(request)
    await eventually(answers).toBe(601)
  })
})

describe('a server that is mounted elsewhere', () => {
  it('refuses in the same way', async () => {
    const gate = alwaysClosed
    const { get } = await serve({}, {}, { gate })
    const answer = await get('/v1/token', as('ada'))
    expect(answer.headers.get('retry-after')).toMatch(/^[123]$/)
    expect(await wordOf(answer)).toBe('503 overloaded')
    expect((await get('/healthz')).status).toBe(200)
  })
})
