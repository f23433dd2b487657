// Where the other nodes reach one of several processes: they serve clients at one address, so each needs another one, at which nobody but nodes is
// answered.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Roompass } from '../app.ts'
import { nodePath } from '../nodes/others.ts'
import { relayHeader } from '../nodes/seals.ts'
import { empty } from '../transport/message.ts'
import { nodeListener } from '../transport/node.ts'

/** Listens, and answers nobody yet. @param port 0: any free one @throws Error of Node's `listen` */
export async function openNodeDoor(
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    maxHeaderSize: 8192,
    joinDuplicateHeaders: true,
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    // Exclusive: of this process, where the others share theirs with it.
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed)
      done()
    })
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  const at = server.address() as AddressInfo
  return { server, port: at.port }
}

/** Answers nodes. Whom they send comes in as through the door that clients use: its listeners see that a node made the seal. */
export function answerNodes(nodes: Server, clients: Server, { answer, log }: Pick<Roompass, 'answer' | 'log'>): void {
  const listener = nodeListener((request) => (request.path === nodePath ? answer(request) : empty(404)), log)
  nodes.on('request', (incoming, outgoing) => void listener(incoming, outgoing))
  nodes.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (relayHeader in request.headers) clients.emit('upgrade', request, socket, head)
    else {
      socket.on('error', () => socket.destroy())
      socket.once('finish', () => socket.destroy())
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    }
  })
}
