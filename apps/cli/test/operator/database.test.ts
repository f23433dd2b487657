import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { examineStore, openPostgresStore, openSqliteStore } from '@roompass/server'
import { describe, expect, it } from 'vitest'
import { hasPostgres, startPostgres } from '../../../server/test/hosts/postgres.ts'
import { app, inFolder, run, runOnTerminal, runUntilFirstLine } from '../run.ts'
import { serveForAll } from './served.ts'

const served = serveForAll()
const place = (): string => join(served().cwd, 'roompass.db')
const versionNow = async (): Promise<number> => (await examineStore(place())).version

/** A database of its own, of this version. */
async function fresh(cwd: string): Promise<{ readonly path: string; readonly known: number }> {
  const path = join(cwd, 'a.db')
  await (await openSqliteStore({ path })).close()
  return { path, known: (await examineStore(path)).known }
}

describe('database', { timeout: 60_000 }, () => {
  it('says of which version the tables are, and what each step back is without and loses', async () => {
    const shown = await served().operate(['database', 'show', '--database', place()])
    const [first, , newest, lost, next, nothing] = shown.stdout.split('\n')
    const { known } = await examineStore(place())
    expect(first).toBe(`SQLite: the tables are of version ${known}, and this version of Roompass makes ${known}.`)
    expect(newest).toMatch(new RegExp(`^${known} to ${known - 1}: without sessions of operators`))
    expect(lost).toMatch(/^ {2}loses: which sessions of operators/)
    expect([next, nothing]).toEqual([expect.stringMatching(`^${known - 1} to `), '  loses: nothing'])
    expect(await served().operateJson(['database', 'show', '--database', place()])).toMatchObject({
      ok: true,
      kind: 'sqlite',
      version: known,
      known,
      back: expect.arrayContaining([
        { from: 2, to: 1, without: expect.any(String), loses: expect.stringContaining('revocation') },
      ]),
    })
  })

  it('shows the way first, asks, and changes nothing without a yes', async () => {
    await inFolder(async (cwd) => {
      const { path, known } = await fresh(cwd)
      const back = ['database', 'back', '--to', String(known - 2), '--database', path]
      const dry = await run([...back, '--dry-run'], { cwd })
      expect([dry.code, dry.stderr]).toEqual([0, ''])
      expect(dry.stdout).toContain(`${known} to ${known - 1}: `)
      expect(dry.stdout).toContain(`${known - 1} to ${known - 2}: `)
      expect(JSON.parse((await run([...back, '--dry-run', '--json'], { cwd })).stdout)).toMatchObject({
        ok: true,
        done: false,
        version: known,
        to: known - 2,
        steps: [{ from: known }, { from: known - 1, to: known - 2 }],
      })
      const unasked = await run(back, { cwd })
      expect([unasked.code, unasked.stdout]).toEqual([2, dry.stdout])
      expect(unasked.stderr).toMatch(/lost.*say --yes/s)
      const refused = await runOnTerminal(back, { cwd }, [['Type yes', 'no\n']])
      expect([refused.code, refused.screen]).toEqual([1, expect.stringContaining('nothing was changed')])
      expect(await examineStore(path)).toMatchObject({ version: known })
      const done = await runOnTerminal(back, { cwd }, [['Type yes', 'yes\n']])
      expect([done.code, done.screen]).toEqual([0, expect.stringContaining(`The tables are of version ${known - 2}.`)])
      expect(await examineStore(path)).toMatchObject({ version: known - 2 })
    })
  })

  it('goes back under a server that goes on: it gives nothing, says why, and goes on when a start has brought the tables up to date', async () => {
    const { operate, operateJson, kitToken, cwd, url } = served()
    const { known } = await examineStore(place())
    expect((await kitToken('ada')).status).toBe(201)
    expect(await operateJson(['database', 'back', '--to', '3', '--database', place(), '--yes'])).toMatchObject({
      ok: true,
      done: true,
      version: 3,
      to: 3,
    })
    expect(await kitToken('ada')).toMatchObject({ status: 503, code: 'store_unavailable' })
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    const verified = await operate(['audit', 'verify', '--database', place()])
    expect([verified.code, await versionNow()]).toEqual([0, 3])
    const other = await runUntilFirstLine(['serve', '--json'], {
      cwd,
      env: { ...app, PORT: '0', ROOMPASS_ROOMS: '*', ROOMPASS_API_KEYS: `b:${'a'.repeat(64)}` },
    })
    expect(await versionNow()).toBe(known)
    expect((await kitToken('ada')).status).toBe(201)
    await other.stop()
  })

  it('says in the log of such a server which version it needs', async () => {
    await inFolder(async (cwd) => {
      const { path, known } = await fresh(cwd)
      const env = {
        ...app,
        PORT: '0',
        ROOMPASS_ROOMS: '*',
        ROOMPASS_API_KEYS: `b:${'a'.repeat(64)}`,
        ROOMPASS_DATABASE: path,
      }
      const running = await runUntilFirstLine(['serve', '--json'], { cwd, env })
      // The database of the config, without --database.
      expect((await run(['database', 'back', '--to', '2', '--yes'], { cwd, env })).code).toBe(0)
      await fetch(`${JSON.parse(running.firstLine).url}/readyz`)
      const { stderr } = await running.stop()
      const line = stderr.split('\n').find((one) => one.includes('not_ready')) ?? '{}'
      expect(JSON.parse(line)).toMatchObject({
        code: 'tables_older',
        error: expect.stringContaining(`of version 2, and this version of Roompass needs ${known}`),
      })
    })
  })

  it('is refused where a newer version made the tables, as a start is, with the way out', async () => {
    await inFolder(async (cwd) => {
      const { path, known } = await fresh(cwd)
      const newer = new DatabaseSync(path)
      newer.exec(`pragma user_version = ${known + 1}`)
      newer.close()
      const env = {
        ...app,
        PORT: '0',
        ROOMPASS_ROOMS: '*',
        ROOMPASS_API_KEYS: `b:${'a'.repeat(64)}`,
        ROOMPASS_DATABASE: path,
      }
      for (const args of [['database', 'back', '--to', '2', '--yes'], ['serve'], ['audit', 'verify', '--offline']]) {
        const { code, stdout } = await run([...args, '--json'], { cwd, env })
        expect([code, JSON.parse(stdout)]).toEqual([
          1,
          { ok: false, code: 'tables_newer', message: expect.stringContaining(`roompass database back --to ${known}`) },
        ])
      }
    })
  })

  it.skipIf(!hasPostgres)('is the same for a Postgres', async () => {
    const host = await startPostgres()
    try {
      const url = await host.database()
      await (await openPostgresStore({ url })).close()
      const { known } = await examineStore(url)
      const shown = await run(['database', 'show', '--database', url], { cwd: '/' })
      expect(shown.stdout).toContain(`Postgres: the tables are of version ${known}`)
      const back = await run(['database', 'back', '--to', '1', '--database', url, '--yes'], { cwd: '/' })
      expect([back.code, back.stdout]).toEqual([0, expect.stringContaining('The tables are of version 1.')])
      expect(await examineStore(url)).toMatchObject({ version: 1 })
      const again = await run(['database', 'back', '--to', '1', '--database', url], { cwd: '/' })
      expect([again.code, again.stdout]).toEqual([0, 'The tables are of version 1 already.\n'])
    } finally {
      await host.end()
    }
  })

  it.each([
    ['no verb', []],
    ['no version', ['back', '--yes']],
    ['a version that is none', ['back', '--to', 'two', '--yes']],
    ['a version before there were tables', ['back', '--to', '0', '--yes']],
    ['a version ahead', ['back', '--to', '99', '--yes']],
    ['a database that is not there', ['show', '--database', 'gone.db']],
    ['a password', ['show', '--database', 'postgres://ada:lovelace@127.0.0.1/rooms']],
  ])('refuses to be called with %s, and changes nothing', async (_, args) => {
    const before = await versionNow()
    const given = args.includes('--database') || args.length === 0 ? [] : ['--database', place()]
    const { code, stderr } = await served().operate(['database', ...args, ...given])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^roompass: /)])
    expect(stderr).not.toContain('lovelace')
    expect(await versionNow()).toBe(before)
  })
})
