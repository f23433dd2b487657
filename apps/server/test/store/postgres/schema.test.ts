import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { verifyAudit } from '../../../src/audit/export.ts'
import { goBack } from '../../../src/store/going_back.ts'
import { createClient } from '../../../src/store/postgres/connections.ts'
import { openPostgresStore } from '../../../src/store/postgres/postgres_store.ts'
import { migrate } from '../../../src/store/postgres/schema.ts'
import { steps } from '../../../src/store/postgres/steps.ts'
import type { Store } from '../../../src/store/store.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../../hosts/postgres.ts'
import { bePatient } from '../../patience.ts'
import { entryOf } from '../contract.ts'

bePatient()

let host: PostgresHost

/** All steps, and those of a newer version in SQL. */
async function migrateTo(url: string, ...newer: readonly string[]): Promise<void> {
  const client = createClient({ url })
  await client.connect()
  try {
    await migrate(client, [...steps, ...newer.map((up) => ({ up }))])
  } finally {
    await client.end()
  }
}
const versionOf = async (url: string) => (await host.query('select version from roompass.schema', url))[0]?.['version']
const columnsOf = async (url: string) =>
  (
    await host.query(
      "select column_name from information_schema.columns where table_schema = 'roompass' and table_name = 'audit'",
      url,
    )
  ).map(({ column_name: name }) => name)

