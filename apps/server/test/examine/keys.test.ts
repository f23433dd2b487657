import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRoompass } from '../../src/app.ts'
import { loadConfig } from '../../src/config/settings.ts'
import { examineKeys } from '../../src/examine/keys.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ownFolder } from '../folder.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient } from '../patience.ts'
import { config } from '../service.ts'

bePatient()

const [right, another] = ['3f9a1c77', '71c0de52'].map((half) => `${half}8be2450d`.repeat(4))

async function looksAfterAStart(database: string): Promise<void> {
  const settings = (encryptionKey: string) => loadConfig({ file: { ...config, keys: { encryptionKey }, database } })
  expect(await examineKeys(settings(right ?? ''))).toEqual({ kept: 0, closed: [] })
  await (await createRoompass(settings(right ?? ''), { log: createCapturedLog() })).close()
  expect(await examineKeys(settings(right ?? ''))).toEqual({ kept: 1, closed: [] })
  const { kept, closed } = (await examineKeys(settings(another ?? ''))) ?? {}
  expect({ kept, closed }).toEqual({ kept: 1, closed: [expect.stringMatching(/^[\da-f]{8}$/)] })
}

describe('looking at the keys that a database keeps', () => {
  it('is not done where those of the config count', async () => {
    expect(await examineKeys(loadConfig({ file: { ...config, database: '/nowhere/at/all.db' } }))).toBeNull()
  })

  it('says which this config opens: in a file', async () => {
    await looksAfterAStart(join(await ownFolder(), 'roompass.db'))
  })

  describe.skipIf(!hasPostgres)('and', () => {
    let host: PostgresHost
    beforeAll(async () => {
      host = await startPostgres()
    })
    afterAll(() => host?.end())

    it('in a Postgres', async () => {
      await looksAfterAStart(await host.database())
    })
  })
})
