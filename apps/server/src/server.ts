// The process: Node's HTTP server for the routes, `ws` for the rooms, and an orderly end.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Roompass } from './app.ts'
import { serveMetrics } from './http/metrics_server.ts'
import { createEnding } from './ending.ts'
import { problem } from './http/problems.ts'
import { createResting } from './http/resting.ts'
import { limitSockets } from './http/sockets.ts'
import { attachRooms } from './http/websocket.ts'
import type { Log } from './log.ts'
import { fromResponse } from './transport/fetch.ts'
import { HttpAnswer, type HttpRequest } from './transport/message.ts'
import { answerNodes } from './processes/node_door.ts'
import { nodeListener } from './transport/node.ts'

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** 0 is any free one. Default 8787. */
  readonly port?: number
  /** Answers what the server has no route for, e.g. a page; undefined is 404. It is shown the request without its body. */
  readonly fallback?: (request: Request) => Response | undefined | Promise<Response | undefined>
  /** Listens already: here other nodes are answered, and nobody else is. Default: other nodes come where clients do. */
  readonly nodes?: Server
}

export interface Listening {
  /** Without a slash at the end. */
  readonly url: string
  readonly port: number
  /** Where Prometheus reads, if the config has a port for that; else null. */
  readonly metricsUrl: string | null
  /** Takes nothing new, lets requests that are under way finish for five seconds, and closes. */
  close(): Promise<void>
  /**
   * The end that nobody notices: `/readyz` answers 503, after the config's `drain.delay` the door closes, the rooms are sent to another server over
   * `drain.spread` seconds, requests that are under way finish, and the Roompass is closed. At most ten seconds after the door.
   */
  drain(): Promise<void>
}

/** @throws Error of Node's `listen`, e.g. with code EADDRINUSE */
export async function listen(roompass: Roompass, options: ListenOptions = {}): Promise<Listening> {
  const { host = '127.0.0.1', port = 8787, fallback, nodes } = options
  const isOwn = (path: string): boolean => roompass.paths.hasRoute(path) || roompass.paths.hasPage(path)
  const first =
    fallback === undefined
      ? {}
      : {
          first: async (request: HttpRequest) => (isOwn(request.path) ? null : pageOf(fallback, request, roompass.log)),
        }
  const resting = createResting()
  const listener = nodeListener((request, { socket }, outgoing) => {
    const { remoteAddress: address } = socket
    const answer = roompass.answer(request, address === undefined ? first : { ...first, address })
    if (answer instanceof HttpAnswer) resting.refused(socket, outgoing)
    return answer
  }, roompass.log)
  // Slow senders are ended: headers in ten seconds, a request in fifteen. What is idle is kept for longer than proxies keep it (nginx and ALB: a
  // minute), so that it is they who end it and never send a request on what is being closed.
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 5000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 8192,
      // Most requests have no body, and then nothing of a stream is made for one. Node before 24.12 does not know it.
      optimizeEmptyRequests: true,
      // Which of two counts must not depend on who reads them: joined, two hosts or two credentials are none.
      joinDuplicateHeaders: true,
      // Some clients offer HTTP/2 with each request (`Upgrade: h2c`): that is no WebSocket, and answered as if they had not.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    (incoming, outgoing) => {
      if (ending.begun) outgoing.setHeader('connection', 'close')
      void listener(incoming, outgoing)
    },
  )
  server.maxRequestsPerSocket = 1000
  limitSockets(server, roompass.door)
  const rooms = attachRooms(server, roompass)
  if (nodes !== undefined) answerNodes(nodes, server, roompass)
  const metrics =
    roompass.metrics.at === null ? null : await serveMetrics(roompass.metrics.at, () => roompass.metrics.text())
  const ending = createEnding(server, rooms, roompass, async () => {
    nodes?.close()
    nodes?.closeAllConnections()
    await metrics?.close()
  })
  try {
    await opened(server, host, port)
  } catch (error) {
    await metrics?.close()
    throw error
  }
  await roompass.nodes.begin()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  const at = server.address() as AddressInfo
  return {
    url: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`,
    port: at.port,
    metricsUrl: metrics?.url ?? null,
    close: () => ending.close(),
    drain: () => ending.drain(),
  }
}

/** A fallback that fails is no secret of the log: what it was asked for is not repeated. */
async function pageOf(
  fallback: NonNullable<ListenOptions['fallback']>,
  { url, method, headers }: HttpRequest,
  log: Log,
): Promise<HttpAnswer | null> {
  try {
    const page = await fallback(new Request(url, { method, headers: [...headers] }))
    return page === undefined ? null : fromResponse(page)
  } catch (error) {
    const requestId = randomUUID()
    log.error('fallback_failed', {
      request_id: requestId,
      error: error instanceof Error ? error : 'unknown',
    })
    return problem('internal', requestId)
  }
}

function opened(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      done()
    })
  })
}
