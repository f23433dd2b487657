// Two processes that write the same file: neither waits for long while the other writes on and on.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { auditEntry } from '../../../src/audit/entry.ts'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite_store.ts'
import { createWriteTurns } from '../../../src/store/sqlite/write_turns.ts'
import { ownFolder } from '../../folder.ts'
import { bePatient, eventually } from '../../patience.ts'

bePatient()

const writer = fileURLToPath(new URL('../writer.ts', import.meta.url))

it('lets whoever waits write before those who have just written', async () => {
  const path = join(await ownFolder(), 'roompass.db')
  const store = await openSqliteStore({ path })
  onTestFinished(() => store.close())
  const other = spawn(process.execPath, ['--conditions=source', writer, path, 'other'], { stdio: 'ignore' })
  onTestFinished(() => void other.kill('SIGKILL'))
  await eventually(async () => (await store.auditHead()).seq).toBeGreaterThan(50)
  const between: number[] = []
  for (let n = 0; n < 100; n += 1) {
    const { seq } = await store.auditHead()
    await store.recordAudit(auditEntry({ at: n, event: 'token.issued', userId: 'own' }))
    const [own] = await store.findAudit({ userId: 'own', limit: 1 })
    between.push(own!.seq - seq - 1)
  }
  // The other writes three rows at a time: it is mostly three that come between. With SQLite's own pauses it was hundreds, now and then.
  expect(between.toSorted((a, b) => a - b)[98]).toBeLessThan(60)
})

it('says that the file is locked when nobody ends', async () => {
  const path = join(await ownFolder(), 'roompass.db')
  const [one, other] = [new DatabaseSync(path), new DatabaseSync(path)]
  onTestFinished(() => {
    one.close()
    other.close()
  })
  one.exec('pragma journal_mode = wal; create table t (x)')
  const inTurn = createWriteTurns(other)
  one.exec('begin immediate')
  expect(() => inTurn(() => other.exec('insert into t values (1)'))).toThrow('database is locked')
  one.exec('rollback')
  inTurn(() => other.exec('insert into t values (2)'))
  expect(() =>
    inTurn(() => {
      other.exec('insert into t values (3)')
      throw new Error('on second thoughts')
    }),
  ).toThrow('on second thoughts')
  expect(one.prepare('select x from t').all()).toEqual([{ x: 2 }])
})
