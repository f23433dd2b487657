import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { expect, it } from 'vitest'
import { limitSockets } from '../../src/http/sockets.ts'
import { open } from '../listening.ts'

/** A connection that asks for nothing, and whether the other side has closed it. */
async function hold(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await new Promise((done) => socket.once('connect', done))
  return socket
}

/** What somebody gets who asks on a connection of their own; null when it was closed. */
function ask(port: number): Promise<string | null> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
    )
    let said = ''
    socket.on('data', (data) => (said += data.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => done(said === '' ? null : (said.split('\r\n')[0] ?? null)))
  })
}

it('a network has so many connections and no more, and gets them back when they end', async () => {
  const { port } = await open({ limits: { socketsPerNetwork: 2 } })
  const [one] = [await hold(port), await hold(port)]
  expect(await ask(port)).toBe(null)
  one.destroy()
  await expect.poll(() => ask(port)).toBe('HTTP/1.1 200 OK')
})

it('a proxy of the config speaks for many, and is not counted', async () => {
  const { port } = await open({ limits: { socketsPerNetwork: 1 }, http: { trustedProxies: ['127.0.0.0/8'] } })
  await hold(port)
  await hold(port)
  expect(await ask(port)).toBe('HTTP/1.1 200 OK')
})

it('all together have four fifths of the files of the process, where the system says how many those are', () => {
  const limited = (files: number | null): Server => {
    const server = createServer()
    limitSockets(server, { isProxy: () => false, socketsPerNetwork: 1 }, files)
    return server
  }
  expect(limited(1000).maxConnections).toBe(800)
  expect(limited(1).maxConnections).toBe(1)
  expect(limited(null).maxConnections).toBe(createServer().maxConnections)
})
