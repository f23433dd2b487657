// HTTP as bytes on a socket, for what no client would send.
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Raw {
  readonly socket: Socket
  /** Everything that has come back. */
  readonly received: () => string
  /** Whether the other side has ended it. */
  readonly ended: Promise<void>
}

/** Keeps its own side open, as a peer does that does not care. */
export async function connectRaw(port: number, text: string = ''): Promise<Raw> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  let received = ''
  socket.on('data', (data) => (received += data.toString('latin1')))
  const ended = new Promise<void>((done) => {
    for (const event of ['end', 'close', 'error'] as const) socket.on(event, () => done())
  })
  await new Promise<void>((connected) => socket.on('connect', () => connected()))
  if (text !== '') socket.write(text)
  return { socket, received: () => received, ended }
}

/** A request as its lines; the answer until the other side ends the connection. */
export async function exchange(port: number, ...lines: readonly string[]): Promise<string> {
  const { received, ended } = await connectRaw(port, [...lines, '', ''].join('\r\n'))
  await ended
  return received()
}
