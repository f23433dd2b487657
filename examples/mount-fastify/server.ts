// A Fastify app with sessions of its own, and Roompass in it: tokens and rooms on the port that the app has.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import fastify, { type FastifyRequest } from 'fastify'
import { createRoompass, loadConfig, mountRooms, mountRoutes, type AppUser } from '@roompass/server'

// Yours: who is signed in, by the cookie that your login sets.
const sessions = new Map<string, AppUser>()
const userOf = ({ headers }: FastifyRequest): AppUser | null =>
  sessions.get(/(?:^|;\s*)sid=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '') ?? null

// What Fastify and its plugins know of a request, for `authenticate`, which gets the plain request alone.
const current = new AsyncLocalStorage<FastifyRequest>()

const roompass = await createRoompass(
  loadConfig({
    env: process.env,
    file: {
      identity: {
        authenticate() {
          const request = current.getStore()
          return request === undefined ? null : userOf(request)
        },
      },
      policy: { rules: [{ rooms: '*', publish: true }] },
    },
  }),
)

const app = fastify()

// A context of its own, in which nothing parses bodies.
app.register(async (own) => {
  const answer = mountRoutes(roompass)
  own.removeAllContentTypeParsers()
  own.addContentTypeParser('*', (_request, _payload, done) => done(null))
  const handler = async (request: FastifyRequest, reply: { hijack(): unknown; raw: Parameters<typeof answer>[1] }) => {
    reply.hijack()
    await current.run(request, () => answer(request.raw, reply.raw))
  }
  for (const url of ['/v1/*', '/healthz', '/readyz']) own.all(url, handler)
})

app.post<{ Body: { name: string } }>('/login', async (request, reply) => {
  const { name } = request.body // Yours: check a password here.
  const sid = randomUUID()
  sessions.set(sid, { userId: name, userName: name })
  reply.header('set-cookie', `sid=${sid}; HttpOnly; SameSite=Lax; Path=/`)
  return { signedInAs: name }
})

const rooms = mountRooms(app.server, roompass)
app.addHook('preClose', () => rooms.drain())
app.addHook('onClose', () => roompass.close())

await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: process.env['HOST'] ?? '127.0.0.1' })
process.once('SIGTERM', () => void app.close())
