import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createPostgresBus } from '../../src/bus/postgres_bus.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient, eventually, timeOf } from '../patience.ts'
import { entryOf } from '../store/contract.ts'
import { revocationOf } from '../store/contract/revocations.ts'
import { busContract, heardBy, opened } from './contract.ts'

bePatient()

let [host, url]: [PostgresHost | undefined, string] = [undefined, '']
const open = async (count: number) => Array.from({ length: count }, () => createPostgresBus({ url }))

describe.skipIf(!hasPostgres)('with a real Postgres', () => {
  beforeAll(async () => {
    host = await startPostgres()
    url = await host.database()
  })
  afterAll(() => host?.end())

  busContract({
    name: 'Postgres',
    open,
    async outage() {
      await host!.stop('immediate')
      return () => host!.start()
    },
  })

  // Once a server that ended waited for a database that took connections and said nothing more, for as long as the network did.
  it('closes also while the line takes connections and answers nothing more', async () => {
    let [through, listened] = [true, false]
    const database = new URL(url)
    const port = Number(database.port)
    const between = createServer((client) => {
      const server = connect(port, database.hostname)
      client.on('data', (data) => {
        if (data.includes('listen ')) [through, listened] = [false, true]
        if (through) server.write(data)
      })
      server.on('data', (data) => through && client.write(data))
      for (const one of [client, server]) one.on('error', () => undefined)
      client.on('close', () => server.destroy())
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void between.close())
    await once(between, 'listening')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
    database.port = String((between.address() as AddressInfo).port)
    const bus = createPostgresBus({ url: database.href })
    await eventually(() => listened).toBe(true)
    expect(await timeOf(bus.close())).toBeLessThan(3000)
  })

  it('hears what the store commits on another node, revocations and keys', async () => {
    const [bus] = await opened({ open }, 1)
    const store = await openPostgresStore({ url })
    onTestFinished(() => store.close())
    const heard = heardBy(bus!)
    await store.recordAudit(entryOf())
    const { id } = await store.revoke(revocationOf(), entryOf())
    await eventually(() => heard).toEqual(['revocations'])
    await store.undoRevocation({ id, by: 'admin', at: 1 }, entryOf())
    await eventually(() => heard).toEqual(['revocations', 'revocations'])
    await store.addKey({ appId: 1, kid: 'aaaaaaaa', sealed: Uint8Array.of(1), at: 1 }, entryOf())
    await eventually(() => heard).toEqual(['revocations', 'revocations', 'keys'])
  })
})
