import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { generateKitTokenForProduction, verifyToken04 } from '@roompass/token'
import { closeReasons } from '@roompass/room/protocol'
import { createRoompass } from '../src/app.ts'
import { ConfigError } from '../src/config/problems.ts'
import { loadConfig } from '../src/config/settings.ts'
import { StoreUnavailable } from '../src/store/store.ts'
import { appId, leastConfig, settingsWith } from './config/configs.ts'
import { ownFolder } from './folder.ts'
import { as, config, development, serve, type Service } from './service.ts'
import { bePatient, eventually } from './patience.ts'

bePatient()

describe('a server without a socket', () => {
  it('answers whatever is handed to it, with nothing but a config', async () => {
    const database = join(await ownFolder(), 'roompass.db')
    const { fetch, close } = await createRoompass({ ...config, database })
    onTestFinished(close)
    const response = await fetch(new Request('https://app.example.org/v1/token', { headers: as('ada') }))
    expect(response.status).toBe(200)
    const { token } = await response.json()
    expect(verifyToken04(token, settingsWith().keys)).toMatchObject({ appId, userId: 'ada' })
    expect((await fetch(new Request('https://app.example.org/readyz'))).status).toBe(200)
  })

  it('can be mounted where something else is handed over beside the request', async () => {
    const { fetch, close, appId: id } = await createRoompass(config, { store: (await serve()).store })
    onTestFinished(close)
    expect(id).toBe(appId)
    const request = (): Request => new Request('https://app.example.org/v1/app')
    // Bun hands over its server, whose address is an object; Next.js a context with parameters.
    for (const beside of [undefined, {}, JSON.parse('{"address":{"port":80}}')])
      expect((await fetch(request(), beside)).status).toBe(200)
  })

  it('takes settings that were checked before, and a config that was not', async () => {
    expect((await serve(loadConfig({ file: config }))).appId).toBe(appId)
    await expect(createRoompass({ ...leastConfig, identity: {} })).rejects.toThrow(ConfigError)
    await expect(createRoompass({ ...loadConfig({ file: config }) })).rejects.toThrow(ConfigError)
  })

  it('does not start where its database cannot be opened', async () => {
    const database = join(await ownFolder(), 'nowhere', 'roompass.db')
    await expect(createRoompass({ ...config, database })).rejects.toThrow(StoreUnavailable)
  })

  it('writes its log to standard error', async () => {
    const written: unknown[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(text) > 0)
    onTestFinished(() => void vi.restoreAllMocks())
    const authenticate = () => Promise.reject(new TypeError())
    const { store } = await serve()
    const { fetch, close } = await createRoompass({ ...config, identity: { authenticate } }, { store })
    onTestFinished(close)
    await fetch(new Request('https://app.example.org/v1/token'))
    expect(written).toEqual([expect.stringMatching(/^\{"at":.*"event":"authenticate_failed".*\}\n$/)])
  })
})

describe('the door that a server has for a transport', () => {
  it('says who may connect, where from, and how many', async () => {
    const { door } = await serve({
      http: { allowedOrigins: ['https://app.example.org'], trustedProxies: ['10.0.0.0/8'] },
      room: { maxConnections: 5, maxConnectionsPerNetwork: 2 },
    })
    expect(door).toMatchObject({ maxConnections: 5, maxConnectionsPerNetwork: 2 })
    expect(door.mayConnect('https://app.example.org', 'rooms.example')).toBe(true)
    expect(door.mayConnect('https://rooms.example', 'rooms.example')).toBe(true)
    expect(door.mayConnect(null, null)).toBe(true)
    expect(door.mayConnect('https://evil.example', 'rooms.example')).toBe(false)
    expect(door.addressOf('10.0.0.1', '203.0.113.7')).toBe('203.0.113.7')
    expect(door.addressOf('203.0.113.1', '203.0.113.7')).toBe('203.0.113.1')
  })

  it.each([
    [null, 'localhost', true],
    ['http://localhost:3000', '127.0.0.1:8787', true],
    [null, null, false],
    [null, '', false],
    [null, 'evil.example', false],
    [null, 'a b', false],
    [null, 'localhost@evil.example', false],
    ['http://evil.example', 'localhost', false],
  ])('opens to this machine alone while trying out: origin %s, host %s: %s', async (origin, host, allowed) => {
    const { door } = await serve(await development())
    expect(door.mayConnect(origin, host)).toBe(allowed)
  })
})

