// Connections whose requests were refused as too much. To refuse costs a good part of what a token does: when most of what comes is refused, a server
// that reads all of it does nothing else any more. So only so many refusals are given; who comes on top of that is not read for a while, and waits
// in the socket, as with any server that is slow.

/** What of a socket is needed. */
export interface Connection {
  readonly destroyed: boolean
  pause(): unknown
  resume(): unknown
  once(event: 'close', listener: () => void): unknown
}

export interface Resting {
  /** A request of this connection was refused with this answer. */
  refused(socket: Connection, outgoing: { once(event: 'finish', listener: () => void): unknown }): void
  /** How many are not read at this moment. */
  readonly size: number
}

/** Milliseconds, and how many refusals in them are given at once: a tenth of the time of a slow processor. */
const windowMs = 50
const enough = 200

export function createResting(): Resting {
  const resting = new Set<Connection>()
  /** Those whose end is heard: a connection rests more than once. */
  const heard = new WeakSet<Connection>()
  let [given, timer]: [number, NodeJS.Timeout | null] = [0, null]

  const rest = (socket: Connection): void => {
    if (socket.destroyed) return
    resting.add(socket)
    socket.pause()
    if (heard.has(socket)) return
    heard.add(socket)
    socket.once('close', () => resting.delete(socket))
  }
  const next = (): void => {
    given = 0
    for (const socket of [...resting].slice(0, enough)) {
      resting.delete(socket)
      socket.resume()
    }
    if (resting.size > 0) return
    if (timer !== null) clearInterval(timer)
    timer = null
  }
  return {
    refused(socket, outgoing) {
      timer ??= setInterval(next, windowMs).unref()
      given += 1
      // Node reads on when it has finished an answer: what is to rest, rests after that.
      if (given > enough) outgoing.once('finish', () => setImmediate(rest, socket))
    },
    get size() {
      return resting.size
    },
  }
}
