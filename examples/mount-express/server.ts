// An Express app with sessions of its own, and Roompass in it: tokens and rooms on the port that the app has.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import express from 'express'
import { createRoompass, loadConfig, mountRooms, mountRoutes } from '@roompass/server'

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

const app = express()
app.disable('x-powered-by')
// Before every body parser.
app.use(mountRoutes(roompass))

app.use(express.json())
app.post('/login', (request, response) => {
  const { name } = request.body // Yours: check a password here.
  const sid = randomUUID()
  sessions.set(sid, { userId: name, userName: name })
  response.cookie('sid', sid, { httpOnly: true, sameSite: 'lax' }).json({ signedInAs: name })
})

const server = createServer(app)
const rooms = mountRooms(server, roompass)
server.listen(Number(process.env['PORT'] ?? 3000), process.env['HOST'] ?? '127.0.0.1')

async function end(): Promise<void> {
  await rooms.drain()
  await new Promise((done) => server.close(done))
  await roompass.close()
}
process.once('SIGTERM', () => void end())
