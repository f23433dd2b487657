// Several processes on each of two machines that share a Postgres: one system where they know of each other, and two where they do not.
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enter, join } from '../../../server/test/http/guest.ts'
import { freePort } from '../../../server/test/hosts/command.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../../../server/test/hosts/postgres.ts'
import { eventually } from '../../../server/test/patience.ts'
import { startSystem, type System } from './system.ts'

let postgres: PostgresHost

/** The first of some ports that follow one another and are free at this moment. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = await freePort()
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)))
    if (free.every(Boolean)) return first
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

async function machine(database: string, port: number | null): Promise<System> {
  return startSystem(2, { database, ...(port === null ? {} : { node: { url: `http://127.0.0.1:${port}` } }) })
}

async function nodesSeenBy(system: System): Promise<number[]> {
  return [...(await system.metrics()).matchAll(/^roompass_nodes\{process="\d"\} (\d+)$/gm)].map(([, count]) =>
    Number(count),
  )
}

describe.skipIf(!hasPostgres)('two machines with two processes each', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 60_000)
  afterAll(() => postgres.end())

  it('are one system, at ports from that of node.url on', async () => {
    const database = await postgres.database()
    const ports = await freePorts(4)
    const [one, other] = [await machine(database, ports), await machine(database, ports + 2)]
    await eventually(async () => [await nodesSeenBy(one), await nodesSeenBy(other)]).toEqual([
      [4, 4],
      [4, 4],
    ])
    for (let n = 0; n < 6; n += 1) {
      const roomId = `room-${n}`
      const ada = await join(one.url, await one.tokenFor('ada', roomId))
      await join(other.url, await other.tokenFor('ben', roomId))
      expect((await ada.hear('joined')).person.userId).toBe('ben')
    }
    const { body } = await other.ask('GET', '/v1/rooms')
    expect(new Set(body.rooms.map(({ node }: { node: string }) => node)).size).toBeGreaterThan(1)
    const stranger = await fetch(`http://127.0.0.1:${ports}/v1/token`)
    expect(stranger.status).toBe(404)
    await expect(enter(`http://127.0.0.1:${ports}`)).rejects.toThrow('refused with 403')
  })

  it('have rooms of their own without node.url, and each says so once', async () => {
    const database = await postgres.database()
    const [one, other] = [await machine(database, null), await machine(database, null)]
    expect([await nodesSeenBy(one), await nodesSeenBy(other)]).toEqual([
      [2, 2],
      [2, 2],
    ])
    expect(one.events().filter(({ event }) => event === 'node_alone')).toEqual([
      expect.objectContaining({ process: 1 }),
    ])
    await join(one.url, await one.tokenFor('ada'))
    const { body } = await other.ask('GET', '/v1/rooms')
    expect(body.rooms).toEqual([])
  })
})
