// The examples for what stands in front, as real programs run them: what they let through to the nodes, and what they keep.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { hasCaddy, startCaddy } from '../hosts/caddy.ts'
import { hasNginx, startNginx } from '../hosts/nginx.ts'
import type { ProxyHost } from '../hosts/proxy.ts'
import { bePatient } from '../patience.ts'

bePatient()

interface Reached {
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

describe.each([
  ['nginx', hasNginx, startNginx],
  ['Caddy', hasCaddy, startCaddy],
] as const)('%s', (_, installed, start) => {
  const reached: Reached[] = []
  const nodes: Server[] = []
  let proxy: ProxyHost

  /** Answers everything, and keeps what it was asked. */
  async function startNode(): Promise<number> {
    const keep = ({ url = '', headers }: IncomingMessage): void => {
      // Proxies may ask that by themselves.
      if (url !== '/readyz') reached.push({ url, headers })
    }
    const node = createServer((request, response) => {
      keep(request)
      request.resume().on('end', () => response.end('a node'))
    })
    new WebSocketServer({ server: node }).on('connection', (socket, request) => {
      keep(request)
      socket.on('message', (data: Buffer) => socket.send(`heard ${data.toString()}`))
    })
    nodes.push(node)
    await new Promise<void>((done) => node.listen(0, '127.0.0.1', done))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listening on TCP: there is a port
    return (node.address() as AddressInfo).port
  }

  describe.skipIf(!installed)('as its example has it', () => {
    beforeAll(async () => {
      proxy = await start([await startNode(), await startNode(), await startNode()])
    })
    afterAll(async () => {
      await proxy?.end()
      for (const node of nodes) {
        node.closeAllConnections()
        node.close()
      }
    })
    beforeEach(() => void reached.splice(0))

    it('lets nobody outside ask what nodes ask each other', async () => {
      for (const path of ['/v1/node', '/v1/node?a=b', '//v1/node', '/v1/%6eode', '/v1/x/../node']) {
        const response = await fetch(proxy.url + path, { method: 'POST', body: '{"do":"list"}' })
        expect(response.status, path).toBe(404)
      }
      expect(reached).toEqual([])
    })

    it('takes away what only nodes may say, and says itself who is there', async () => {
      const forged = { 'roompass-relay': '1.e30.AAAA', 'roompass-node': 'x', 'x-forwarded-for': '203.0.113.9' }
      const response = await fetch(`${proxy.url}/v1/app`, { headers: forged })
      expect(await response.text()).toBe('a node')
      const headers = reached[0]?.headers
      expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1' })
      expect(headers).not.toHaveProperty('roompass-relay')
      expect(headers).not.toHaveProperty('roompass-node')
    })

    it('carries a WebSocket, with the host that the page asked for', async () => {
      const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/v1/room`)
      const heard = new Promise((done, failed) =>
        socket.on('message', (data: Buffer) => done(data.toString())).on('error', failed),
      )
      socket.on('open', () => socket.send('hello'))
      expect(await heard).toBe('heard hello')
      socket.terminate()
      expect(reached.map(({ url, headers }) => [url, headers.host])).toEqual([['/v1/room', new URL(proxy.url).host]])
    })

    it('goes on when a node is gone', async () => {
      nodes[0]?.closeAllConnections()
      await new Promise((done) => nodes[0]?.close(done))
      const answers = await Promise.all(Array.from({ length: 12 }, () => fetch(`${proxy.url}/v1/app`)))
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    })
  })
})
