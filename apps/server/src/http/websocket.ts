// The transport of the room: GET /v1/room as a WebSocket (spec/room-protocol.md section 1). It knows no message; the hub does.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { defaultHubLimits } from '@roompass/room/hub'
import { closeReasons, subprotocol, wireLimits } from '@roompass/room/protocol'
import type { Roompass } from '../app.ts'
import { networkOf } from '../network.ts'
import type { ClientLine } from '../nodes/relay.ts'
import { relayHeader } from '../nodes/seals.ts'
import type { Arrival } from '../nodes/switchboard.ts'
import { watchReading } from './reading.ts'
import { createWaiting, watchNewcomer, type Watch } from './waiting.ts'

export interface Rooms {
  /** Takes no further connection and ends those that are left. */
  close(): void
  /** The same for one room after the other, over a time. @returns when the last one was told */
  drain(spreadMs: number): Promise<void>
}

/** Who does not answer a close is not waited for any longer. */
const closeGraceMs = 2000

/** Options of `ws` that its types do not know yet. */
const newerOptions = { closeTimeout: closeGraceMs, maxFragments: 256 }

/**
 * Serves rooms on the upgrades of a server.
 * @param leavesOthers whether upgrades of other paths are somebody else's to answer
 */
export function attachRooms(
  server: Server,
  { hub, door, nodes }: Pick<Roompass, 'hub' | 'door' | 'nodes'>,
  leavesOthers: () => boolean = () => false,
): Rooms {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: wireLimits.frameBytes,
    perMessageDeflate: false,
    clientTracking: true,
    ...newerOptions,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  const perNetwork = new Map<string, number>()
  let all = 0
  const waiting = createWaiting(door.maxWaitingPerNetwork)

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(request) !== roomPath && leavesOthers()) return
    socket.on('error', () => socket.destroy())
    const seal = header(request, relayHeader)
    const relayed = seal === null ? null : nodes.addressIn(seal)
    const address = relayed ?? door.addressOf(request.socket.remoteAddress ?? '', header(request, 'x-forwarded-for'))
    const network = networkOf(address)
    const refusal = refusalOf(request, seal === null ? 'client' : relayed === null ? 'nobody' : 'node', network)
    if (refusal !== null) {
      door.report('refused')
      // Not left to the peer: one that never closes its side would keep the socket, and the end of the process, waiting.
      socket.once('finish', () => socket.destroy())
      const wait = refusal.startsWith('503') ? 'Retry-After: 2\r\n' : ''
      socket.end(`HTTP/1.1 ${refusal}\r\n${wait}Connection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      door.report('opened')
      webSocket.on('close', () => door.report('closed'))
      if (relayed === null || door.countsRelayed) count(webSocket, network)
      // Of those whom another node sends that node has taken care.
      const watch = relayed === null ? watchNewcomer({ webSocket, socket, network, waiting }) : null
      connect(nodes, webSocket, watch, { address, relayed: relayed !== null })
    })
  })

  function count(webSocket: WebSocket, network: string): void {
    all += 1
    perNetwork.set(network, (perNetwork.get(network) ?? 0) + 1)
    webSocket.on('close', () => {
      all -= 1
      const left = (perNetwork.get(network) ?? 1) - 1
      if (left === 0) perNetwork.delete(network)
      else perNetwork.set(network, left)
    })
  }

  /** The status line of a refusal, before a WebSocket exists. */
  function refusalOf(request: IncomingMessage, from: 'client' | 'node' | 'nobody', network: string): string | null {
    if (pathOf(request) !== roomPath) return '404 Not Found'
    // Of whom a node sends, that node has looked at the origin.
    const mayConnect =
      from === 'client' ? door.mayConnect(header(request, 'origin'), header(request, 'host')) : from === 'node'
    if (!mayConnect) return '403 Forbidden'
    const offered = (header(request, 'sec-websocket-protocol') ?? '').split(',').map((name) => name.trim())
    if (!offered.includes(subprotocol)) return '400 Bad Request'
    const counts = from === 'client' || door.countsRelayed
    const tooMany =
      counts && (all >= door.maxConnections || (perNetwork.get(network) ?? 0) >= door.maxConnectionsPerNetwork)
    return tooMany || (from === 'client' && !waiting.admits(network)) ? '503 Service Unavailable' : null
  }

  return {
    close() {
      sockets.close()
      void nodes.leave()
      for (const client of sockets.clients) client.close(closeReasons.restart.code, 'restart')
    },
    async drain(spreadMs) {
      sockets.close()
      await Promise.all([nodes.leave(), hub.drain(spreadMs), nodes.drain(spreadMs)])
      // Of those whom the hub had let go of before.
      for (const client of sockets.clients) client.close(closeReasons.restart.code, 'restart')
    },
  }
}

const roomPath = '/v1/room'

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

function connect(nodes: Roompass['nodes'], webSocket: WebSocket, watch: Watch | null, arrival: Arrival): void {
  // What a node reads it passes on: how its clients read is its own to see.
  const reading = arrival.relayed ? null : watchReading(webSocket, defaultHubLimits.drainSeconds * 1000)
  const line: ClientLine = {
    send(text) {
      watch?.sent(text)
      webSocket.send(text)
      reading?.sent(text)
    },
    close: (code, reason) => webSocket.close(code, reason),
    get bufferedAmount() {
      return webSocket.bufferedAmount
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
  }
  const handler = nodes.opened(line, arrival)
  watch?.whenTooMuch(() => handler.message(tooMuch))
  webSocket.on('message', (data, isBinary) => {
    // A text message arrives as one Buffer, checked to be UTF-8.
    // oxlint-disable-next-line typescript/no-base-to-string -- see above
    handler.message(isBinary ? noMessage : data.toString())
  })
  webSocket.on('close', () => handler.closed())
  // What `ws` cannot take is over for the hub too, which frees the seat: a client that breaks the rules is not one that lost its line.
  webSocket.on('error', (error) => {
    const tooLarge = 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    handler.message(tooLarge ? tooMuch : noMessage)
  })
}

/** Stand for frames that never become text: the hub answers them as it answers such a text, with bad_message or too_large. */
const noMessage = ''
const tooMuch = ' '.repeat(wireLimits.frameBytes + 1)
