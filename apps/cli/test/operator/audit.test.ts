import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqliteStore } from '@roompass/server'
import { describe, expect, it } from 'vitest'
import { inFolder, run } from '../run.ts'
import { serveForAll } from './served.ts'

const served = serveForAll()

describe('audit', { timeout: 60_000 }, () => {
  it('is searched by what happened, to whom and when, the newest first', async () => {
    const { operate, operateJson, kitToken } = served()
    await kitToken('ada')
    await kitToken('bob', 'den')
    const { stdout } = await operate(['audit', 'search', '--event', 'token.issued', '--since', '1h', '--utc'])
    const [head, newest, oldest, ...rest] = stdout.trim().split('\n')
    expect(head).toMatch(/^ROW +TIME +EVENT +USER +ROOM +TOKEN +BY +FROM +REASON$/)
    expect(newest).toMatch(
      /^\d+ +20\S+ \S+ Z +token\.issued +bob +den +[0-9a-f]{16} +api_key:backend +127\.0\.0\.0\/24$/,
    )
    expect(oldest).toMatch(/ ada +lobby /)
    expect(rest).toEqual([])
    expect(await operateJson(['audit', 'search', '--user', 'bob', '--limit', '1'])).toMatchObject({
      rows: [{ userId: 'bob', event: 'token.issued' }],
    })
    expect((await operate(['audit', 'search', '--to', '1h'])).stderr).toBe('The audit has no such row.\n')
    expect((await operate(['audit', 'search', '--since', 'yesterday'])).code).toBe(2)
    expect((await operate(['audit', 'search', '--event', 'lunch'])).stderr).toContain('(query_invalid)')
  })

  it('is exported into a new file that only its owner reads, and verified there and at the server', async () => {
    const { operate, operateJson, kitToken, cwd } = served()
    await kitToken('cleo')
    const path = join(cwd, 'audit.jsonl')
    const exported = await operate(['audit', 'export', '--output', path])
    expect([exported.code, exported.stdout, exported.stderr]).toEqual([
      0,
      '',
      expect.stringMatching(/^\d+ rows written to /),
    ])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const lines = await readFile(path, 'utf8')
    expect((await operate(['audit', 'export'])).stdout).toBe(lines)
    const whole = /^Whole: \d+ rows?, none changed, removed or added\. The head is row \d+, [0-9a-f]{64}\.\n$/
    const [here, there, piped] = await Promise.all([
      run(['audit', 'verify', path], { cwd }),
      operate(['audit', 'verify']),
      run(['audit', 'verify', '-'], { cwd, stdin: lines }),
    ])
    expect([here.code, here.stdout]).toEqual([0, expect.stringMatching(whole)])
    expect([there.stdout, piped.stdout]).toEqual([here.stdout, here.stdout])
    expect(await operate(['audit', 'export', '--output', path])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is there already'),
    })
    expect(await operateJson(['audit', 'verify'])).toMatchObject({ ok: true, whole: true, fault: null })
  })

  it('is whole no more when a row was changed, removed or is none', async () => {
    const { operate, kitToken, cwd } = served()
    for (const user of ['dora', 'emil', 'fay']) await kitToken(user)
    const lines = (await operate(['audit', 'export'])).stdout.trim().split('\n')
    const verify = async (changed: readonly string[]) => {
      const { code, stdout } = await run(['audit', 'verify', '-', '--json'], { cwd, stdin: changed.join('\n') })
      return { code, ...JSON.parse(stdout) }
    }
    const broken = { code: 'audit_broken', ok: false, whole: false, seq: 2 }
    expect(await verify(lines.map((line) => line.replace('"seq":2,', '"seq": 2,')))).toMatchObject({
      ...broken,
      fault: 'line',
    })
    expect(await verify(lines.with(1, (lines[1] ?? '').replace('api_key:', 'api-key:')))).toMatchObject({
      ...broken,
      fault: 'hash',
    })
    expect(await verify(lines.toSpliced(1, 1))).toMatchObject({ ...broken, fault: 'number' })
    const said = await run(['audit', 'verify', '-'], { cwd, stdin: lines.slice(1).join('\n') })
    expect([said.code, said.stderr]).toEqual([
      1,
      'roompass: the audit is not whole. Row 1: its number does not follow: rows are missing, or this is an export of a part (number)\n',
    ])
  })

  it('is whole only with the head that was kept elsewhere, at the server, in an export and in a database', async () => {
    const { operate, operateJson, kitToken, cwd } = served()
    await kitToken('gus')
    const { hash: kept }: { hash: string } = Object(await operateJson(['audit', 'verify']))
    await kitToken('hal')
    const lines = (await operate(['audit', 'export'])).stdout
    const verify = async (args: readonly string[], head: string, stdin = '') => {
      const { code, stdout } = await operate(['audit', 'verify', ...args, '--head', head, '--json'], stdin)
      return { exit: code, ...JSON.parse(stdout) }
    }
    const database = ['--database', join(cwd, 'roompass.db')]
    for (const place of [[], ['-'], database]) {
      expect(await verify(place, kept, lines)).toMatchObject({ exit: 0, ok: true, whole: true })
      expect(await verify(place, 'f'.repeat(64), lines)).toMatchObject({ exit: 1, code: 'audit_broken', fault: 'head' })
    }
    const cut = lines.slice(0, lines.indexOf(kept))
    expect(await verify(['-'], kept, cut.slice(0, cut.lastIndexOf('\n')))).toMatchObject({ exit: 1, fault: 'head' })
    const said = await operate(['audit', 'verify', '--head', 'f'.repeat(64)])
    expect([said.code, said.stderr]).toEqual([1, expect.stringContaining('does not contain the head')])
  })

  it('is verified in a database without a server, and looking makes none', async () => {
    await inFolder(async (cwd) => {
      const path = join(cwd, 'a.db')
      const gone = await run(['audit', 'verify', '--database', path], { cwd })
      expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('the database is not there')])
      const store = await openSqliteStore({ path })
      await store.close()
      expect((await run(['audit', 'verify', '--database', path], { cwd })).stdout).toMatch(/^Whole: 0 rows/)
      expect((await run(['audit', 'verify', '--offline'], { cwd })).stderr).toMatch(/\n {2}identity: .+\n {4}mend: /)
      await run(['init'], { cwd })
      await (await openSqliteStore({ path: join(cwd, 'roompass.db') })).close()
      expect((await run(['audit', 'verify', '--offline'], { cwd })).stdout).toMatch(/^Whole: 0 rows/)
      await writeFile(path, 'a letter, not a database; and long enough to be none.'.repeat(40))
      expect(await run(['audit', 'verify', '--database', path, '--json'], { cwd })).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('store_unavailable'),
      })
    })
  })

  it.each([
    ['no verb', []],
    ['an unknown one', ['burn']],
    ['two places', ['verify', '-', '--offline']],
    ['a file that is not there', ['verify', 'gone.jsonl']],
    ['a head that is none', ['verify', '--head', '7f0c']],
    ['a password', ['verify', '--database', 'postgres://ada:lovelace@127.0.0.1/rooms']],
  ])('refuses to be called with %s', async (_, args) => {
    const { code, stderr } = await served().operate(['audit', ...args])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^roompass: /)])
    expect(stderr).not.toContain('lovelace')
  })
})
