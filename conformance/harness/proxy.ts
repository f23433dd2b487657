// A network that can break: a TCP proxy on loopback in front of a server.
import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

export interface Proxy {
  readonly url: string
  /** Breaks every connection that stands. */
  cut(): void
  /** Refuses new connections, or takes them again. */
  block(blocked: boolean): void
  close(): Promise<void>
}

/** A proxy in front of the origin `target`. */
export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let blocked = false

  const server = createServer((inner) => {
    if (blocked) {
      inner.resetAndDestroy()
      return
    }
    const outer = connect({ host: hostname, port: Number(port) })
    for (const socket of [inner, outer]) {
      sockets.add(socket)
      // A break is what this is for; the close that follows ends the other side.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        inner.destroy()
        outer.destroy()
      })
    }
    inner.pipe(outer).pipe(inner)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')

  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    block(wanted) {
      blocked = wanted
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
