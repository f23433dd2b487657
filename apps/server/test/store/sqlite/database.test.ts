import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../src/audit/entry.ts'
import { openDatabase, type Database } from '../../../src/store/sqlite/database.ts'
import { ownFolder } from '../../folder.ts'
import { entryOf } from '../contract.ts'

const append = (database: Database, ...entries: AuditEntry[]) =>
  database.commit(entries.map((entry) => ({ do: 'record', entry })))
const users = (database: Database) => database.findAudit({ limit: 10 }).map(({ userId }) => userId)

describe('the embedded database', () => {
  it('keeps all of a commit or nothing', () => {
    const database = openDatabase(':memory:')
    append(database, entryOf({ userId: 'ada' }))
    const wrong = { ...entryOf({ userId: 'eve' }), at: 1.5 }
    expect(() => append(database, entryOf({ userId: 'bob' }), wrong)).toThrow(/INTEGER/)
    expect(users(database)).toEqual(['ada'])
    expect(database.auditHead().seq).toBe(1)
  })

  it('goes on after a commit that failed', () => {
    const database = openDatabase(':memory:')
    expect(() => append(database, { ...entryOf(), at: 1.5 })).toThrow(/INTEGER/)
    database.check()
    append(database, entryOf())
    expect(users(database)).toHaveLength(1)
  })

  it('says nothing of an entry in what went wrong with it', () => {
    const database = openDatabase(':memory:')
    const wrong = { ...entryOf({ userId: 'secretive', reason: 'private' }), at: 1.5 }
    expect(() => append(database, wrong)).toThrow(/^(?!.*(?:secretive|private))/)
  })

  it('ignores what is asked for under a name that it does not know', () => {
    const database = openDatabase(':memory:')
    append(database, entryOf())
    const query = JSON.parse('{"seq = 0 or 1": "x", "at": 0, "__proto__": 7}')
    expect(database.findAudit({ ...query, limit: 10 })).toHaveLength(1)
  })

  it('writes ahead, so that whoever reads it from outside holds nobody up', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const database = openDatabase(path)
    const reader = new DatabaseSync(path)
    reader.exec('begin; select * from audit')
    append(database, entryOf())
    reader.exec('rollback')
    expect(reader.prepare('select count(*) as n from audit').get()).toEqual({ n: 1 })
    reader.close()
    database.close()
  })

  it.each(['update audit set reason = null', 'delete from audit', 'delete from audit where seq = 1'])(
    'lets nobody do by accident: %s',
    async (sql) => {
      const path = join(await ownFolder(), 'roompass.db')
      const database = openDatabase(path)
      append(database, entryOf())
      const other = new DatabaseSync(path)
      expect(() => other.exec(sql)).toThrow('the audit only grows')
      other.close()
      database.close()
    },
  )

  it('does nothing after it was closed', () => {
    const database = openDatabase(':memory:')
    database.close()
    expect(() => database.check()).toThrow('database is not open')
  })
})
