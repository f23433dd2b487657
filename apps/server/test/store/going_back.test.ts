// The way back is tried on both databases with the same tests: what it makes, what it keeps, and who is on it meanwhile.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { verifyAudit } from '../../src/audit/export.ts'
import { examineStore } from '../../src/examine/store.ts'
import { goBack, stepsBack } from '../../src/store/going_back.ts'
import { steps as sqliteSteps } from '../../src/store/sqlite/steps.ts'
import type { Store } from '../../src/store/store.ts'
import { takeNextStepInSqlite } from '../hosts/next_version.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../hosts/postgres.ts'
import { bePatient } from '../patience.ts'
import { entryOf } from './contract/kinds.ts'
import { fillAll } from './going_back/filled.ts'
import { missing, postgres, sqlite, without, type Kind } from './going_back/kinds.ts'

bePatient()

const oldest = 1
const operator = fileURLToPath(new URL('./going_back/operator.ts', import.meta.url))

function startOperator(...args: readonly string[]): {
  readonly child: ChildProcess
  readonly lines: AsyncIterable<string>
} {
  const child = spawn(process.execPath, [operator, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, lines: createInterface({ input: child.stdout }) }
}

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const said: string[] = []
  for await (const line of lines) said.push(line)
  return said
}

function wayBack({ steps, news, fresh, open, migrateTo, versionOf, schemaOf, rowsOf, exec }: Kind): void {
  const newest = steps.length
  /** The last version in which nobody kept the ends of sessions. */
  const beforeEnds = Number(Object.entries(news).find(([, names]) => names.includes('ended_sessions'))?.[0]) - 1
  const versions = Array.from({ length: newest - oldest }, (_, i) => newest - 1 - i)
  const opened = async (place: string, asItIs = false): Promise<Store> => {
    const store = await open(place, asItIs)
    onTestFinished(() => store.close())
    return store
  }
  const filled = async (): Promise<string> => {
    const place = await fresh()
    const store = await open(place)
    await fillAll(store)
    await store.close()
    return place
  }

  it('leads from every version to the one before, as far as there were tables', async () => {
    const facts = await examineStore(await filled())
    expect(stepsBack(facts).map(({ from, to }) => [from, to])).toEqual(versions.map((to) => [to + 1, to]))
    expect(stepsBack({ ...facts, version: facts.known + 1 })).toEqual([])
    expect(steps[0]?.back).toBeNull()
  })

  it.each(versions)(
    'makes exactly the tables of version %i, loses what it said, and the way up brings all else',
    async (to) => {
      const [place, plain] = [await filled(), await fresh()]
      const [before, whole] = [await rowsOf(place), await schemaOf(place)]
      const store = await open(place)
      const { head } = Object(await verifyAudit(store))
      await store.close()
      const said: (string | null)[] = []
      await goBack(place, to, ({ loses }) => said.push(loses))
      expect(await versionOf(place)).toBe(to)

      await migrateTo(plain, to)
      expect(await schemaOf(place)).toEqual(await schemaOf(plain))
      const gone = Object.entries(news).flatMap(([version, names]) => (Number(version) > to ? names : []))
      const after = await rowsOf(place)
      expect(missing(before, after)).toEqual(gone.toSorted())
      expect(after).toEqual(without(before, gone))
      expect(said.map((loses) => loses !== null)).toEqual(said.map((_, i) => (news[newest - i] ?? []).length > 0))

      const again = await opened(place)
      expect(await schemaOf(place)).toEqual(whole)
      expect(await verifyAudit(again, { head: head.hash })).toEqual({ whole: true, head })
      const up = await rowsOf(place)
      const lost = gone.filter((name) => !name.startsWith('audit.') && name !== 'heads')
      expect(without(up, ['heads', ...lost])).toEqual(without(before, ['heads', ...lost]))
      for (const table of lost) expect(up[table], table).toEqual([])
      expect(up['heads']).toEqual(
        before['heads']!.map((row) => ({
          ...row,
          ...(lost.includes('revocations') ? { revocation_sequence: 0 } : {}),
        })),
      )
    },
  )

  it('leaves a chain that can be verified as it is, and nobody brings the tables up to date by looking', async () => {
    const place = await filled()
    for (const to of versions) {
      await goBack(place, to)
      const looking = opened(place, true)
      if ((await rowsOf(place))['heads'] === undefined) {
        await expect(looking).rejects.toMatchObject({ code: 'tables_older' })
      } else {
        expect(await verifyAudit(await looking)).toMatchObject({ whole: true, head: { seq: 43 } })
        await expect((await looking).recordAudit(entryOf())).rejects.toMatchObject({ code: 'tables_older' })
      }
      expect(await versionOf(place)).toBe(to)
    }
  })

  it('does nothing where the tables are as old already, and nothing at all where the whole way is not there', async () => {
    const place = await filled()
    const before = await schemaOf(place)
    await goBack(place, newest)
    await goBack(place, newest + 7)
    await expect(goBack(place, oldest - 1)).rejects.toThrow(RangeError)
    expect([await versionOf(place), await schemaOf(place)]).toEqual([newest, before])
  })

  it('is not known from what a newer version made', async () => {
    const place = await filled()
    await exec(
      place,
      newest === sqliteSteps.length
        ? `pragma user_version = ${newest + 1}`
        : `update roompass.schema set version = ${newest + 1}`,
    )
    await expect(goBack(place, oldest)).rejects.toMatchObject({
      code: 'tables_newer',
      message: expect.stringContaining(`roompass database back --to ${newest}`),
    })
    expect(await versionOf(place)).toBe(newest + 1)
  })

  it('is taken once, however many take it at once', async () => {
    const place = await filled()
    const operators = Array.from({ length: 3 }, () => startOperator(place, String(oldest)))
    const said = await Promise.all(operators.map(({ lines }) => all(lines)))
    expect(operators.map(({ child }) => child.exitCode ?? 0)).toEqual([0, 0, 0])
    expect(said.flat().toSorted()).toEqual(versions.map((to) => `${to + 1} ${to}`).toSorted())
    expect(await versionOf(place)).toBe(oldest)
  })

  it('and the way up may be taken at once: whoever starts gets whole tables, or is told why not', async () => {
    const place = await filled()
    const operators = Array.from({ length: 2 }, () => startOperator(place, String(newest - 2)))
    const ends = Promise.all(operators.map(({ child }) => once(child, 'exit')))
    const over = { is: false }
    void ends.then(() => (over.is = true))
    const codes = new Set<unknown>()
    while (!over.is) {
      await open(place).then(
        (store) => store.close(),
        (error: unknown) => codes.add(Object(error).code),
      )
    }
    expect(await ends).toEqual([
      [0, null],
      [0, null],
    ])
    expect([...codes].filter((code) => code !== 'tables_older')).toEqual([])
    const plain = await fresh()
    await migrateTo(plain, await versionOf(place))
    expect(await schemaOf(place)).toEqual(await schemaOf(plain))
    expect(await verifyAudit(await opened(place))).toMatchObject({ whole: true, head: { seq: 43 } })
  })

  it('has not happened where the process was killed within a step', async () => {
    const place = await filled()
    const [rows, schema] = [await rowsOf(place), await schemaOf(place)]
    const { child, lines } = startOperator(place, String(oldest), 'slowly')
    for await (const line of lines) {
      expect(line).toBe('inside')
      break
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = await opened(place)
    await store.check()
    expect([await rowsOf(place), await schemaOf(place)]).toEqual([rows, schema])
    expect(await verifyAudit(store)).toMatchObject({ whole: true })
    await goBack(place, oldest)
    expect(await versionOf(place)).toBe(oldest)
  })

  it('stops a server that goes on from writing, with a code and without bringing the tables up to date; a start does, and then it goes on', async () => {
    const place = await fresh()
    const store = await opened(place)
    const load = { going: true, kept: 0, refused: new Set<unknown>() }
    const write = async (): Promise<void> => {
      while (load.going) {
        await store.recordAudit(entryOf()).then(
          () => (load.kept += 1),
          (error: unknown) => load.refused.add(Object(error).code),
        )
        await new Promise((later) => setTimeout(later, 2))
      }
    }
    const writers = Array.from({ length: 8 }, write)
    await expect.poll(() => load.kept).toBeGreaterThan(50)
    await goBack(place, beforeEnds)
    await expect.poll(() => load.refused.size, { timeout: 5000 }).toBeGreaterThan(0)
    const atTheEnd = load.kept
    await expect(store.check()).rejects.toMatchObject({
      code: 'tables_older',
      message: expect.stringContaining('start this one anew'),
    })
    await expect(store.useOnce({ tid: '3'.repeat(64), until: 1, holder: 'h', brought: null })).rejects.toMatchObject({
      code: 'tables_older',
    })
    await expect(store.check()).rejects.toMatchObject({ code: 'tables_older' })
    load.going = false
    await Promise.all(writers)
    expect([...load.refused]).toEqual(['tables_older'])
    expect([load.kept, (await rowsOf(place))['audit']?.length]).toEqual([atTheEnd, atTheEnd])
    await expect(store.endedSessions({ sequence: 0 })).rejects.toMatchObject({ code: 'tables_older' })
    expect(await store.revocationsSince({ sequence: 0, now: 0 })).toEqual([])
    expect(await versionOf(place)).toBe(beforeEnds)

    await opened(place)
    await store.check()
    // It knew of none: nothing that it follows was lost.
    expect(await store.endedSessions({ sequence: 0 })).toEqual([])
    expect(await store.revocationsSince({ sequence: 0, now: 0 })).toEqual([])
    await store.recordAudit(entryOf())
    expect(await verifyAudit(store)).toMatchObject({ whole: true, head: { seq: atTheEnd + 1 } })
  })

  // Their numbers begin anew then: whoever followed the old ones would have overlooked the new.
  it('is noticed by whoever follows rows that are lost, for good, also when the tables are up to date again', async () => {
    const place = await fresh()
    const [store, other] = [await opened(place), await opened(place)]
    await fillAll(store)
    const sequence = (await store.endedSessions({ sequence: 0 })).at(-1)?.sequence ?? 0
    expect(await store.endedSessions({ sequence })).toEqual([])
    await goBack(place, beforeEnds)
    await expect(other.endedSessions({ sequence })).rejects.toMatchObject({ code: 'tables_older' })
    const third = await opened(place)
    await expect(store.endedSessions({ sequence })).rejects.toMatchObject({ code: 'rows_lost' })
    for (const letter of ['d', 'e', 'f', 'g', 'h'])
      await third.endSession({ id: letter.repeat(22), until: 1_900_000_000 }, entryOf({ event: 'session.ended' }))
    for (const one of [store, other])
      await expect(one.endedSessions({ sequence })).rejects.toMatchObject({
        code: 'rows_lost',
        message: expect.stringContaining('start it anew'),
      })
    expect(await third.endedSessions({ sequence: 0 })).toHaveLength(5)
  })

  it('is not undone by a server that goes on and reads', async () => {
    const place = await fresh()
    const store = await opened(place)
    await store.recordAudit(entryOf({ userId: 'ada' }))
    await goBack(place, newest - 1)
    expect(await store.findAudit({ userId: 'ada' })).toHaveLength(1)
    await store.countAudit({ since: 0, to: 1 })
    expect(await versionOf(place)).toBe(newest - 1)
  })

  it('tells a server that goes on why a table is not there', async () => {
    const place = await fresh()
    const store = await opened(place)
    await goBack(place, oldest)
    await expect(store.seenNodes()).rejects.toMatchObject({ code: 'tables_older' })
    await expect(store.announceNode({ url: 'http://a', id: '1', speaks: 1 })).rejects.toMatchObject({
      code: 'tables_older',
    })
  })
}

describe('the way back in SQLite', () => {
  wayBack(sqlite)

  it('takes rows of the oldest version into the chain again, also those that it wrote meanwhile', async () => {
    const path = await sqlite.fresh()
    const store = await sqlite.open(path)
    await fillAll(store)
    await store.close()
    await goBack(path, 1)
    await sqlite.exec(path, "insert into audit (at, event, user_id) values (1, 'token.issued', 'meanwhile')")
    const again = await sqlite.open(path)
    onTestFinished(() => again.close())
    expect(await verifyAudit(again)).toMatchObject({ whole: true, head: { seq: 44 } })
    expect(await again.findAudit({ userId: 'meanwhile' })).toHaveLength(1)
  })

  it('is not undone by the thread of a server that dies and is started again', async () => {
    const path = await sqlite.fresh()
    const started = new Promise<Worker>((found) => process.once('worker', found))
    const store = await sqlite.open(path)
    onTestFinished(() => store.close())
    const thread = await started
    await goBack(path, 1)
    await thread.terminate()
    await expect(store.recordAudit(entryOf())).rejects.toMatchObject({ code: 'tables_older' })
    await expect(store.auditHead()).rejects.toMatchObject({ code: 'tables_older' })
    expect(await sqlite.versionOf(path)).toBe(1)
  })

  // A search had a thread of its own from the first one on, and a thread that died was started again: both refused the tables of a newer version.
  it('does not keep a server from going on with the tables of a newer version, whichever thread it starts', async () => {
    const path = await sqlite.fresh()
    const started = new Promise<Worker>((found) => process.once('worker', found))
    const store = await sqlite.open(path)
    onTestFinished(() => store.close())
    const thread = await started
    await store.recordAudit(entryOf())
    takeNextStepInSqlite(path, { fails: false })
    expect(await store.findAudit({})).toHaveLength(1)
    await thread.terminate()
    await store.recordAudit(entryOf())
    expect(await verifyAudit(store)).toMatchObject({ whole: true, head: { seq: 2 } })
    await expect(sqlite.open(path)).rejects.toMatchObject({ code: 'tables_newer' })
    await expect(sqlite.open(path, true)).rejects.toMatchObject({ code: 'tables_newer' })
  })

  it('is noticed by whoever follows revocations that are lost', async () => {
    const path = await sqlite.fresh()
    const store = await sqlite.open(path)
    onTestFinished(() => store.close())
    await fillAll(store)
    await goBack(path, 1)
    await (await sqlite.open(path)).close()
    await expect(store.revocationsSince({ sequence: 4, now: 0 })).rejects.toMatchObject({ code: 'rows_lost' })
  })
})

describe.skipIf(!hasPostgres)('the way back in Postgres', () => {
  let host: PostgresHost
  beforeAll(async () => {
    host = await startPostgres()
  })
  afterAll(() => host?.end())
  wayBack(postgres(() => host))
})
