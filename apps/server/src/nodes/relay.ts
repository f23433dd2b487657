// One person whose room lives on another node: their frames go there and the answers come back, as they are. What is said is the hub's business there;
// here is only that neither side can hold up or fill the other.
import { WebSocket } from 'ws'
import { closeReasons, subprotocol, wireLimits, type CloseName } from '@roompass/room/protocol'
import { defaultHubLimits, type Connection, type ConnectionHandler } from '@roompass/room/hub'

/** The connection of a client, which can be told to wait. */
export interface ClientLine extends Connection {
  /** Reads nothing more, so that the network makes the client wait. */
  pause(): void
  resume(): void
}

export interface RelayParts {
  readonly line: ClientLine
  /** Where the room lives now; null: here. */
  home(): string | null
  /** The headers by which the home knows that a node asks. */
  headers(home: string): Readonly<Record<string, string>>
  /** Serves the line here. */
  here(): ConnectionHandler
  /** A home could not be reached. */
  unreachable(home: string): void
  /** A home did not want it: the status of its answer. */
  refused(home: string, status: number): void
  /** The relay has ended. */
  over(): void
}

export interface Relay extends ConnectionHandler {
  /** Ends it; the home keeps the seat for a while. */
  close(name: CloseName): void
}

/** Milliseconds: how long a home is looked for, the pause between two attempts, how long one may take, and between two pings. */
const patience = 6000
const pause = 300
const attemptPatience = 3000
const pingEvery = 10_000
/** What may wait for the home before the client waits; and before there is a connection to it, how much of what the client says is kept. */
const mostWaiting = 256 * 1024
const mostKept = { frames: defaultHubLimits.messageBurst, bytes: wireLimits.frameBytes + wireLimits.helloBytes }
const closeGrace = { closeTimeout: 2000 }

/** Begins at once; the first message it is given is the hello. */
export function createRelay(parts: RelayParts): Relay {
  const { line } = parts
  const began = performance.now()
  const kept: string[] = []
  let bytes = 0
  let to: WebSocket | null = null
  let local: ConnectionHandler | null = null
  let over = false
  let waiting: NodeJS.Timeout | null = null

  const end = (): void => {
    if (over) return
    over = true
    if (waiting !== null) clearTimeout(waiting)
    line.resume()
    if (to?.readyState === WebSocket.CONNECTING) to.terminate()
    else to?.close(closeReasons.going_away.code, 'going_away')
    parts.over()
  }
  const endWith = (code: number, reason: string): void => {
    if (over) return
    end()
    line.close(code, reason)
  }
  const close = (name: CloseName): void => endWith(closeReasons[name].code, name)

  const attempt = (): void => {
    if (over) return
    const home = parts.home()
    if (home === null) return serveHere()
    const socket = new WebSocket(`${home.replace(/^http/, 'ws')}/v1/room`, subprotocol, {
      headers: parts.headers(home),
      handshakeTimeout: attemptPatience,
      maxPayload: wireLimits.hubMessageBytes,
      perMessageDeflate: false,
      ...closeGrace,
    })
    to = socket
    let [opened, refused] = [false, false]
    socket.on('unexpected-response', (request, { statusCode = 0 }) => {
      refused = true
      request.destroy()
      parts.refused(home, statusCode)
      close('try_later')
    })
    socket.on('error', () => undefined)
    socket.on('open', () => {
      opened = true
      watch(socket)
      for (const text of kept.splice(0)) pass(socket, text)
    })
    socket.on('message', (data) => {
      // oxlint-disable-next-line typescript/no-base-to-string -- a text message arrives as one Buffer
      if (!over) deliver(data.toString())
    })
    socket.on('close', (code, reason) => {
      if (opened) return code === 1005 || code === 1006 ? close('going_away') : endWith(code, reason.toString())
      if (over || refused) return
      parts.unreachable(home)
      if (performance.now() - began > patience) return close('try_later')
      waiting = setTimeout(attempt, pause)
    })
  }

  const serveHere = (): void => {
    to = null
    local = parts.here()
    parts.over()
    for (const text of kept.splice(0)) local.message(text)
  }

  const deliver = (text: string): void => {
    // The limit that the hub has for a client of its own: it cannot see how slow this one is.
    const waits = line.bufferedAmount
    if (waits > 0 && waits + text.length > defaultHubLimits.bufferedBytes) return close('slow_consumer')
    line.send(text)
  }

  const pass = (socket: WebSocket, text: string): void => {
    socket.send(text, () => {
      if (socket.bufferedAmount <= mostWaiting) line.resume()
    })
    if (socket.bufferedAmount > mostWaiting) line.pause()
  }

  attempt()
  return {
    message(text) {
      if (local !== null) return local.message(text)
      if (over) return
      if (to?.readyState === WebSocket.OPEN) return pass(to, text)
      kept.push(text)
      bytes += text.length
      if (kept.length > mostKept.frames || bytes > mostKept.bytes) close('rate_limited')
    },
    closed() {
      if (local === null) end()
      else local.closed()
    },
    close,
  }
}

/** A home that vanished without a word is found out by asking. */
function watch(socket: WebSocket): void {
  let answered = true
  const asking = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, pingEvery)
  socket.on('pong', () => (answered = true))
  socket.on('close', () => clearInterval(asking))
}
