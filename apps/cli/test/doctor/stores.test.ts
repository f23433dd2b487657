import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openPostgresStore, openSqliteStore } from '@roompass/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, startPostgres, type PostgresHost } from '../../../server/test/hosts/postgres.ts'
import { hasRedis, startRedis, type RedisHost } from '../../../server/test/hosts/redis.ts'
import { database, redis } from '../../src/doctor/checks/stores.ts'
import { inFolder } from '../run.ts'
import { said, surroundings } from './surroundings.ts'

const look = (url: string): Promise<string[]> => said(database, surroundings({ database: url }))
const matching = (...patterns: readonly RegExp[]): unknown[] =>
  patterns.map((pattern) => expect.stringMatching(pattern))

describe('database', { timeout: 60_000 }, () => {
  it('knows a file that is yet to be made, one that is in use, a newer one, and what is none', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'roompass.db')
      expect(await look(path)).toEqual(['ok SQLite; the first start makes it'])
      await (await openSqliteStore({ path })).close()
      expect(await look(path)).toEqual(matching(/^ok SQLite, writable, tables of version \d+$/))
      const newer = new DatabaseSync(path)
      newer.exec('pragma user_version = 99')
      newer.close()
      expect(await look(path)).toEqual(matching(/^failed its tables are of version 99, .+ \| install the newer/))
      await writeFile(path, 'no database at all; only a letter of some length.'.repeat(40))
      expect(await look(path)).toEqual(matching(/^failed cannot be used: file is not a database \| /))
      expect(await look(join(folder, 'gone', 'a.db'))).toEqual(matching(/^failed cannot be used: the folder .+ \| /))
    })
  })

  describe.skipIf(!hasPostgres)('in a Postgres', () => {
    let host: PostgresHost
    beforeAll(async () => {
      host = await startPostgres()
    })
    afterAll(() => host?.end())

    it('says its version, what the first start will do, and what is not safe', async () => {
      const url = await host.database()
      // The server of the tests does not wait for its disk.
      expect(await look(url)).toEqual(
        matching(/^ok Postgres \d+\.\d+, the first start makes the tables$/, /^warning fsync is off/),
      )
      await (await openPostgresStore({ url })).close()
      await host.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`)
      expect(await look(url)).toEqual(
        matching(
          /^ok Postgres \d+\.\d+, tables of version \d+$/,
          /^warning fsync/,
          /^warning synchronous_commit is off .+ \| set it/,
        ),
      )
      await host.query('update roompass.schema set version = 99', url)
      expect(await look(url)).toEqual(matching(/^failed its tables are of version 99/))
    })

    it('tells of an account that may not make tables, of a replica, and of none that answers', async () => {
      const url = await host.database()
      await host.query('create role guest login')
      expect(await look(url.replace('tests@', 'guest@'))).toEqual(
        expect.arrayContaining(matching(/^failed this account may not make the tables.+ \| grant create/)),
      )
      await host.query(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
      expect(await look(url)).toEqual(matching(/^failed Postgres takes no writes here \| name the primary/))
      const gone = await look('postgres://ada:lovelace@127.0.0.1:1/rooms')
      expect(gone).toEqual(matching(/^failed cannot be used: .*ECONNREFUSED.* \| /))
      expect(gone.join()).not.toContain('lovelace')
    })
  })
})

describe.skipIf(!hasRedis)('redis', { timeout: 60_000 }, () => {
  let host: RedisHost
  beforeAll(async () => {
    host = await startRedis()
  })
  afterAll(() => host?.stop())

  it('says its version, why it cannot be used, and nothing where none is configured', async () => {
    const ask = (url: string): Promise<string[]> => said(redis, surroundings({ redis: url }))
    expect(await ask(host.url)).toEqual(matching(/^ok Redis \d+\.\d+\S*, answers in \d+ ms$/))
    const wrong = await ask(host.url.replace('//', '//ada:lovelace@'))
    expect(wrong).toEqual(matching(/^failed it cannot be used: WRONGPASS \| /))
    expect(wrong.join()).not.toContain('lovelace')
    expect(await said(redis, surroundings())).toEqual(['skipped none is configured'])
  })
})
