// An app's own web server, on another origin than Roompass: serves the pages of page/ and the built kit under a strict policy.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const pages = fileURLToPath(new URL('../page/', import.meta.url))
const kit = fileURLToPath(new URL('../../packages/uikit/dist/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

export interface PageServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves the pages. They may talk to the origins that `servers` lists at the time, and to nobody else. */
export async function startPageServer(servers: readonly string[]): Promise<PageServer> {
  const server = createServer((request, response) => {
    void answer(request, response, servers)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the page server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, servers: readonly string[]): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const file = pathname.startsWith('/kit/') ? `${kit}${pathname.slice(5)}` : `${pages}${pathname.slice(1)}`
  const type = types[extname(pathname)]
  const body = type === undefined || pathname.includes('..') ? null : await readFile(file).catch(() => null)
  if (type === undefined || body === null) {
    response.writeHead(404).end()
    return
  }
  response
    .writeHead(200, {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': policy(servers, body.toString()),
      'x-content-type-options': 'nosniff',
    })
    .end(body)
}

/** The page's own scripts, its import map by its hash, and the servers that it may talk to. */
function policy(servers: readonly string[], page: string): string {
  const allowed = servers.flatMap((server) => [server, server.replace('http', 'ws')])
  const importMap = /<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${createHash('sha256').update(importMap).digest('base64')}'`,
    "style-src 'self'",
    'img-src data:',
    `connect-src ${allowed.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
