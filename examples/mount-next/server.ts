// Next's server with the rooms on its port, because Next alone hands nobody its upgrades; and the one Roompass of the process, for the routes.
import { createServer } from 'node:http'
import next from 'next'
import { createRoompass, loadConfig, mountRooms } from '@roompass/server'
import { peerHeader } from './answer.ts'
import { share, type Shared } from './instance.ts'

const cookieOf = (text: string | null): string => /(?:^|;\s*)sid=([^;]+)/.exec(text ?? '')?.[1] ?? ''
const sessions: Shared['sessions'] = new Map()
const roompass = await createRoompass(
  loadConfig({
    env: process.env,
    file: {
      identity: { authenticate: ({ headers }) => sessions.get(cookieOf(headers.get('cookie'))) ?? null },
      policy: { rules: [{ rooms: '*', publish: true }] },
    },
  }),
)
share({ roompass, sessions })

const [hostname, port] = [process.env['HOST'] ?? '127.0.0.1', Number(process.env['PORT'] ?? 3000)]
// Next ends every upgrade at a path that it has a route for, and `/v1/room` is one: it gets the others alone, which are those of its development.
const upgrades = createServer()
const app = next({ dev: process.env['NODE_ENV'] !== 'production', hostname, port, httpServer: upgrades })
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer((request, response) => {
  request.headers[peerHeader] = request.socket.remoteAddress ?? ''
  void handle(request, response)
})
server.on('upgrade', (request, socket, head) => {
  if (request.url?.split('?')[0] !== '/v1/room') upgrades.emit('upgrade', request, socket, head)
})
const rooms = mountRooms(server, roompass)
server.listen(port, hostname)

async function end(): Promise<void> {
  await rooms.drain()
  await new Promise((done) => {
    server.close(done)
    server.closeIdleConnections()
  })
  await roompass.close()
  await app.close()
}
process.once('SIGTERM', () => void end())
