// Two nodes on one Postgres: a key that is changed on one of them is changed on both, and nobody inside notices more than they must.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass, type Roompass } from '../../src/app.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { createPostgresBus } from '../../src/bus/postgres_bus.ts'
import type { Bus } from '../../src/bus/bus.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient, eventually } from '../patience.ts'
import { as, config, origin } from '../service.ts'

bePatient()

const encryptionKey = '6f1d0b3c5a9e48d27710fe4b8c2a96d3e5b70142c8fd9a3617be50d48f2c6ea1'
let postgres: PostgresHost

async function node(url: string, bus: Bus = createPostgresBus({ url })): Promise<Roompass> {
  const parts = { store: await openPostgresStore({ url }), bus, log: createCapturedLog() }
  const roompass = await createRoompass({ ...config, keys: { encryptionKey } }, parts)
  onTestFinished(() => roompass.close())
  await eventually(() => bus.connected).toBe(true)
  return roompass
}

async function tokenFrom(roompass: Roompass, userId = 'ada'): Promise<string> {
  const headers = { 'content-type': 'application/json', ...as(userId) }
  const request = new Request(`${origin}/v1/kit-tokens`, { method: 'POST', headers, body: '{"roomId":"lobby"}' })
  const response = await roompass.fetch(request)
  expect(response.status).toBe(201)
  return (await response.json()).kitToken
}

/** Somebody at the door: what they heard, in order, and the name of the close. */
function visit({ hub }: Roompass, kitToken: string) {
  const heard: { type: string; expiresAt?: number }[] = []
  const handler = hub.opened({
    send: (text) => heard.push(JSON.parse(text)),
    close: (_, reason) => heard.push({ type: reason }),
    bufferedAmount: 0,
  })
  const say = (message: object): void => handler.message(JSON.stringify(message))
  say({ type: 'hello', kitToken })
  const types = (): string[] => heard.map(({ type }) => type)
  return { heard, types, say }
}

async function wordAt(roompass: Roompass, kitToken: string): Promise<string> {
  const { types, say } = visit(roompass, kitToken)
  await eventually(() => types().length).toBeGreaterThan(0)
  say({ type: 'leave' })
  return types()[0]!
}

describe.skipIf(!hasPostgres)('two nodes on one Postgres', () => {
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  it('bring the secret of their config once, and mint with the same key', async () => {
    const url = await postgres.database()
    const [one, two] = await Promise.all([node(url), node(url)])
    expect(await one.keys.list()).toMatchObject([{ state: 'active' }])
    expect(await wordAt(two, await tokenFrom(one))).toBe('welcome')
  })

  it('rotate together: tokens of either key, from either node, open either door', async () => {
    const url = await postgres.database()
    const [one, two] = [await node(url), await node(url)]
    const before = await tokenFrom(two)
    const [, young] = await one.keys.rotate({}, 'ops')
    await eventually(() => two.keys.current().keys.find(({ state }) => state === 'active')?.kid).toBe(young?.kid)
    for (const roompass of [one, two])
      for (const kitToken of [before, await tokenFrom(one), await tokenFrom(two)])
        expect(await wordAt(roompass, kitToken)).toBe('welcome')
  })

  it('know a new key before it mints, without any hint', async () => {
    const url = await postgres.database()
    const [one, two] = [await node(url, createLocalBus()), await node(url, createLocalBus())]
    const kids = (): string[] => two.keys.current().keys.map(({ kid }) => kid)
    const rotated = one.keys.rotate({}, 'ops')
    await eventually(() => kids().length).toBe(2)
    expect((await one.keys.list()).map(({ state }) => state)).toEqual(['active', 'next'])
    expect(kids()).toContain((await rotated)[1]?.kid)
  })

  it('ask before they refuse: a key that nobody could have heard of yet opens the door', async () => {
    const url = await postgres.database()
    const [one, two] = [await node(url, createLocalBus()), await node(url, createLocalBus())]
    await one.keys.rotateAndRevoke({}, 'ops')
    expect(await wordAt(two, await tokenFrom(one))).toBe('welcome')
  })

  it('go on issuing after a leak, also a node that heard of the revocation and not of the key', async () => {
    const url = await postgres.database()
    const [one, two] = [await node(url, createLocalBus()), await node(url, createLocalBus())]
    const forged = await tokenFrom(one)
    await one.keys.rotateAndRevoke({}, 'ops')
    // Until it hears anything, within the second, it gives away what opens nothing; every request is answered all the while.
    const began = performance.now()
    const words: string[] = []
    for (let n = 0; n < 60; n += 1) {
      words.push(await wordAt(one, await tokenFrom(two, `user-${n % 20}`)))
      if (performance.now() - began > 2500) expect(words.at(-1)).toBe('welcome')
      await new Promise((later) => setTimeout(later, 50))
    }
    const after = words.slice(words.indexOf('welcome'))
    expect(new Set(after)).toEqual(new Set(['welcome']))
    for (const roompass of [one, two]) expect(await wordAt(roompass, forged)).toBe('token_foreign')
  })

  it('ask whoever is inside with a leaked key for a fresh token, at once, and let them stay who bring it', async () => {
    const url = await postgres.database()
    const [one, two] = [await node(url), await node(url)]
    const ada = visit(two, await tokenFrom(one))
    await eventually(ada.types).toEqual(['welcome'])
    const at = Math.floor(Date.now() / 1000)
    await one.keys.rotateAndRevoke({}, 'ops')
    await eventually(ada.types).toEqual(['welcome', 'expiring'])
    expect(ada.heard[1]?.expiresAt).toBeLessThanOrEqual(at + 32)
    ada.say({ type: 'renew', kitToken: await tokenFrom(two) })
    await eventually(ada.types).toEqual(['welcome', 'expiring', 'renewed'])
    expect(two.hub.rooms()[0]?.people[0]?.expiresAt).toBeGreaterThan(at + 600)
  })

  it('have no mercy with whoever was revoked for another reason', async () => {
    const url = await postgres.database()
    const [one, two] = [await node(url), await node(url)]
    const ada = visit(two, await tokenFrom(one))
    await eventually(ada.types).toEqual(['welcome'])
    await one.keys.rotateAndRevoke({}, 'ops')
    await one.revocations.revoke({ scope: { kind: 'user', userId: 'ada' } }, 'ops')
    await eventually(() => ada.types().at(-1)).toBe('token_revoked')
  })
})
