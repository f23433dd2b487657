// GET /metrics on a port of its own, for whoever watches the server and nobody else.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { contentType } from '../observe/registry.ts'

export interface MetricsServer {
  readonly url: string
  close(): Promise<void>
}

/** @throws Error of Node's `listen`, e.g. with code EADDRINUSE */
export async function serveMetrics(
  at: { readonly host: string; readonly port: number },
  text: () => string | Promise<string>,
): Promise<MetricsServer> {
  const server = createServer(
    { requestTimeout: 5000, headersTimeout: 5000, maxHeaderSize: 8192 },
    (incoming, answer) => {
      respond(incoming, answer, text).catch(() => answer.destroy())
    },
  )
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(at.port, at.host, () => {
      server.off('error', failed)
      done()
    })
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  const { address, family, port } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`,
    close() {
      const ended = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      return ended
    },
  }
}

async function respond(
  { method, url }: IncomingMessage,
  answer: ServerResponse,
  text: () => string | Promise<string>,
): Promise<void> {
  const asked = (url ?? '').split('?')[0]
  const status = asked !== '/metrics' ? 404 : method === 'GET' || method === 'HEAD' ? 200 : 405
  const said = status === 200 ? await text() : ''
  answer.writeHead(status, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  answer.end(said)
}
