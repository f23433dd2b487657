import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { verifyAudit } from '../../../src/audit/export.ts'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { migrate } from '../../../src/store/sqlite/schema.ts'
import { steps } from '../../../src/store/sqlite/steps.ts'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite_store.ts'
import { ownFolder } from '../../folder.ts'
import { entryOf, plain } from '../contract/kinds.ts'

const versionOf = (database: DatabaseSync) => database.prepare('pragma user_version').get()
const tables = (database: DatabaseSync) =>
  database
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .all()
    .map(({ name }) => name)

/** The database as version 0.1.0 made it, with rows. */
function makeFirstVersion(path: string, rows: number): void {
  const database = new DatabaseSync(path)
  database.exec(`
    pragma journal_mode = wal;
    create table audit (
      seq integer primary key autoincrement, at integer not null, event text not null, actor text, app_id integer,
      user_id text, room_id text, tid text, kid text, expires_at integer, reason text, network text
    ) strict;
    create index audit_by_user on audit (user_id, seq);
    create index audit_by_room on audit (room_id, seq);
    create index audit_by_tid on audit (tid) where tid is not null;
    pragma user_version = 1;
    begin;`)
  const insert = database.prepare("insert into audit (at, event, user_id) values (?, 'token.issued', ?)")
  for (let n = 1; n <= rows; n += 1) insert.run(1000 + n, `user-${n}`)
  database.exec('commit')
  database.close()
}

describe('bringing a database up to date', () => {
  it('makes what is missing and keeps what is there', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const first = openDatabase(path)
    first.commit([{ do: 'record', entry: entryOf({ userId: 'ada' }) }])
    first.close()
    const second = openDatabase(path)
    expect(second.findAudit({ userId: 'ada', limit: 10 })).toHaveLength(1)
    second.close()
  })

  it('takes the rows of the first version into the chain, and goes on from there', { timeout: 30_000 }, async () => {
    const path = join(await ownFolder(), 'roompass.db')
    makeFirstVersion(path, 2345)
    const store = await openSqliteStore({ path })
    expect((await plain(store, { limit: 2 })).map(({ seq, userId, at }) => [seq, userId, at])).toEqual([
      [2345, 'user-2345', 3345],
      [2344, 'user-2344', 3344],
    ])
    await store.recordAudit(entryOf())
    expect(await verifyAudit(store)).toMatchObject({ whole: true, head: { seq: 2346 } })
    await store.close()
  })

  it('starts from a database that has no version, whatever else is in it', () => {
    const database = new DatabaseSync(':memory:')
    database.exec("create table notes (text); insert into notes values ('mine')")
    migrate(database)
    expect(versionOf(database)).toEqual({ user_version: steps.length })
    expect(database.prepare('select * from notes').all()).toEqual([{ text: 'mine' }])
    expect(database.prepare('select count(*) as n from audit').get()).toEqual({ n: 0 })
  })

  it('undoes a step that fails, and keeps those before it', () => {
    const database = new DatabaseSync(':memory:')
    const wanted = ['create table one (n)', 'create table two (n); create table one (n)'].map((sql) => ({
      up: (db: DatabaseSync) => db.exec(sql),
    }))
    expect(() => migrate(database, wanted)).toThrow('one already exists')
    expect(versionOf(database)).toEqual({ user_version: 1 })
    expect(tables(database)).toEqual(['one'])
    expect(database.isTransaction).toBe(false)
  })

  it('takes each step once', () => {
    const database = new DatabaseSync(':memory:')
    const taken: number[] = []
    const step = (n: number) => ({ up: () => void taken.push(n) })
    migrate(database, [step(1)])
    migrate(database, [step(1), step(2), step(3)])
    migrate(database, [step(1), step(2), step(3)])
    expect(taken).toEqual([1, 2, 3])
  })

  it('locks nothing where nothing is to be done', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    openDatabase(path).close()
    const writer = new DatabaseSync(path)
    writer.exec('begin immediate')
    const database = openDatabase(path)
    writer.exec('commit')
    database.commit([{ do: 'record', entry: entryOf() }])
    database.close()
    writer.close()
  })

  // Two servers that started at once on a large database: the second one gave up after two seconds, while the first took a step.
  it('waits for another process that is at a step', { timeout: 30_000 }, async () => {
    const path = join(await ownFolder(), 'roompass.db')
    makeFirstVersion(path, 10)
    const other = new Worker(
      `const database = new (require('node:sqlite').DatabaseSync)(${JSON.stringify(path)})
      database.exec('begin immediate')
      require('node:worker_threads').parentPort.postMessage('begun')
      setTimeout(() => (database.exec('commit'), database.close()), 3000)`,
      { eval: true },
    )
    await once(other, 'message')
    const database = openDatabase(path)
    expect(database.findAudit({ limit: 20 })).toHaveLength(10)
    database.close()
    await once(other, 'exit')
  })

  it('refuses what a newer version made', () => {
    const database = new DatabaseSync(':memory:')
    database.exec(`pragma user_version = ${steps.length + 1}`)
    expect(() => migrate(database)).toThrow('newer version of Roompass')
    expect(database.isTransaction).toBe(false)
  })
})
