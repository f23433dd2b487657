// One WebSocket from its first byte to its end: parsing, the time an attempt may take, and the heartbeat.
// What messages mean is stay.ts; whether to try again is machine.ts.
import {
  closeNameOf,
  parseHubMessage,
  subprotocol,
  type ClientMessage,
  type CloseName,
  type HubMessage,
  type Ping,
} from '../protocol/index.ts'
import { attemptMs } from './backoff.ts'
import { createAlarm, type ClientClock } from './clock.ts'
import type { SocketEvent, WebSocketLike, WebSocketMaker } from './types.ts'

/** Pings without an answer before the connection counts as dropped (spec/room-protocol.md section 3). */
const missedHeartbeats = 2
/** After a wake-up an answer comes quickly or not at all. */
const probeMs = 3000

export interface LineOptions {
  readonly url: string
  readonly webSocket: WebSocketMaker
  readonly clock: ClientClock
}

/** Told about a line; nothing after `closed` or `hangUp`. */
export interface LineListener {
  opened(): void
  heard(message: HubMessage): void
  /** Null: the network, a silence, or a reason outside the table. */
  closed(why: CloseName | null): void
}

export interface Line {
  send(message: ClientMessage): void
  /** The welcome came: the attempt has succeeded, the heartbeat begins. */
  keepAlive(heartbeatSeconds: number, ping: () => Ping): void
  /** Drops the line unless something is heard soon. */
  probe(): void
  hangUp(): void
}

const barePing = (): Ping => ({ type: 'ping' })

/** Starts a connection. Nothing is reported before this call has returned. */
export function createLine({ url, webSocket, clock }: LineOptions, listener: LineListener): Line {
  const patience = createAlarm(clock)
  const heartbeat = createAlarm(clock)
  let socket: WebSocketLike | null = null
  let open = false
  let over = false
  let missed = 0
  let makePing: () => Ping = barePing

  const hangUp = (): void => {
    over = true
    patience.stop()
    heartbeat.stop()
    socket?.close()
  }
  const closed = (why: CloseName | null): void => {
    if (over) return
    hangUp()
    listener.closed(why)
  }
  const send = (message: ClientMessage): void => {
    if (open && !over) socket?.send(JSON.stringify(message))
  }
  const beat = (intervalMs: number): void => {
    heartbeat.in(intervalMs, () => {
      if (missed >= missedHeartbeats) return closed(null)
      missed += 1
      send(makePing())
      beat(intervalMs)
    })
  }
  const heard = ({ data }: SocketEvent): void => {
    if (over || typeof data !== 'string') return
    missed = 0
    if (heartbeat.set) patience.stop()
    const parsed = parseHubMessage(data)
    // A newer hub may say more than this client understands (spec/room-protocol.md section 1).
    if (parsed.ok) listener.heard(parsed.message)
  }

  patience.in(attemptMs, () => closed(null))
  try {
    socket = new webSocket(url, subprotocol)
    socket.addEventListener('open', () => {
      if (over) return
      open = true
      listener.opened()
    })
    socket.addEventListener('message', heard)
    socket.addEventListener('close', ({ code, reason }) => closed(closeNameOf(code ?? 0, reason) ?? null))
    // A close follows every error and says as much; without a listener some WebSockets throw.
    socket.addEventListener('error', () => undefined)
  } catch {
    // What a browser forbids outright, plain ws on an https page for example, counts as unreachable.
    queueMicrotask(() => closed(null))
  }

  return {
    send,
    keepAlive(heartbeatSeconds, ping) {
      patience.stop()
      makePing = ping
      beat(heartbeatSeconds * 1000)
    },
    probe() {
      if (over || patience.set) return
      patience.in(probeMs, () => closed(null))
      send(makePing())
    },
    hangUp,
  }
}

/** The WebSocket address of a server's rooms. Throws TypeError for what is no http(s) or ws(s) origin. */
export function roomUrl(serverUrl: string): string {
  const url = URL.canParse(serverUrl) ? new URL(serverUrl) : null
  const scheme =
    url === null ? undefined : { 'http:': 'ws:', 'https:': 'wss:', 'ws:': 'ws:', 'wss:': 'wss:' }[url.protocol]
  if (url === null || scheme === undefined) throw new TypeError('serverUrl must be an http, https, ws or wss URL')
  return `${scheme}//${url.host}${url.pathname.replace(/\/+$/, '')}/v1/room`
}
