// What every mounted Roompass is asked, whatever framework stands around it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKeyring, verify, verifyToken04 } from '@roompass/token'
import { appId, serverSecret } from '../config/configs.ts'
import { join, knock } from '../http/guest.ts'
import { bePatient, eventually } from '../patience.ts'
import { page, type App, type StartApp } from './example.ts'

const keys = createKeyring([{ appId, serverSecret }])
const json = { 'content-type': 'application/json' } as const

async function problemOf(response: Response): Promise<readonly unknown[]> {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return [response.status, (await response.json()).code]
}

/** Asks for a Kit Token of the lobby. */
function askFor(url: string, headers: Readonly<Record<string, string>>, body: BodyInit = '{"roomId":"lobby"}') {
  return fetch(`${url}/v1/kit-tokens`, { method: 'POST', headers: { ...json, ...headers }, body })
}

export function askMounted(start: StartApp): void {
  let app: App
  bePatient()
  beforeAll(async () => {
    app = await start()
  })
  afterAll(async () => {
    await app?.stop()
  })

  it('gives who is signed in their Token04', async () => {
    const response = await fetch(`${app.url}/v1/token?userID=ada&expired_ts=600`, { headers: await app.signIn('ada') })
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { token } = await response.json()
    expect(verifyToken04(token, keys).userId).toBe('ada')
  })

  it('gives who is signed in their Kit Token', async () => {
    const response = await askFor(app.url, await app.signIn('ada'))
    expect(response.status).toBe(201)
    const pass = verify((await response.json()).kitToken, keys)
    expect([pass.userId, pass.userName, pass.roomId, pass.trust]).toEqual(['ada', 'ada', 'lobby', 'signed'])
  })

  it('gives nobody the token of another', async () => {
    const response = await fetch(`${app.url}/v1/token?userID=bob&expired_ts=600`, { headers: await app.signIn('ada') })
    expect(await problemOf(response)).toEqual([403, 'user_mismatch'])
  })

  it('gives nothing to those who are not signed in', async () => {
    expect(await problemOf(await fetch(`${app.url}/v1/token?userID=ada`))).toEqual([401, 'unauthenticated'])
    expect(await problemOf(await askFor(app.url, { cookie: 'sid=made-up' }))).toEqual([401, 'unauthenticated'])
  })

  it('lets the pages of the config call, and no others', async () => {
    const allowed = async (origin: string) => {
      const ask = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
      const { status, headers } = await fetch(`${app.url}/v1/kit-tokens`, { method: 'OPTIONS', headers: ask })
      return [status, headers.get('access-control-allow-origin')]
    }
    expect(await allowed(page)).toEqual([204, page])
    expect((await allowed('https://evil.example'))[1]).toBeNull()
    const answer = await askFor(app.url, { ...(await app.signIn('ada')), origin: page })
    expect(answer.headers.get('access-control-allow-origin')).toBe(page)
  })

  it('answers HEAD where a look does no harm, and says which methods there are', async () => {
    const ask = async (method: string, path: string) => {
      const { status, headers } = await fetch(`${app.url}${path}`, { method })
      return [status, headers.get('allow')]
    }
    expect(await ask('HEAD', '/healthz')).toEqual([200, null])
    expect(await ask('HEAD', '/v1/token?userID=ada')).toEqual([405, 'GET'])
    expect(await ask('DELETE', '/v1/kit-tokens')).toEqual([405, 'POST'])
    expect(await problemOf(await fetch(`${app.url}/v1/nothing`))).toEqual([404, 'not_found'])
  })

  it('reads bodies itself, as much as it says and of the kind that it says', async () => {
    const ada = await app.signIn('ada')
    const long = `{"roomId":"${'a'.repeat(9000)}"}`
    expect(await problemOf(await askFor(app.url, ada, long))).toEqual([413, 'body_too_large'])
    const text = await askFor(app.url, { ...ada, 'content-type': 'text/plain' })
    expect(await problemOf(text)).toEqual([415, 'media_type_unsupported'])
    expect(await problemOf(await askFor(app.url, ada, '{"roomId"'))).toEqual([400, 'body_invalid'])
  })

  it('knows the client by its socket, and by X-Forwarded-For only where the config trusts who says so', async () => {
    const networks = async (one: App): Promise<unknown[]> => {
      const headers = { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' }
      await fetch(`${one.url}/v1/app`, { headers })
      const lines = (): string[] => one.said().split('\n')
      const request = (): string | undefined => lines().find((line) => line.includes('"route":"/v1/app"'))
      await eventually(request).toBeDefined()
      return [JSON.parse(request() ?? '').network]
    }
    expect(await networks(app)).toEqual(['127.0.0.0/24'])
    const behind = await start({ ROOMPASS_TRUSTED_PROXIES: '127.0.0.1' })
    try {
      expect(await networks(behind)).toEqual(['203.0.113.0/24'])
    } finally {
      await behind.stop()
    }
  })

  it('opens the room to its tokens, and to no other page', async () => {
    const { kitToken } = await (await askFor(app.url, await app.signIn('ada'))).json()
    const ada = await join(app.roomsUrl, kitToken)
    const bob = await join(app.roomsUrl, (await (await askFor(app.url, await app.signIn('bob'))).json()).kitToken)
    expect((await ada.hear('joined')).person.userId).toBe('bob')
    bob.socket.close()
    expect(await knock(app.roomsUrl, { origin: 'https://evil.example' })).toBe(403)
  })

  it('ends with the app: people are sent to another server, and the process is over by itself', async () => {
    const { kitToken } = await (await askFor(app.url, await app.signIn('eve'))).json()
    const eve = await join(app.roomsUrl, kitToken)
    const stopping = app.stop()
    expect(await eve.ended).toBe('restart')
    expect(await stopping).toBe(0)
  })
}
