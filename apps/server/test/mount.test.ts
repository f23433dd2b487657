// Roompass in a server of somebody else's, without any framework; what frameworks make of it is in examples/test.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { createRoompass } from '../src/app.ts'
import type { RoompassConfig } from '../src/config/config.ts'
import { mountRooms, mountRoutes } from '../src/mount.ts'
import { createCapturedLog } from './fakes/captured_log.ts'
import { createMemoryStore } from './fakes/memory_store.ts'
import { join, knock } from './http/guest.ts'
import { bePatient } from './patience.ts'
import { as, config } from './service.ts'

bePatient()

async function mount(sections: RoompassConfig = {}) {
  const log = createCapturedLog()
  const roompass = await createRoompass({ ...config, ...sections }, { log, store: createMemoryStore() })
  const handler = mountRoutes(roompass)
  const server: Server = createServer((incoming, outgoing) => {
    void handler(incoming, outgoing, () => outgoing.end('the app'))
  })
  const rooms = mountRooms(server, roompass)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await rooms.drain()
    await roompass.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const tokenFor = async (user: string): Promise<string> => {
    const headers = { 'content-type': 'application/json', ...as(user) }
    const response = await fetch(`${url}/v1/kit-tokens`, { method: 'POST', headers, body: '{"roomId":"lobby"}' })
    return (await response.json()).kitToken
  }
  return { url, server, rooms, roompass, log, tokenFor }
}

describe('mounted routes', () => {
  it.each(['/', '/v10/token', '/docs', '/admin', '/healthz/x', '/v1x'])('leave %s to the app', async (path) => {
    const { url } = await mount()
    expect(await (await fetch(url + path)).text()).toBe('the app')
  })

  it.each([
    ['/v1/app', 200],
    ['/v1/app?x=/', 200],
    ['/healthz', 200],
    ['/readyz', 200],
    ['/v1/nothing', 404],
  ])('answer %s with %i', async (path, status) => {
    const { url } = await mount()
    expect((await fetch(url + path)).status).toBe(status)
  })
})

// Once a dialect of the config was the app's wherever there was an app.
describe('mounted dialects', () => {
  const dialects = ['access_token', { path: '/api/{userId}/token.json' }] as const

  it.each(['/access_token?userID=ada', '/api/ada/token.json'])('answer %s', async (path) => {
    const { url } = await mount({ http: { dialects } })
    expect(await (await fetch(url + path, { headers: as('ada') })).json()).toEqual({
      token: expect.stringMatching(/^04/),
    })
  })

  it.each(['/access_token/x', '/x/access_token', '/api/token.json', '/api/a/b/token.json', '/api/ada/tokenXjson'])(
    'leave %s to the app',
    async (path) => {
      const { url } = await mount({ http: { dialects } })
      expect(await (await fetch(url + path)).text()).toBe('the app')
    },
  )
})

describe('mounted rooms', () => {
  it('leave upgrades of other paths to the other listeners of the server', async () => {
    const { url, server, tokenFor } = await mount()
    const own = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/chat') own.handleUpgrade(request, socket, head, () => undefined)
    })
    expect(await knock(url, { path: '/chat', protocol: [] })).not.toBeTypeOf('number')
    await join(url, await tokenFor('ada'))
  })

  it('answer them with 404 where nobody else listens', async () => {
    const { url } = await mount()
    expect(await knock(url, { path: '/chat' })).toBe(404)
  })

  it('drain while routes go on: nobody comes in, and balancers and people are told', async () => {
    const { url, rooms, tokenFor, log } = await mount({ drain: { spread: 0 } })
    const ada = await join(url, await tokenFor('ada'))
    await Promise.all([rooms.drain(), rooms.drain()])
    expect(await ada.ended).toBe('restart')
    expect(await knock(url)).toBe(503)
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    expect(await tokenFor('ada')).toMatch(/^04/)
    expect(log.events).toEqual(['info draining'])
  })
})
