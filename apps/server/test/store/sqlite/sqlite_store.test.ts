import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite_store.ts'
import { StoreUnavailable, type Store } from '../../../src/store/store.ts'
import { ownFolder } from '../../folder.ts'
import { entryOf, storeContract } from '../contract.ts'
import { expectOnlyGuiltyFail } from '../guilty.ts'
import { bePatient } from '../../patience.ts'

bePatient()

storeContract({
  name: 'SQLite in a file',
  canFail: true,
  async open() {
    const path = join(await ownFolder(), 'roompass.db')
    return {
      store: await openSqliteStore({ path }),
      reopen: () => openSqliteStore({ path }),
      outage: () => lock(path),
    }
  },
})

storeContract({
  name: 'SQLite in memory',
  canFail: false,
  open: async () => ({ store: await openSqliteStore({ path: ':memory:' }) }),
})

/** Somebody else writes and does not end. */
function lock(path: string): () => void {
  const other = new DatabaseSync(path)
  other.exec('begin immediate')
  return () => {
    other.exec('rollback')
    other.close()
  }
}

async function open(path: string): Promise<Store> {
  const store = await openSqliteStore({ path })
  onTestFinished(() => store.close())
  return store
}

/** How many commits the write-ahead log holds: the last frame of each one names the size of the database. */
async function commitsIn(path: string): Promise<number> {
  const log = await readFile(`${path}-wal`)
  const frame = 24 + log.readUInt32BE(8)
  let commits = 0
  for (let at = 32; at < log.length; at += frame) if (log.readUInt32BE(at + 4) !== 0) commits += 1
  return commits
}

describe('the file of the store', () => {
  it('is readable by its owner alone, with all that lies beside it', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await open(path)
    await store.recordAudit(entryOf())
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('waits for the disk once for many entries', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await open(path)
    await store.recordAudit(entryOf())
    const before = await commitsIn(path)
    await Promise.all(Array.from({ length: 150 }, () => store.recordAudit(entryOf())))
    // The first of them keep the disk busy while the others come.
    expect((await commitsIn(path)) - before).toBe(2)
  })

  it('fails a write that cannot be, and no other of its batch', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await open(path)
    const other = new DatabaseSync(path)
    other.exec(
      `create trigger no_eve before insert on audit when new.user_id = 'eve' begin select raise(abort, 'no'); end;
       create trigger no_key before insert on keys when new.kid = 'eeeeeeee' begin select raise(abort, 'no'); end;`,
    )
    other.close()
    await expectOnlyGuiltyFail(store)
  })

  it('is searched beside the writing: whoever looks for something rare holds up nobody', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await open(path)
    const other = new DatabaseSync(path)
    other.exec(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 40000)
       insert into audit (seq, at, event, prev, hash) select i, i, 'token.issued', '', '' from n;
       update heads set audit_seq = 40000`,
    )
    other.close()
    await store.findAudit({ event: 'keys.changed' })
    const order: string[] = []
    const searches = Array.from({ length: 250 }, () =>
      store.findAudit({ event: 'keys.changed' }).then(() => order.push('search')),
    )
    const write = store.recordAudit(entryOf()).then(() => order.push('write'))
    await Promise.all([...searches, write])
    expect(order.indexOf('write')).toBeLessThan(250)
  })

  it('drops what has expired in portions, so that nobody waits for all of it', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const commits: number[] = []
    const store = await openSqliteStore({ path }, ({ writes }) => commits.push(writes))
    onTestFinished(() => store.close())
    const other = new DatabaseSync(path)
    onTestFinished(() => other.close())
    const count = (table: string) => Number(other.prepare(`select count(*) as n from ${table}`).get()?.['n'])
    other.exec(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 4500)
       insert into uses select 'tid' || i, iif(i <= 4000, 1000, unixepoch() + 3600), 'h', null from n;
       insert into ended_sessions (id, until) select tid, until from uses;
       insert into nodes values ('http://gone', 'a', 1, unixepoch() * 1000 - 700000), ('http://here', 'b', 1, unixepoch() * 1000)`,
    )
    await store.sweep(Math.floor(Date.now() / 1000))
    expect([count('uses'), count('ended_sessions'), count('nodes')]).toEqual([500, 500, 1])
    expect(commits.length).toBeGreaterThanOrEqual(4)
  })

  it('takes the writes of two processes, as when one takes over from the other', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const stores = await Promise.all([open(path), open(path)])
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => stores[i % 2]!.recordAudit(entryOf({ userId: `user-${i}` }))),
    )
    const rows = await stores[0].findAudit({})
    expect(new Set(rows.map(({ userId }) => userId)).size).toBe(40)
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => 40 - i))
  })

  it.each([
    ['a folder that is not there', async (folder: string) => join(folder, 'nowhere', 'roompass.db')],
    ['a folder in its place', async (folder: string) => folder],
    [
      'a file that is no database',
      async (folder: string) => {
        await writeFile(join(folder, 'notes.txt'), 'these are notes, not a database\n'.repeat(200))
        return join(folder, 'notes.txt')
      },
    ],
  ])('cannot be opened where there is %s', async (_, prepare) => {
    const path = await prepare(await ownFolder())
    await expect(openSqliteStore({ path })).rejects.toThrow(StoreUnavailable)
  })

  it('is left as it is when a newer version made it', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const newer = new DatabaseSync(path)
    newer.exec('create table audit (everything text); pragma user_version = 9999')
    newer.close()
    await expect(openSqliteStore({ path })).rejects.toThrow(/newer version of Roompass/)
    const same = new DatabaseSync(path)
    onTestFinished(() => same.close())
    expect(same.prepare('pragma user_version').get()).toEqual({ user_version: 9999 })
    expect(same.prepare('select sql from sqlite_schema').all()).toEqual([
      { sql: 'CREATE TABLE audit (everything text)' },
    ])
  })
})

async function storeWithThread(): Promise<{ store: Store; thread: Worker }> {
  const path = join(await ownFolder(), 'roompass.db')
  const started = new Promise<Worker>((found) => process.once('worker', found))
  return { store: await open(path), thread: await started }
}

describe('the thread of the store', () => {
  it('may die: what was under way fails, what comes later finds a new one, and nothing acknowledged is lost', async () => {
    const { store, thread } = await storeWithThread()
    await store.recordAudit(entryOf({ userId: 'kept' }))
    const underWay = store.recordAudit(entryOf({ userId: 'perhaps' }))
    void thread.terminate()
    await expect(underWay).rejects.toThrow(StoreUnavailable)
    await store.check()
    await store.recordAudit(entryOf({ userId: 'later' }))
    const users = (await store.findAudit({})).map(({ userId }) => userId)
    expect(users.filter((userId) => userId !== 'perhaps')).toEqual(['later', 'kept'])
  })

  it('may die while nothing is asked of it', async () => {
    const { store, thread } = await storeWithThread()
    await thread.terminate()
    await store.recordAudit(entryOf())
    expect(await store.findAudit({})).toHaveLength(1)
  })

  it('may be dead when the store is closed', async () => {
    const { store, thread } = await storeWithThread()
    await thread.terminate()
    await store.close()
  })

  it('is not given more than it can carry', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const store = await open(path)
    const calls = Array.from({ length: 10_500 }, () => store.recordAudit(entryOf()))
    const outcomes = await Promise.allSettled(calls)
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]).toHaveProperty('reason.message', expect.stringContaining('too much is waiting'))
    const [newest] = await store.findAudit({ limit: 1 })
    expect(newest?.seq).toBe(outcomes.length - refused.length)
  })
})
