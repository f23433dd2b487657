// A line to a STUN server over UDP, TCP or TLS: one request at a time, each with its answer. The caller's signal ends the waiting.
import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIPv6, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { decode, encode, lengthOf, type Answer, type Attribute, type Credentials } from './message.ts'
import type { IceUrl } from './url.ts'

export interface Line {
  /** @throws Error of the socket, or the reason of the signal */
  ask(type: number, attributes: readonly Attribute[], credentials?: Credentials): Promise<Answer>
  close(): void
}

type Hear = (bytes: Buffer) => void

/** What a transport has to do: send bytes, and give whole messages to whoever listens. */
interface Transport {
  send(bytes: Uint8Array): void
  listen(hear: Hear, fail: (error: Error) => void): void
  close(): void
  /** A request may get lost, and is sent again. */
  readonly lossy: boolean
}

/** Milliseconds until the first repetition; each takes twice as long (RFC 8489 section 6.2.1). */
const patienceMs = 500

/** @throws Error when there is no way to the server */
export async function openLine(url: IceUrl, signal: AbortSignal): Promise<Line> {
  const transport = url.transport === 'udp' ? await udp(url) : await stream(url, signal)
  const ask = (type: number, list: readonly Attribute[], credentials?: Credentials): Promise<Answer> =>
    new Promise((done, failed) => {
      const id = randomBytes(12)
      const bytes = encode(type, id, list, credentials)
      let timer: NodeJS.Timeout | undefined
      const end = (): void => clearTimeout(timer)
      const send = (wait: number): void => {
        transport.send(bytes)
        if (transport.lossy) timer = setTimeout(() => send(wait * 2), wait)
      }
      transport.listen(
        (heard) => {
          const answer = decode(heard, type, id)
          if (answer === null) return
          end()
          done(answer)
        },
        (error) => {
          end()
          failed(error)
        },
      )
      signal.addEventListener('abort', () => {
        end()
        failed(signal.reason)
      })
      signal.throwIfAborted()
      send(patienceMs)
    })
  return { ask, close: () => transport.close() }
}

async function udp({ host, port }: IceUrl): Promise<Transport> {
  const { address, family } = await lookup(host)
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  let [hear, fail]: [Hear, (error: Error) => void] = [() => undefined, () => undefined]
  socket.on('message', (bytes) => hear(bytes))
  socket.on('error', (error) => fail(error))
  // A connected socket learns that nobody is there (ICMP), and hears nobody else.
  await new Promise<void>((done, failed) => {
    socket.once('error', failed)
    socket.connect(port, address, () => {
      socket.off('error', failed)
      done()
    })
  })
  return {
    lossy: true,
    send: (bytes) => socket.send(bytes, (error) => error !== null && fail(error)),
    listen: (...both) => ([hear, fail] = both),
    close: () => socket.close(),
  }
}

async function stream({ host, port, transport }: IceUrl, signal: AbortSignal): Promise<Transport> {
  const socket: Socket =
    transport === 'tls'
      ? connectTls({ host, port, ...(isIPv6(host) ? {} : { servername: host }) })
      : connectTcp({ host, port })
  let [hear, fail]: [Hear, (error: Error) => void] = [() => undefined, () => undefined]
  let pending: Buffer = Buffer.alloc(0)
  socket.on('data', (bytes) => {
    pending = Buffer.concat([pending, bytes])
    for (let length = lengthOf(pending); length !== null && pending.length >= length; length = lengthOf(pending)) {
      hear(pending.subarray(0, length))
      pending = pending.subarray(length)
    }
  })
  socket.on('close', () => fail(new Error('the connection was closed')))
  try {
    await new Promise<void>((done, failed) => {
      socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => done())
      socket.on('error', (error) => {
        fail(error)
        failed(error)
      })
      signal.addEventListener('abort', () => failed(signal.reason))
    })
  } catch (error) {
    socket.destroy()
    throw error
  }
  return {
    lossy: false,
    send: (bytes) => socket.write(bytes),
    listen: (...both) => ([hear, fail] = both),
    close: () => socket.destroy(),
  }
}
