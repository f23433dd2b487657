import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examineStore } from '../../src/examine/store.ts'
import { openPostgresStore } from '../../src/store/postgres/postgres_store.ts'
import { openSqliteStore } from '../../src/store/sqlite/sqlite_store.ts'
import { ownFolder } from '../folder.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient } from '../patience.ts'

bePatient()

describe('looking at the embedded database', () => {
  it('makes nothing where there is none', async () => {
    const folder = await ownFolder()
    const facts = await examineStore(join(folder, 'roompass.db'))
    expect(facts).toMatchObject({ kind: 'sqlite', there: false, version: 0 })
    expect(await readdir(folder)).toEqual([])
  })

  it('says how old its tables are, while a server has it open', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await openSqliteStore({ path })
    const facts = await examineStore(path)
    await store.close()
    expect(facts).toMatchObject({ there: true, version: facts.known })
    expect(facts.known).toBeGreaterThan(1)
  })

  it('leaves an older one as old as it is', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const old = new DatabaseSync(path)
    old.exec('pragma user_version = 1')
    old.close()
    expect(await examineStore(path)).toMatchObject({ there: true, version: 1 })
    expect(await examineStore(path)).toMatchObject({ version: 1 })
  })

  it('tells of a file that is no database, and of a folder that is not there', async () => {
    const folder = await ownFolder()
    await writeFile(
      join(folder, 'text.db'),
      'This is a letter, not a database; it is long enough to be neither.'.repeat(20),
    )
    await expect(examineStore(join(folder, 'text.db'))).rejects.toThrow('file is not a database')
    await expect(examineStore(join(folder, 'gone', 'a.db'))).rejects.toThrow('folder of the database file')
  })
})

describe.skipIf(!hasPostgres)('looking at a Postgres', () => {
  let host: PostgresHost
  beforeAll(async () => {
    host = await startPostgres()
  })
  afterAll(() => host?.end())

  it('makes nothing where there is nothing yet', async () => {
    const url = await host.database()
    const facts = await examineStore(url)
    expect(facts).toMatchObject({
      kind: 'postgres',
      server: expect.stringMatching(/^\d+\.\d+$/),
      version: 0,
      mayChangeTables: true,
      readOnly: false,
      synchronousCommit: 'on',
      fsync: 'off',
      encrypted: false,
    })
    expect(await host.query("select to_regnamespace('roompass') as there", url)).toEqual([{ there: null }])
  })

  it('says how old its tables are, what it may do, and how safe its commits are', async () => {
    const url = await host.database()
    await (await openPostgresStore({ url })).close()
    const name = new URL(url).pathname.slice(1)
    await host.query(`create role reader login; alter database ${name} set synchronous_commit = off`)
    await host.query('grant usage on schema roompass to reader; grant select on roompass.schema to reader', url)
    const facts = await examineStore(url.replace('tests@', 'reader@'))
    expect(facts).toMatchObject({ version: facts.known, mayChangeTables: false, synchronousCommit: 'off' })
  })

  it('tells of a database that is read only, one that is not there, and one that does not answer', async () => {
    const url = await host.database()
    await host.query(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
    expect(await examineStore(url)).toMatchObject({ readOnly: true })
    await expect(examineStore(`${url}x`)).rejects.toThrow('does not exist')
    await expect(examineStore('postgres://ada:lovelace@127.0.0.1:1/x')).rejects.toThrow(/^(?!.*lovelace).*ECONNREFUSED/)
  })
})
