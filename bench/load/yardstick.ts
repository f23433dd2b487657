// What issuing is measured against, as a process of its own: `hono` is a bare route that answers a constant; `livekit` is the token endpoint of
// LiveKit's documentation, express and livekit-server-sdk. Neither knows who asks, nor keeps anything. Prints its port as JSON.
import { serve } from '@hono/node-server'
import express from 'express'
import { Hono } from 'hono'
import { AccessToken } from 'livekit-server-sdk'

const kind = process.argv[2]
const say = (port: number): void => console.log(JSON.stringify({ port }))
/** As long as a Kit Token is. */
const constant = 'x'.repeat(400)

function bare(): void {
  const app = new Hono()
  app.get('/v1/token', (c) => c.json({ token: constant }))
  app.post('/v1/kit-tokens', async (c) => {
    const { roomId, userId } = await c.req.json<{ roomId: string; userId: string }>()
    return c.json({ kitToken: constant, roomId, userId }, 201)
  })
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => say(port))
}

function livekit(): void {
  const [key, secret] = ['APIbench', 'a secret of thirty-two characters']
  const tokenFor = async (room: string, identity: string): Promise<string> => {
    const token = new AccessToken(key, secret, { identity, ttl: '10m' })
    token.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true })
    return token.toJwt()
  }
  const app = express()
  app.use(express.json())
  app.get('/v1/token', async ({ query: { userID } }, response) => {
    response.json({ token: await tokenFor('lobby', typeof userID === 'string' ? userID : 'nobody') })
  })
  app.post('/v1/kit-tokens', async (request, response) => {
    const { roomId, userId } = request.body
    const participant_token = await tokenFor(roomId, userId)
    response.status(201).json({ server_url: 'wss://rooms.example', participant_token })
  })
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') say(address.port)
  })
}

if (kind === 'hono') bare()
else if (kind === 'livekit') livekit()
else throw new Error('node bench/load/yardstick.ts hono|livekit')
