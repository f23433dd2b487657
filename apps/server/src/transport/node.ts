// Messages of Node's `http`, read and written without a Request or a Response between: those cost more than a token does.
import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { isIPv6 } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Awaitable } from '../at_once.ts'
import type { Log } from '../log.ts'
import { empty, HttpAnswer, type Body, type HttpRequest, type RequestHeaders } from './message.ts'

export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/** @param answer what goes out; when it fails, that is logged and answered with 500 */
export function nodeListener(
  answer: (
    request: HttpRequest,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ) => HttpAnswer | Promise<HttpAnswer>,
  log: Log,
): NodeListener {
  const turn = createTurns()
  return async (incoming, outgoing) => {
    await turn()
    const request = fromNode(incoming)
    try {
      const given = request === null ? empty(400) : answer(request, incoming, outgoing)
      // What is there at once goes out at once.
      send(given instanceof HttpAnswer ? given : await given, incoming, outgoing)
    } catch (error) {
      const requestId = randomUUID()
      log.error('request_failed', { request_id: requestId, error: error instanceof Error ? error : 'unknown' })
      send(empty(500, { 'x-request-id': requestId }), incoming, outgoing)
    }
  }
}

/**
 * Requests that arrive in one turn of the event loop are answered side by side, each step for all of them, once all of them have been read: what the
 * processor keeps at hand then serves many, and a busy server answers a fifth more. A body that came along has been read by then.
 */
function createTurns(): () => Promise<void> {
  let coming: Promise<void> | null = null
  return () =>
    (coming ??= new Promise((begin) => {
      setImmediate(() => {
        coming = null
        begin()
      })
    }))
}

/** Null where the target is no path and no URL (`*`), or there is no host, or none that can be one, or two things of which one counts. */
function fromNode(incoming: IncomingMessage): HttpRequest | null {
  const { method = '', headers } = incoming
  const host = headers.host ?? hostWithout(incoming)
  if (host === undefined || !isHost(host) || saysTwoThings(incoming)) return null
  const target = targetOf(incoming.url ?? '')
  if (target === null) return null
  return new NodeRequest(incoming, method, host, target)
}

class NodeRequest implements HttpRequest {
  readonly method: string
  readonly headers: RequestHeaders
  readonly path: string
  readonly query: string
  readonly #incoming: IncomingMessage
  readonly #host: string
  readonly #target: string

  constructor(incoming: IncomingMessage, method: string, host: string, target: string) {
    const end = target.indexOf('?')
    this.method = method
    this.headers = new NodeHeaders(incoming.headers)
    this.path = end === -1 ? target : target.slice(0, end)
    this.query = end === -1 ? '' : target.slice(end + 1)
    this.#incoming = incoming
    this.#host = host
    this.#target = target
  }

  /** Nearly nobody asks for it. */
  get url(): string {
    return `${schemeOf(this.#incoming)}://${this.#host}${this.#target}`
  }

  read(most: number): Awaitable<Body> {
    return readBytes(this.#incoming, most)
  }
}

class NodeHeaders implements RequestHeaders {
  readonly #headers: IncomingHttpHeaders

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers
  }

  get(name: string): string | null {
    const value = this.#headers[name]
    return value === undefined ? null : typeof value === 'string' ? value : value.join(', ')
  }

  has(name: string): boolean {
    return this.#headers[name] !== undefined
  }

  *[Symbol.iterator](): Generator<[string, string]> {
    for (const name of Object.keys(this.#headers)) yield [name, this.get(name) ?? '']
  }
}

/** HTTP/1.0 may leave the host out (RFC 9112 section 3.2), as balancers do that ask how we are: then it is the address at which it came in. */
function hostWithout({ httpVersion, socket }: IncomingMessage): string | undefined {
  if (httpVersion !== '1.0') return undefined
  const [address = ''] = socket.localAddress?.replace(/^::ffff:(?=[0-9.]+$)/, '').split('%') ?? []
  return address === '' ? 'localhost' : `${isIPv6(address) ? `[${address}]` : address}:${socket.localPort}`
}

/** A proxy may be asked with the whole URL (RFC 9112 section 3.2.2): its host is that of the header. */
function targetOf(url: string): string | null {
  if (url.startsWith('/')) return url
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null
  const { pathname, search } = new URL(url)
  return pathname + search
}

/**
 * Of these Node keeps the first one alone, where its server does not join them; and a proxy before it may have gone by the last. Each has a length of
 * its own.
 */
const single = new Map(['host', 'authorization', 'content-type'].map((name) => [name.length, name]))

function saysTwoThings({ rawHeaders }: IncomingMessage): boolean {
  /** A bit for each length. */
  let seen = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const one = single.get(name.length)
    if (one === undefined || name.toLowerCase() !== one) continue
    const bit = 1 << name.length
    if ((seen & bit) !== 0) return true
    seen |= bit
  }
  return false
}

/** Nearly always the one that was asked about last. */
let [lastHost, lastIsOne] = ['localhost', true]

function isHost(host: string): boolean {
  if (host !== lastHost) [lastHost, lastIsOne] = [host, URL.canParse(`http://${host}/`) && !/[/?#@\\]/.test(host)]
  return lastIsOne
}

/** Writes an answer. It waits for nobody: what the peer does not take is the socket's. */
function send({ status, headers, body }: HttpAnswer, incoming: IncomingMessage, outgoing: ServerResponse): void {
  // Whoever mounts the server may have said something already, or the peer has gone.
  if (outgoing.headersSent || outgoing.destroyed) return
  if (typeof body === 'string' || body instanceof Uint8Array) {
    outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
    outgoing.end(incoming.method === 'HEAD' ? undefined : body)
    return
  }
  outgoing.writeHead(status, body !== null || isBodiless(status) ? { ...headers } : { ...headers, 'content-length': 0 })
  if (body === null || incoming.method === 'HEAD') outgoing.end()
  // A failure on the way, on either side, ends the connection: that is how an answer breaks off.
  else void pipeline(Readable.from(body), outgoing).catch(() => outgoing.destroy())
}

/** Such an answer has no body, and so none of a length (RFC 9110 section 8.6). */
function isBodiless(status: number): boolean {
  return status === 204 || status === 304
}

function schemeOf({ socket }: IncomingMessage): 'http' | 'https' {
  return 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http'
}

function readBytes(incoming: IncomingMessage, most: number): Awaitable<Body> {
  // Some hosts read the body first, and keep it as it came.
  if ('rawBody' in incoming && incoming.rawBody instanceof Uint8Array) return noMore(incoming.rawBody, most)
  if (Number(incoming.headers['content-length'] ?? 0) > most) return 'too long'
  // It came along with its head.
  if (incoming.complete) return noMore(incoming.read() ?? nothing, most)
  // Its peer went while somebody else was asked: nothing more would ever be heard of it.
  if (incoming.destroyed) return 'cut off'
  return new Promise((done) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size <= most) chunks.push(chunk)
      // The rest runs past: a socket that is cut off in the middle of what it sends never sees the answer.
      else done('too long')
    })
    incoming.on('end', () => done(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)))
    incoming.on('close', () => done('cut off'))
    incoming.on('error', () => done('cut off'))
  })
}

const nothing = new Uint8Array()

function noMore(body: Uint8Array, most: number): Body {
  return body.byteLength > most ? 'too long' : body
}
