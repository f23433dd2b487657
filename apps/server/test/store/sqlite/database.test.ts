import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/store/sqlite/database.ts'
import { migrate } from '../../../src/store/sqlite/schema.ts'
import { ownFolder } from '../../folder.ts'
import { entryOf } from '../contract.ts'

describe('the embedded database', () => {
  it('keeps all of an append or nothing', () => {
    const database = openDatabase(':memory:')
    database({ do: 'append', entries: [entryOf({ userId: 'ada' })] })
    const wrong = { ...entryOf({ userId: 'eve' }), at: 1.5 }
    expect(() => database({ do: 'append', entries: [entryOf({ userId: 'bob' }), wrong] })).toThrow(/INTEGER/)
    expect(database({ do: 'find', query: {}, limit: 10 }).map(({ userId }) => userId)).toEqual(['ada'])
  })

  it('goes on after an append that failed', () => {
    const database = openDatabase(':memory:')
    expect(() => database({ do: 'append', entries: [{ ...entryOf(), at: 1.5 }] })).toThrow(/INTEGER/)
    expect(database({ do: 'check' })).toEqual([])
    database({ do: 'append', entries: [entryOf()] })
    expect(database({ do: 'find', query: {}, limit: 10 })).toHaveLength(1)
  })

  it('says nothing of an entry in what went wrong with it', () => {
    const database = openDatabase(':memory:')
    const wrong = { ...entryOf({ userId: 'secretive', reason: 'private' }), at: 1.5 }
    expect(() => database({ do: 'append', entries: [wrong] })).toThrow(/^(?!.*(?:secretive|private))/)
  })

  it('ignores what is asked for under a name that it does not know', () => {
    const database = openDatabase(':memory:')
    database({ do: 'append', entries: [entryOf()] })
    const query = JSON.parse('{"seq = 0 or 1": "x", "at": 0, "__proto__": 7}')
    expect(database({ do: 'find', query, limit: 10 })).toHaveLength(1)
  })

  it('writes ahead, so that whoever reads it from outside holds nobody up', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const database = openDatabase(path)
    const reader = new DatabaseSync(path)
    reader.exec('begin; select * from audit')
    database({ do: 'append', entries: [entryOf()] })
    reader.exec('rollback')
    expect(reader.prepare('select count(*) as n from audit').get()).toEqual({ n: 1 })
    reader.close()
    database({ do: 'close' })
  })

  it('does nothing after it was closed', () => {
    const database = openDatabase(':memory:')
    database({ do: 'close' })
    expect(() => database({ do: 'check' })).toThrow('database is not open')
  })
})

describe('bringing a database up to date', () => {
  it('makes what is missing and keeps what is there', async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const first = openDatabase(path)
    first({ do: 'append', entries: [entryOf({ userId: 'ada' })] })
    first({ do: 'close' })
    const second = openDatabase(path)
    expect(second({ do: 'find', query: { userId: 'ada' }, limit: 10 })).toHaveLength(1)
    second({ do: 'close' })
  })

  it('starts from a database that has no version, whatever else is in it', () => {
    const database = new DatabaseSync(':memory:')
    database.exec("create table notes (text); insert into notes values ('mine')")
    migrate(database)
    expect(database.prepare('pragma user_version').get()).toEqual({ user_version: 1 })
    expect(database.prepare('select * from notes').all()).toEqual([{ text: 'mine' }])
    expect(database.prepare('select count(*) as n from audit').get()).toEqual({ n: 0 })
  })

  it('undoes a step that fails', () => {
    const database = new DatabaseSync(':memory:')
    database.exec('create table notes (name); create index audit_by_room on notes (name)')
    expect(() => migrate(database)).toThrow('audit_by_room')
    expect(database.prepare('pragma user_version').get()).toEqual({ user_version: 0 })
    expect(database.prepare("select count(*) as n from sqlite_schema where name = 'audit'").get()).toEqual({ n: 0 })
    expect(database.isTransaction).toBe(false)
  })

  it('refuses what a newer version made', () => {
    const database = new DatabaseSync(':memory:')
    database.exec('pragma user_version = 2')
    expect(() => migrate(database)).toThrow('newer version of Roompass')
    expect(database.isTransaction).toBe(false)
  })
})