describe('the rooms of a server', () => {
  interface Seen {
    readonly sent: string[]
    readonly closed: [number, string][]
  }

  /** Somebody in the room, through the hub and without a socket. */
  async function enter(service: Service, userId: string, wish = {}): Promise<Seen> {
    const { kitToken } = await (await service.post({ roomId: 'lobby', ...wish }, as(userId))).json()
    return enterWith(service, kitToken)
  }

  async function enterWith({ hub }: Service, kitToken: string): Promise<Seen> {
    const seen: Seen = { sent: [], closed: [] }
    const handler = hub.opened(
      { send: (text) => seen.sent.push(text), close: (code, why) => seen.closed.push([code, why]), bufferedAmount: 0 },
      { address: '203.0.113.7' },
    )
    handler.message(JSON.stringify({ type: 'hello', kitToken }))
    await eventually(() => seen.sent.length + seen.closed.length).toBeGreaterThan(0)
    return seen
  }

  it('keep who came and who left in the audit, beside who got which token', async () => {
    const service = await serve()
    await enter(service, 'ada')
    service.hub.remove(appId, 'lobby', 'ada')
    await service.close()
    expect(service.store.rows.map(({ event, userId, reason }) => [event, userId, reason])).toEqual([
      ['token.issued', 'ada', null],
      ['room.joined', 'ada', null],
      ['room.left', 'ada', 'removed'],
    ])
    const [issued, joined] = service.store.rows
    expect(joined?.tid).toBe(issued?.tid)
  })

  it('end at the expiry of a token, by the clock that the server was given', async () => {
    const service = await serve()
    const ada = await enter(service, 'ada', { expiresIn: 30 })
    service.clock.advance(29_999)
    expect(ada.closed).toEqual([])
    service.clock.advance(1)
    expect(ada.closed).toEqual([[closeReasons.token_expired.code, 'token_expired']])
  })

  it('have as many seats as config and policy say', async () => {
    const service = await serve({ room: { maxPeople: 1 } })
    await enter(service, 'ada')
    expect((await enter(service, 'bob')).closed).toEqual([[closeReasons.room_full.code, 'room_full']])
    const ruled = await serve({ policy: { rules: [{ rooms: '*', maxPeople: 1 }] } })
    await enter(ruled, 'ada')
    expect((await enter(ruled, 'bob')).closed).toEqual([[closeReasons.room_full.code, 'room_full']])
  })

  it('tell each person the servers that help them connect', async () => {
    const service = await serve({ room: { turn: { urls: ['turn:turn.example'], secret: 'north' } } })
    const { sent } = await enter(service, 'ada')
    expect(JSON.parse(sent[0] ?? '').iceServers).toEqual([
      { urls: ['turn:turn.example'], username: '1800000300:ada', credential: expect.any(String) },
    ])
  })

  it('say to try later when the policy fails', async () => {
    let failing = false
    const service = await serve({
      policy: {
        decide() {
          if (failing) throw new Error('the database is away')
          failing = true
          return { granted: true, publish: true }
        },
      },
    })
    expect((await enter(service, 'ada')).closed).toEqual([[closeReasons.try_later.code, 'try_later']])
  })

  it('ask for the signature where the config says so', async () => {
    const service = await serve({ room: { accept: 'signed' } })
    const { token } = await (await service.get('/v1/token?roomID=lobby', as('ada'))).json()
    const sealed = await enterWith(service, generateKitTokenForProduction(appId, token, 'lobby', 'ada', 'Ada'))
    expect(sealed.closed).toEqual([[closeReasons.token_unproven.code, 'token_unproven']])
    expect((await enter(service, 'ada')).closed).toEqual([])
  })

  it('are left by everybody when the server closes, and that is kept before the store is', async () => {
    const service = await serve()
    const guests = [await enter(service, 'ada'), await enter(service, 'bob')]
    await service.close()
    for (const { closed } of guests) expect(closed).toEqual([[closeReasons.restart.code, 'restart']])
    expect(service.store.rows.slice(-2).map(({ event, userId, reason }) => [event, userId, reason])).toEqual([
      ['room.left', 'ada', 'restart'],
      ['room.left', 'bob', 'restart'],
    ])
    expect(service.log.lines).toEqual([])
  })
})
