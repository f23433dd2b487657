// Roompass inside a Node server that somebody else has made: its routes as a handler, its rooms on the server's upgrades.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Roompass } from './app.ts'
import { problem } from './http/problems.ts'
import { attachRooms } from './http/websocket.ts'
import { nodeListener } from './transport/node.ts'

/** @param next is called for what is not Roompass's, and for `/docs` and `/admin`, which stay the app's; without it that is 404 */
export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse, next?: () => void) => Promise<void>

/**
 * Answers requests of Node's `http` with `roompass.answer`: for Express (`app.use(mountRoutes(roompass))`), Fastify, and whatever else hands out Node's
 * own request and response. The client's address is that of the socket; behind proxies the config's `http.trustedProxies` says whose word counts.
 *
 * It reads bodies itself, so it stands before body parsers. A body that was read already and is not kept as a Buffer in `rawBody` is answered with
 * 500, and `body_already_read` in the log.
 */
export function mountRoutes({ answer, paths, log }: Pick<Roompass, 'answer' | 'paths' | 'log'>): NodeHandler {
  const listener = nodeListener((request, incoming) => {
    if (isGone(incoming)) {
      const requestId = randomUUID()
      log.error('body_already_read', { request_id: requestId, fix: 'mount Roompass before what parses bodies' })
      return problem('internal', requestId)
    }
    const address = incoming.socket.remoteAddress
    return answer(request, address === undefined ? {} : { address })
  }, log)
  return async (incoming, outgoing, next) => {
    const path = (incoming.url ?? '').split('?', 1)[0] ?? ''
    if (next !== undefined && !paths.hasRoute(path)) return next()
    await listener(incoming, outgoing)
  }
}

/** Whether somebody else has read the body and kept nothing of it as it came. */
function isGone(incoming: object): boolean {
  const read = 'readableDidRead' in incoming && incoming.readableDidRead === true
  return read && !('rawBody' in incoming && incoming.rawBody instanceof Buffer)
}

export interface MountedRooms {
  /**
   * The end of the rooms that nobody notices: `/readyz` answers 503, after the config's `drain.delay` no further connection is taken, and the rooms are
   * sent to another server over `drain.spread` seconds. Routes go on being answered: end your server afterwards, and call `roompass.close()` last.
   * The same promise for whoever asks again.
   */
  drain(): Promise<void>
}

/**
 * Takes the WebSockets of the rooms, `GET /v1/room`, on a server of Node's `http` that exists already. Upgrades of other paths are left to the server's
 * other listeners, and answered with 404 where there are none.
 */
export function mountRooms(server: Server, roompass: Roompass): MountedRooms {
  const rooms = attachRooms(server, roompass, () => server.listenerCount('upgrade') > 1)
  const begin = (): void => void roompass.nodes.begin()
  if (server.listening) begin()
  else server.once('listening', begin)
  let drained: Promise<void> | null = null
  const drain = async (): Promise<void> => {
    const { delay, spread } = roompass.drain
    roompass.log.info('draining')
    roompass.retire()
    await pause(delay * 1000)
    await rooms.drain(spread * 1000)
  }
  return { drain: () => (drained ??= drain()) }
}
