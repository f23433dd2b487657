// Nodes on one Postgres: of all who bring one token that is for one use at the same moment, wherever, one gets in (invariant I6).
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parseHubMessage } from '@roompass/room/protocol'
import { createRoompass, type Roompass } from '../../src/app.ts'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient, eventually } from '../patience.ts'
import { as, config, origin } from '../service.ts'

bePatient()

let postgres: PostgresHost

async function node(url: string): Promise<Roompass> {
  const roompass = await createRoompass(
    { ...config, tokens: { once: true }, room: { maxPeople: 100 } },
    { store: await openPostgresStore({ url }), bus: createLocalBus(), log: createCapturedLog() },
  )
  onTestFinished(() => roompass.close())
  return roompass
}

async function nodes(count: number, url: string): Promise<Roompass[]> {
  return Promise.all(Array.from({ length: count }, () => node(url)))
}

async function tokenFor(roompass: Roompass, userId: string): Promise<string> {
  const headers = { 'content-type': 'application/json', ...as(userId) }
  const body = JSON.stringify({ roomId: 'lobby' })
  const response = await roompass.fetch(new Request(`${origin}/v1/kit-tokens`, { method: 'POST', headers, body }))
  return (await response.json()).kitToken
}

interface Guest {
  /** The welcome, or the name of the close. */
  readonly first: string
  readonly useTicket: string | undefined
  vanish(): void
}

async function enter({ hub }: Roompass, kitToken: string, useTicket?: string): Promise<Guest> {
  let first = ''
  let ticket: string | undefined
  const handler = hub.opened({
    send(text) {
      const parsed = parseHubMessage(text)
      if (!parsed.ok || parsed.message.type !== 'welcome') return
      first ||= 'welcome'
      ticket = parsed.message.useTicket
    },
    close: (_, reason) => void (first ||= reason),
    bufferedAmount: 0,
  })
  handler.message(JSON.stringify({ type: 'hello', kitToken, ...(useTicket === undefined ? {} : { useTicket }) }))
  await eventually(() => first, { interval: 1 }).not.toBe('')
  return { first, useTicket: ticket, vanish: () => handler.closed() }
}

describe.skipIf(!hasPostgres)('a token that is for one use', () => {
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  it('lets one of many in who come at once to two nodes, whether or not they bring tickets of their own', async () => {
    const both = await nodes(2, await postgres.database())
    for (let round = 0; round < 10; round += 1) {
      const kitToken = await tokenFor(both[0]!, `user-${round}`)
      const guests = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          enter(both[i % 2]!, kitToken, round % 2 === 0 ? undefined : `of guest ${i}`),
        ),
      )
      expect(guests.map(({ first }) => first).toSorted((a, b) => a.localeCompare(b))).toEqual([
        ...Array.from({ length: 9 }, () => 'token_used'),
        'welcome',
      ])
      expect(both[0]!.hub.size + both[1]!.hub.size).toBe(round + 1)
    }
  })

  it('lets its holder in again on any node, also after all of them were restarted, and a copy on none', async () => {
    const url = await postgres.database()
    const before = await nodes(2, url)
    const kitToken = await tokenFor(before[0]!, 'ada')
    let page = await enter(before[0]!, kitToken, 'made by the page')
    for (let reload = 1; reload <= 20; reload += 1) {
      page.vanish()
      page = await enter(before[reload % 2]!, kitToken, page.useTicket)
      expect(page.first).toBe('welcome')
    }
    for (const one of before) expect((await enter(one, kitToken)).first).toBe('token_used')
    await Promise.all(before.map((one) => one.close()))

    const [after] = await nodes(1, url)
    expect((await enter(after!, kitToken)).first).toBe('token_used')
    expect((await enter(after!, kitToken, 'made by a thief')).first).toBe('token_used')
    expect((await enter(after!, kitToken, page.useTicket)).first).toBe('welcome')
  })

  it('lets nobody in while the database is away, and whoever comes first when it is back', async () => {
    const own = await startPostgres()
    onTestFinished(() => own.end())
    const [one] = await nodes(1, await own.database())
    const kitToken = await tokenFor(one!, 'ada')
    await own.stop('immediate')
    expect((await enter(one!, kitToken, 'made by the page')).first).toBe('try_later')
    await own.start()
    await eventually(async () => (await enter(one!, kitToken, 'made by the page')).first).toBe('welcome')
    expect((await enter(one!, kitToken)).first).toBe('token_used')
  })
})
