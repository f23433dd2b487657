// How a listening server ends: at once, or in an order in which nobody notices. What asks for it (a signal, a test) is elsewhere.
import { Server as NetServer, type Socket } from 'node:net'
import type { Server } from 'node:http'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { Roompass } from './app.ts'
import type { Rooms } from './http/websocket.ts'

export interface Ending {
  /** Takes nothing new, lets requests that are under way finish for five seconds, and closes. */
  close(): Promise<void>
  /** All of it in order. The same promise for whoever asks again. */
  drain(): Promise<void>
  /** Answers should say that their connection ends. */
  readonly begun: boolean
}

const patienceMs = 5000
const sweepEveryMs = 50
/** Turns of the event loop in which nobody came, and for how long at most they are waited for. */
const [quietTurns, quietPatienceMs] = [2, 500]
/** So long idle connections of proxies may be used once more, and hear that they end, however soon the rooms are empty. */
const idleMs = 5000

/** @param last what is ended when nobody is connected any more */
export function createEnding(
  server: Server,
  rooms: Rooms,
  roompass: Pick<Roompass, 'drain' | 'retire' | 'close' | 'log'>,
  last: () => Promise<void>,
): Ending {
  const silent = silentPeers(server)
  let begun = false
  let drained: Promise<void> | null = null

  const close = async (): Promise<void> => {
    const ended = closed(server)
    rooms.close()
    await end(ended)
    await last()
  }

  /** Closes what is idle, and after the patience everything. */
  const end = async (ended: Promise<void>): Promise<void> => {
    begun = true
    for (const socket of silent) socket.destroy()
    // A connection is kept for its next request even now: it is closed when it has its answer.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepEveryMs)
    const patience = setTimeout(() => server.closeAllConnections(), patienceMs)
    await ended
    clearInterval(sweep)
    clearTimeout(patience)
  }

  const drain = async (): Promise<void> => {
    const { delay, spread } = roompass.drain
    roompass.log.info('draining')
    roompass.retire()
    begun = true
    await pause(delay * 1000)
    await quiet(server)
    // Not the server's own close, which ends idle connections: a proxy may be sending its next request on one. It gets its answer, and with it
    // the word that this connection ends.
    // Bun's server is no server of `net`, and has no other close than its own.
    const ended =
      server instanceof NetServer
        ? new Promise<void>((done) => NetServer.prototype.close.call(server, () => done()))
        : closed(server)
    const left = rooms.drain(spread * 1000)
    // With no spread at all nobody is to be spared.
    const quietMs = spread === 0 ? 0 : Math.max(spread * 1000, idleMs)
    await Promise.race([ended, pause(quietMs, undefined, { ref: false })])
    await Promise.all([left, end(ended)])
    await closed(server)
    await last()
    await roompass.close()
  }

  return {
    close,
    drain: () => (drained ??= drain()),
    get begun() {
      return begun
    },
  }
}

/**
 * Connections that the system has taken, and this process has not yet, are reset when the door closes, with the request that is in them. A turn of the
 * event loop may take one of them and no more: when it took none, twice, there are none but those of this moment. Where they never cease it goes on.
 */
async function quiet(server: Server): Promise<void> {
  const until = performance.now() + quietPatienceMs
  let came = false
  const heard = (): void => void (came = true)
  server.on('connection', heard)
  for (let quietly = 0; quietly < quietTurns && performance.now() < until; quietly = came ? 0 : quietly + 1) {
    came = false
    await turn()
  }
  server.off('connection', heard)
}

/** Also where it is closed already. */
function closed(server: Server): Promise<void> {
  return new Promise((done) => server.close(() => done()))
}

/** Connections that have asked for nothing yet, as browsers open them in advance: Node waits for their first request, even when it closes. */
function silentPeers(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.on('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  server.on('upgrade', ({ socket }) => silent.delete(socket))
  return silent
}
