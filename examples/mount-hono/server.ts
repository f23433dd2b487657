// A Hono app on Node with sessions of its own, and Roompass in it: tokens and rooms on the port that the app has.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { serve, type HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { createRoompass, loadConfig, mountRooms } from '@roompass/server'

// Yours: who is signed in, by the cookie that your login sets.
const sessions = new Map<string, { userId: string; userName: string }>()
const cookieOf = (text: string | null): string => /(?:^|;\s*)sid=([^;]+)/.exec(text ?? '')?.[1] ?? ''

const roompass = await createRoompass(
  loadConfig({
    env: process.env,
    file: {
      identity: { authenticate: ({ headers }) => sessions.get(cookieOf(headers.get('cookie'))) ?? null },
      policy: { rules: [{ rooms: '*', publish: true }] },
    },
  }),
)

type Env = { Bindings: HttpBindings }
const app = new Hono<Env>()

const answer = ({ req, env }: Context<Env>): Promise<Response> => {
  const address = env.incoming.socket.remoteAddress
  return roompass.fetch(req.raw, address === undefined ? {} : { address })
}
for (const path of ['/v1/*', '/healthz', '/readyz']) app.all(path, answer)

app.post('/login', async (c) => {
  const { name } = await c.req.json() // Yours: check a password here.
  const sid = randomUUID()
  sessions.set(sid, { userId: name, userName: name })
  setCookie(c, 'sid', sid, { httpOnly: true, sameSite: 'Lax' })
  return c.json({ signedInAs: name })
})

const server = serve({
  fetch: app.fetch,
  createServer,
  port: Number(process.env['PORT'] ?? 3000),
  hostname: process.env['HOST'] ?? '127.0.0.1',
})
// `serve` may make servers of HTTP/2 as well; this one it made with createServer of node:http.
if (!('setTimeout' in server && 'closeIdleConnections' in server))
  throw new TypeError('rooms need a server of node:http')
const rooms = mountRooms(server, roompass)

async function end(): Promise<void> {
  await rooms.drain()
  await new Promise((done) => server.close(done))
  await roompass.close()
}
process.once('SIGTERM', () => void end())
