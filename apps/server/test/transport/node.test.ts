import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { empty, HttpAnswer, json, type HttpRequest } from '../../src/transport/message.ts'
import { nodeListener } from '../../src/transport/node.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { bePatient } from '../patience.ts'
import { connectRaw, exchange } from '../raw.ts'

bePatient()

type Answering = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>

async function serve(answer: Answering, hear: (incoming: IncomingMessage) => unknown = () => undefined) {
  const log = createCapturedLog()
  const listener = nodeListener(answer, log)
  const server = createServer((incoming, outgoing) => {
    hear(incoming)
    void listener(incoming, outgoing)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  const { port } = server.address() as AddressInfo
  return { port, url: `http://127.0.0.1:${port}`, log }
}

/** What a request says, as JSON. */
const mirror: Answering = ({ method, url, path, query, headers }) =>
  json({ method, url, path, query, headers: [...headers].filter(([name]) => name.startsWith('x-')) }, 200)

describe('a request of Node', () => {
  it('is read as it was written', async () => {
    const { url } = await serve(mirror)
    const answer = await fetch(`${url}/a%2Fb/c?d=%20&e`, { headers: { 'X-One': '1' } })
    const said = {
      method: 'GET',
      url: `${url}/a%2Fb/c?d=%20&e`,
      path: '/a%2Fb/c',
      query: 'd=%20&e',
      headers: [['x-one', '1']],
    }
    expect(await answer.json()).toEqual(said)
  })

  it('may name the whole URL, whose path counts and whose host does not', async () => {
    const { port } = await serve(mirror)
    const lines = ['GET http://elsewhere.example/a?b HTTP/1.1', 'Host: here.example', 'Connection: close']
    const answer = await exchange(port, ...lines)
    expect(answer).toContain('"url":"http://here.example/a?b","path":"/a","query":"b"')
  })

  it('of HTTP/1.0 may name no host: then it is the address at which it came in', async () => {
    const { url, port } = await serve(mirror)
    expect(await exchange(port, 'GET /a?b HTTP/1.0')).toContain(`"url":"${url}/a?b"`)
    expect(await exchange(port, 'GET http://elsewhere.example/a?b HTTP/1.0')).toContain(`"url":"${url}/a?b"`)
    expect(await exchange(port, 'GET /a HTTP/1.0', 'Host: here.example')).toContain('"url":"http://here.example/a"')
  })

  it.each(['*', 'x', '', 'x://elsewhere.example/a'])('is refused when its target is %j', async (target) => {
    const { port } = await serve(mirror)
    const lines = [`OPTIONS ${target} HTTP/1.1`, 'Host: here.example', 'Connection: close']
    expect(await exchange(port, ...lines)).toMatch(/^HTTP\/1.1 400 /)
  })

  it.each(['Host', 'Authorization', 'Content-Type'])(
    'is refused with two of %s, of which somebody before us may have read the other',
    async (name) => {
      const { port } = await serve(mirror)
      const lines = [`${name}: a`, `${name.toLowerCase()}: b`]
      const answer = await exchange(
        port,
        'GET / HTTP/1.1',
        ...(name === 'Host' ? [] : ['Host: h']),
        ...lines,
        'Connection: close',
      )
      expect(answer).toMatch(/^HTTP\/1.1 400 /)
    },
  )

  it.each([
    ['of a length that is said', '12345', '12345'],
    ['of exactly as much as may be', '12345678', '12345678'],
    ['of more', '123456789', 'too long'],
  ])('has a body %s', async (_, body, heard) => {
    const { url } = await serve(async (request) => {
      const read = await request.read(8)
      return json(typeof read === 'string' ? read : Buffer.from(read).toString(), 200)
    })
    expect(await (await fetch(url, { method: 'POST', body })).json()).toBe(heard)
    const stream = new Blob([body]).stream()
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, duplex: 'half' }
    expect(await (await fetch(url, init)).json()).toBe(heard)
  })

  it.each([
    ['Content-Length: 3', 'abc'],
    ['Content-Length: 0', ''],
    ['Transfer-Encoding: chunked', '3\r\nabc\r\n0\r\n\r\n'],
  ])('has a body at once that came with its head, by %s', async (length, body) => {
    let heard: unknown = null
    const { port } = await serve((request) => {
      heard = request.read(100)
      return empty(204)
    })
    await exchange(port, 'POST / HTTP/1.1', 'Host: h', 'Connection: close', length, '', body)
    expect(heard).toBeInstanceOf(Uint8Array)
    expect(heard instanceof Uint8Array && Buffer.from(heard).toString()).toBe(body === '' ? '' : 'abc')
  })

  it('is answered side by side with what came in the same turn', async () => {
    const steps: string[] = []
    const { port } = await serve(
      ({ path }) => {
        steps.push(`asked ${path}`)
        return empty(204)
      },
      ({ url }) => steps.push(`heard ${url}`),
    )
    await exchange(port, 'GET /1 HTTP/1.1', 'Host: h', '', 'GET /2 HTTP/1.1', 'Host: h', 'Connection: close')
    expect(steps).toEqual(['heard /1', 'heard /2', 'asked /1', 'asked /2'])
  })

  it('whose peer goes away in the middle of it was cut off', async () => {
    let heard: unknown = null
    const { port } = await serve(async (request) => {
      heard = await request.read(100)
      return empty(204)
    })
    const { socket } = await connectRaw(port, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc')
    setTimeout(() => socket.destroy(), 20)
    await expect.poll(() => heard).toBe('cut off')
  })

  // Once whoever asked for the body only then waited for ever, and so did all that waited for them.
  it('whose peer went away before somebody asks for its body was cut off', async () => {
    let heard: unknown = null
    const gone = Promise.withResolvers<null>()
    const { port } = await serve(
      async (request) => {
        await gone.promise
        heard = await request.read(100)
        return empty(204)
      },
      (incoming) => incoming.on('close', () => gone.resolve(null)),
    )
    const { socket } = await connectRaw(port, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc')
    setTimeout(() => socket.destroy(), 20)
    await expect.poll(() => heard).toBe('cut off')
  })
})

describe('an answer to Node', () => {
  it('has its length, also where its body is not asked for or not there', async () => {
    const { url } = await serve(({ path }) => (path === '/none' ? empty(403) : json('täglich', 200)))
    const [get, head, none] = [await fetch(url), await fetch(url, { method: 'HEAD' }), await fetch(`${url}/none`)]
    expect([get, head, none].map(({ headers }) => headers.get('content-length'))).toEqual(['10', '10', '0'])
    expect(await get.text()).toBe('"täglich"')
    expect(await head.text()).toBe('')
  })

  it('has no length where nothing has changed: that would be the one of what is not sent', async () => {
    const { url } = await serve(() => empty(304))
    expect((await fetch(url)).headers.get('content-length')).toBe(null)
  })

  it('may say one thing several times', async () => {
    const { url } = await serve(() => empty(204, { 'set-cookie': ['a=1', 'b=2'] }))
    expect((await fetch(url)).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('flows, and stops to be made when nobody reads it any more', async () => {
    let ended = false
    async function* lines(): AsyncGenerator<string> {
      try {
        for (let n = 0; ; n += 1) yield `${n}\n`
      } finally {
        ended = true
      }
    }
    const { url } = await serve(() => new HttpAnswer(200, {}, lines()))
    const gone = new AbortController()
    const answer = await fetch(url, { signal: gone.signal })
    const { value } = (await answer.body?.getReader().read()) ?? {}
    expect(Buffer.from(value ?? []).toString()).toMatch(/^0\n/)
    gone.abort()
    await expect.poll(() => ended).toBe(true)
  })

  it('breaks off when what makes it fails', async () => {
    async function* lines(): AsyncGenerator<string> {
      yield 'one\n'
      throw new Error('no more')
    }
    const { url } = await serve(() => new HttpAnswer(200, {}, lines()))
    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow()
  })

  it('is 500 when there is none, and the log says why', async () => {
    const { url, log } = await serve(() => {
      throw new Error('a fault')
    })
    const answer = await fetch(url)
    expect(answer.status).toBe(500)
    expect(log.events).toEqual(['error request_failed'])
    expect(log.lines[0]).toContain(answer.headers.get('x-request-id'))
  })
})
