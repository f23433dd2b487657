// Two nodes on one Postgres: who logs out on one of them is logged out on the other, with hints and without, and also on one that starts later.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass, type Roompass } from '../../src/app.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { createPostgresBus } from '../../src/bus/postgres_bus.ts'
import type { Bus } from '../../src/bus/bus.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient, eventually } from '../patience.ts'
import { asOperator, config } from '../service.ts'

bePatient()

let postgres: PostgresHost
const https = 'https://rooms.example'

async function node(url: string, bus: Bus): Promise<Roompass> {
  const roompass = await createRoompass(config, {
    store: await openPostgresStore({ url }),
    bus,
    log: createCapturedLog(),
  })
  onTestFinished(() => roompass.close())
  await eventually(() => bus.connected).toBe(true)
  return roompass
}

async function ask({ fetch }: Roompass, method: string, path: string, cookie = '', body?: unknown): Promise<Response> {
  const headers = { 'sec-fetch-site': 'same-origin', origin: https, 'content-type': 'application/json', cookie }
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  return fetch(new Request(`${https}${path}`, init))
}

describe.skipIf(!hasPostgres)('a log-out', () => {
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  it.each<[string, (url: string) => Bus]>([
    ['with hints of Postgres', (url) => createPostgresBus({ url })],
    ['without any hint', createLocalBus],
  ])('on one node ends the session on every other, %s', async (_how, createBus) => {
    const url = await postgres.database()
    const [one, other] = [await node(url, createBus(url)), await node(url, createBus(url))]
    const begun = await ask(one, 'POST', '/v1/session', '', { apiKey: asOperator['x-api-key'] })
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const statusOn = async (roompass: Roompass): Promise<number> =>
      (await ask(roompass, 'GET', '/v1/session', cookie)).status
    expect([await statusOn(one), await statusOn(other)]).toEqual([200, 200])
    expect((await ask(one, 'DELETE', '/v1/session', cookie)).status).toBe(204)
    expect(await statusOn(one)).toBe(401)
    await eventually(() => statusOn(other)).toBe(401)
    expect(await statusOn(await node(url, createLocalBus()))).toBe(401)
  })
})
