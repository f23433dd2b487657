// Between a server and what it depends on: passes bytes on, holds them back, or is not there. A partition that only this one process sees.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Proxy {
  readonly port: number
  /** Passes everything on. */
  readonly heal: () => void
  /** Connections stay, and nothing comes through any more, as when packets are lost. What was sent meanwhile comes when it heals. */
  readonly hang: () => void
  /** Connections break, and new ones do too. */
  readonly cut: () => void
  readonly end: () => void
}

/** To a port of this machine. */
export async function openProxy(target: number): Promise<Proxy> {
  let state: 'passes' | 'hangs' | 'cut' = 'passes'
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy()
      return
    }
    const upstream = connect(target, '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => to.write(data))
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      if (state === 'hangs') from.pause()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  const cut = (): void => {
    state = 'cut'
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    heal() {
      state = 'passes'
      for (const socket of sockets) socket.resume()
    },
    hang() {
      state = 'hangs'
      for (const socket of sockets) socket.pause()
    },
    cut,
    end() {
      cut()
      server.close()
    },
  }
}
