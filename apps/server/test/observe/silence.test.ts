// A whole evening of a server: tokens, guests, refusals, outages, revocations. Nothing that anybody could use is in what it writes.
import { join } from 'node:path'
import { readdirSync, readFileSync } from 'node:fs'
import { SignJWT } from 'jose'
import { WebSocket } from 'ws'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFakeEngine, createRoomClient, type RoomClient } from '@roompass/room/client'
import { createRoompass } from '../../src/app.ts'
import { createApiKey } from '../../src/identity/api_keys.ts'
import { listen } from '../../src/server.ts'
import { appId, serverSecret } from '../config/configs.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ownFolder } from '../folder.ts'
import { bePatient, eventually } from '../patience.ts'
import { samplesOf } from './samples.ts'

bePatient()

const jwtSecret = 'a shared secret, which is long enough for HS256'
const turnSecret = 'north of the river'
const { key, entry } = createApiKey('backend')
const issuer = { issuer: 'https://id.example.org/', audience: 'rooms', secret: jwtSecret }

function jwtOf(userId: string, secret: string = jwtSecret): Promise<string> {
  return new SignJWT({ name: userId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer.issuer)
    .setAudience(issuer.audience)
    .setSubject(userId)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))
}

async function evening() {
  const [log, folder] = [createCapturedLog(), await ownFolder()]
  const secrets = new Set<string>([serverSecret, jwtSecret, turnSecret, key])
  const roompass = await createRoompass(
    {
      apps: [{ appId, serverSecret }],
      identity: {
        jwt: [issuer],
        apiKeys: [entry],
        // Careless, as code of apps can be: what went wrong is told with everything that was at hand.
        authenticate({ headers }) {
          throw new Error(`no session in ${JSON.stringify([...headers])}`)
        },
      },
      policy: {
        decide(user, wish) {
          if (user.id === 'trouble') throw new Error(`${user.id} with ${serverSecret} and ${key} in ${wish.roomId}`)
          return user.id === 'mallory' ? { granted: false, reason: 'banned' } : { granted: true, publish: true }
        },
      },
      room: { turn: { urls: ['turn:turn.example'], secret: turnSecret } },
      database: join(folder, 'roompass.db'),
      metrics: { port: 0 },
      // As talkative as it can be.
      log: { level: 'debug', requests: true },
    },
    { log },
  )
  const server = await listen(roompass, { port: 0 })
  onTestFinished(async () => {
    await server.close()
    await roompass.close()
  })
  const answers: number[] = []
  const ask = async (path: string, init: RequestInit = {}): Promise<Record<string, string>> => {
    const response = await fetch(server.url + path, init)
    answers.push(response.status)
    const answer = await response.json()
    for (const token of [answer.token, answer.kitToken]) if (typeof token === 'string') secrets.add(token)
    return answer
  }
  const kitTokenFor = async (userId: string, authorization = `Bearer ${key}`): Promise<string> => {
    const headers = { authorization, 'content-type': 'application/json' }
    const { kitToken } = await ask('/v1/kit-tokens', {
      method: 'POST',
      headers,
      body: JSON.stringify({ roomId: 'lobby', userId }),
    })
    return kitToken ?? ''
  }
  const clientOf = (kitToken: string): RoomClient => {
    const client = createRoomClient({
      kitToken,
      serverUrl: server.url,
      engine: createFakeEngine(),
      webSocket: WebSocket,
    })
    onTestFinished(() => client.leave())
    return client
  }
  return { roompass, server, log, folder, secrets, answers, ask, kitTokenFor, clientOf }
}

describe('what a server writes', () => {
  it('holds no token and no secret, whatever happens', async () => {
    const { roompass, server, log, folder, secrets, answers, ask, kitTokenFor, clientOf } = await evening()
    const [good, forged] = [await jwtOf('ada'), await jwtOf('ada', 'another secret, which is as long as it')]
    for (const jwt of [good, forged]) secrets.add(jwt)

    // Tokens, given and refused in every way.
    const ada = await kitTokenFor('ada')
    const bob = await kitTokenFor('bob')
    await kitTokenFor('ada', `Bearer ${good}`)
    await kitTokenFor('ada', `Bearer ${forged}`)
    await kitTokenFor('mallory')
    await kitTokenFor('trouble')
    await ask(`/v1/token?userID=ada&expired_ts=60&token=${encodeURIComponent(ada)}`, { headers: { 'x-api-key': key } })
    await ask(`/v1/token?userID=${encodeURIComponent(ada)}`, { headers: { authorization: `Bearer ${key}` } })
    await ask(`/v1/token?access_token=${good}`, { headers: { cookie: `session=${good}` } })
    await ask(`/v1/${encodeURIComponent(bob)}?serverSecret=${serverSecret}`)
    await ask('/v1/kit-tokens', { method: 'POST', body: ada, headers: { 'content-type': 'application/json' } })

    // Guests, welcome and not.
    const [first, second] = [clientOf(ada), clientOf(bob)]
    await Promise.all([first.join(), second.join()])
    for (const wrong of [`${ada}x`, `${ada.slice(0, -8)}AAAAAAA=`, ada.replace('#', ''), 'x'.repeat(5000), ada])
      await clientOf(wrong)
        .join()
        .catch(() => undefined)
    const raw = new WebSocket(
      `${server.url.replace('http', 'ws')}/v1/room?token=${encodeURIComponent(ada)}`,
      'roompass.room.v1',
    )
    await new Promise((done) => raw.on('open', done))
    raw.send(`{"type":"hello","kitToken":"${bob}"`)
    await new Promise((done) => raw.on('close', done))

    await roompass.revocations.revoke({ scope: { kind: 'user', userId: 'bob' }, reason: 'spam' }, 'api_key:backend')
    await eventually(() => second.state.name).toBe('ended')
    await clientOf(bob)
      .join()
      .catch(() => undefined)
    await first.leave()
    const metrics = await (await fetch(server.metricsUrl ?? '')).text()
    expect(new Set(answers)).toEqual(new Set([200, 201, 400, 401, 403, 404, 503]))
    // It was not silent for having nothing to say.
    expect(new Set(log.events)).toEqual(new Set(['info request', 'error policy_failed', 'error authenticate_failed']))
    expect(samplesOf(metrics).get('roompass_log_redactions_total')).toBeGreaterThanOrEqual(2)

    await server.close()
    await roompass.close()
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'))
    const outputs = { log: log.lines.join(''), metrics, database: kept.join('\n') }
    expect(outputs.database).toContain('room.joined')
    for (const [output, text] of Object.entries(outputs))
      for (const secret of secrets)
        for (const form of [secret, encodeURIComponent(secret)]) {
          expect(text, `${output} holds a secret`).not.toContain(form)
          // Nor the greater part of one.
          for (let at = 0; at + 40 <= form.length; at += 20)
            expect(text, `${output} holds a part of a secret`).not.toContain(form.slice(at, at + 40))
        }
  })
})
