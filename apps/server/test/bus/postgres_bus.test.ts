import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest'
import { createPostgresBus } from '../../src/bus/postgres_bus.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient, eventually } from '../patience.ts'
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
