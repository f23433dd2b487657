// An app on Deno with sessions of its own, and Roompass in it: tokens on the port that the app has, rooms on a port beside it.
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { createRoompass, listen, loadConfig } from '@roompass/server'

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

async function login(request: Request): Promise<Response> {
  const { name } = JSON.parse(await request.text()) // Yours: check a password here.
  const sid = randomUUID()
  sessions.set(sid, { userId: name, userName: name })
  return Response.json(
    { signedInAs: name },
    { headers: { 'set-cookie': `sid=${sid}; HttpOnly; SameSite=Lax; Path=/` } },
  )
}

const hostname = process.env['HOST'] ?? '127.0.0.1'
const rooms = await listen(roompass, { host: hostname, port: Number(process.env['ROOMS_PORT'] ?? 8787) })

const server = Deno.serve({ hostname, port: Number(process.env['PORT'] ?? 3000) }, (request, { remoteAddr }) => {
  const { pathname } = new URL(request.url)
  if (/^\/(v1\/|healthz$|readyz$)/.test(pathname)) return roompass.fetch(request, { address: remoteAddr.hostname })
  if (pathname === '/login' && request.method === 'POST') return login(request)
  return new Response('not found', { status: 404 })
})

async function end(): Promise<void> {
  // `drain` closes the Roompass last: requests of the app end before.
  await server.shutdown()
  await rooms.drain()
  process.exit(0)
}
process.once('SIGTERM', () => void end())