describe.skipIf(!hasPostgres)('bringing a Postgres up to date', () => {
  beforeAll(async () => {
    host = await startPostgres()
  })
  afterAll(() => host?.end())

  it('happens once, however many processes start at the same moment', async () => {
    const url = await host.database()
    const counted = ['create table roompass.notes (n int)', 'insert into roompass.notes values (1)']
    await Promise.all(Array.from({ length: 6 }, () => migrateTo(url, ...counted)))
    expect(await host.query('select * from roompass.notes', url)).toEqual([{ n: 1 }])
    expect(await versionOf(url)).toBe(steps.length + 2)
  })

  it('undoes a step that fails, with all that it did, and keeps those before it', async () => {
    const url = await host.database()
    const failing = [
      'alter table roompass.audit add column one text',
      'alter table roompass.audit add column two text; insert into roompass.nowhere values (1)',
    ]
    await expect(migrateTo(url, ...failing)).rejects.toThrow('nowhere')
    expect(await versionOf(url)).toBe(steps.length + 1)
    expect(await columnsOf(url)).toContain('one')
    expect(await columnsOf(url)).not.toContain('two')
    await migrateTo(url, ...failing.toSpliced(-1, 1, 'alter table roompass.audit add column two text'))
    expect(await columnsOf(url)).toContain('two')
  })

  it('refuses what a newer version made, and leaves it as it is', async () => {
    const url = await host.database()
    await migrateTo(url, 'create table roompass.future (n int)')
    await expect(openPostgresStore({ url })).rejects.toThrow('newer version of Roompass')
    expect(await versionOf(url)).toBe(steps.length + 1)
  })

  it('needs no rights beyond its schema where somebody made that', async () => {
    const url = await host.database()
    await host.query(
      `drop role if exists clerk; create role clerk login; create schema roompass authorization clerk`,
      url,
    )
    const store = await openPostgresStore({ url: url.replace('tests@', 'clerk@') })
    await store.recordAudit(entryOf())
    await store.close()
  })

  it('fails nobody who writes and reads meanwhile, whether it works or is undone', async () => {
    const url = await host.database()
    const store = await openPostgresStore({ url })
    onTestFinished(() => store.close())
    const load = { going: true, written: 0 }
    const write = async (): Promise<void> => {
      while (load.going) {
        await store.recordAudit(entryOf())
        await store.findAudit({ limit: 10 })
        load.written += 1
      }
    }
    const writers = Promise.all(Array.from({ length: 8 }, write))
    const added = 'alter table roompass.audit add column note text; create index on roompass.audit (note)'
    await migrateTo(url, added)
    const before = load.written
    await expect(
      migrateTo(url, added, 'alter table roompass.audit add column other text; select 1 / 0'),
    ).rejects.toThrow('division by zero')
    await migrateTo(url, added, 'alter table roompass.audit add column other text')
    expect(load.written).toBeGreaterThan(before)
    load.going = false
    await writers
    expect(await verifyAudit(store)).toMatchObject({ whole: true, head: { seq: load.written } })
  })

  it('waits for its locks in short turns, so that one long transaction does not stop everybody', async () => {
    const url = await host.database()
    const store = await openPostgresStore({ url })
    onTestFinished(() => store.close())
    const reader = host.query('begin; select * from roompass.audit; select pg_sleep(1.5); commit', url)
    const step = 'alter table roompass.audit add column note text'
    const migrating = migrateTo(url, step)
    const slowest = { ms: 0 }
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now()
      await store.recordAudit(entryOf())
      slowest.ms = Math.max(slowest.ms, performance.now() - began)
      await new Promise((later) => setTimeout(later, 50))
    }
    await Promise.all([reader, migrating])
    expect(slowest.ms).toBeLessThan(1200)
    expect(await columnsOf(url)).toContain('note')
  })

  // Hosters set such a limit for whoever connects: a step over millions of rows was ended by it, and so was whoever waited for another's.
  it('takes the time that it needs, whatever limit the database has for a statement', async () => {
    const url = await host.database()
    await migrateTo(url)
    await host.query(`alter database ${new URL(url).pathname.slice(1)} set statement_timeout = '200ms'`)
    const slow = 'alter table roompass.audit add column note text; select pg_sleep(0.6)'
    await Promise.all([migrateTo(url, slow), migrateTo(url, slow)])
    expect(await columnsOf(url)).toContain('note')
  })

  // Its session kept the locks of the step until TCP gave up, hours later, and nobody could write.
  it('stops nobody for longer than seconds when the process that is at a step vanishes', async () => {
    const url = await host.database()
    const store = await openPostgresStore({ url })
    onTestFinished(() => store.close())
    const client = createClient({ url })
    await client.connect()
    onTestFinished(() => client.end())
    const reached = Promise.withResolvers<void>()
    const vanishing = new Proxy(client, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name)
        return (sql: string, ...rest: readonly []) => {
          if (!sql.startsWith('update roompass.schema')) return target.query(sql, ...rest)
          reached.resolve()
          return new Promise(() => undefined)
        }
      },
    })
    void migrate(vanishing, [...steps, { up: 'alter table roompass.audit add column note text' }])
    await reached.promise
    const began = performance.now()
    await expect
      .poll(
        () =>
          store.recordAudit(entryOf()).then(
            () => 'written',
            () => 'not',
          ),
        { timeout: 15_000 },
      )
      .toBe('written')
    expect(performance.now() - began).toBeLessThan(9000)
    expect(await columnsOf(url)).not.toContain('note')
    await migrateTo(url, 'alter table roompass.audit add column note text')
  })

  // It took the lock of the row first and that of the table then, for which it waited for those who waited for the row: half a second, again and again.
  it('goes back without waiting for those who wait for it', async () => {
    const times: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const url = await host.database()
      const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ url })))
      const load = { going: true, written: 0 }
      const write = async (store: Store): Promise<void> => {
        while (load.going) {
          await store.recordAudit(entryOf()).then(
            () => (load.written += 1),
            () => new Promise((later) => setTimeout(later, 20)),
          )
        }
      }
      const writers = [...stores, ...stores].map(write)
      await expect.poll(() => load.written).toBeGreaterThan(50)
      const began = performance.now()
      await goBack(url, 1)
      times.push(performance.now() - began)
      load.going = false
      await Promise.all(writers)
      await Promise.all(stores.map((store) => store.close()))
    }
    expect(Math.min(...times)).toBeLessThan(500)
  })
})
