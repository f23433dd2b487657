import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run, runOnTerminal, runUntilFirstLine } from './run.ts'

const everything = ['.gitignore', 'roompass.config.ts', 'roompass.secret']

describe('init', { timeout: 30_000 }, () => {
  it('writes a config with a secret of its own, and says what it wrote', async () => {
    await inFolder(async (cwd) => {
      const { code, stdout, stderr } = await run(['init'], { cwd })
      expect(code).toBe(0)
      expect((await readdir(cwd)).toSorted()).toEqual(everything)
      const secret = await readFile(join(cwd, 'roompass.secret'), 'utf8')
      expect(secret).toMatch(/^[\da-f]{32}\n$/)
      expect((await stat(join(cwd, 'roompass.secret'))).mode & 0o777).toBe(0o600)
      expect(await readFile(join(cwd, '.gitignore'), 'utf8')).toBe('roompass.secret\nroompass.db*\n')
      const config = await readFile(join(cwd, 'roompass.config.ts'), 'utf8')
      const key = stdout.trim()
      expect(key).toMatch(/^rpk_backend_[\w-]{43}$/)
      for (const name of everything) expect(stderr).toContain(name)
      expect(config + stderr).not.toContain(key)
      expect(config + stdout + stderr).not.toContain(secret.trim())
    })
  })

  it.each([
    ['in an empty folder', null],
    ['in a package of CommonJS', { type: 'commonjs' }],
    ['in a package of ES modules', { type: 'module' }],
  ])('writes what starts at once %s, and gives tokens of the named room to who has the key', async (_, manifest) => {
    await inFolder(async (cwd) => {
      if (manifest !== null) await writeFile(join(cwd, 'package.json'), JSON.stringify(manifest))
      const { apiKey, appId } = JSON.parse((await run(['init', '--json', '--rooms', 'lobby, class-*'], { cwd })).stdout)
      const running = await runUntilFirstLine(['serve', '--json'], { cwd, env: { PORT: '0' } })
      const { url } = JSON.parse(running.firstLine)
      const ask = async (roomId: string): Promise<[number, unknown]> => {
        const response = await fetch(`${url}/v1/kit-tokens`, {
          method: 'POST',
          headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
          body: JSON.stringify({ roomId, userId: 'ada' }),
        })
        const { appId: issuedFor } = await response.json()
        return [response.status, issuedFor]
      }
      expect([await ask('class-7'), (await ask('vault'))[0]]).toEqual([[201, appId], 403])
      const { code, stderr } = await running.stop()
      // Node has nothing to say about the config either.
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('Warning')])
    })
  })

  it.each([
    ['jwt', ['--identity', 'jwt', '--issuer', "https://id.example.org/o'neil", '--audience', 'rooms']],
    ['function', ['--identity', 'function', '--origin', 'https://a.example.org', '--origin', 'https://b.example.org']],
  ])('writes a config for users who come by %s, which starts as well', async (identity, options) => {
    await inFolder(async (cwd) => {
      const { stdout } = await run(['init', '--json', '--app-id', '42', ...options], { cwd })
      expect(JSON.parse(stdout)).toMatchObject({ ok: true, appId: 42, identity, written: expect.any(Array) })
      const running = await runUntilFirstLine(['serve', '--json'], { cwd, env: { PORT: '0' } })
      const { url } = JSON.parse(running.firstLine)
      expect(await (await fetch(`${url}/v1/app`)).json()).toEqual({ appId: 42 })
      const stranger = await fetch(`${url}/v1/token?userID=ada`, { headers: { cookie: 'session=1' } })
      expect(stranger.status).toBe(401)
      expect((await running.stop()).code).toBe(0)
    })
  })

  it('asks on a terminal, and shows no secret that is typed there', async () => {
    await inFolder(async (cwd) => {
      const secret = app['ROOMPASS_SERVER_SECRET']
      const { code, screen } = await runOnTerminal(['init'], { cwd }, [
        ['AppID', '42\r'],
        ['ServerSecret', `${secret}\r`],
        ['Who asks', 'function\r'],
        ['Rooms', 'class-*\r'],
        ['Origin', '\r'],
      ])
      expect(code).toBe(0)
      expect(screen).toMatch(/app 42; .+ rooms: class-\*/)
      expect(screen).not.toContain(secret)
      expect(await readFile(join(cwd, 'roompass.secret'), 'utf8')).toBe(`${secret}\n`)
    })
  })

  it('writes nothing when the person at the terminal goes away', async () => {
    await inFolder(async (cwd) => {
      const { code, screen } = await runOnTerminal(['init'], { cwd }, [['AppID', '\u0003']])
      expect([code, screen]).toEqual([2, expect.stringContaining('cancelled')])
      expect(await readdir(cwd)).toEqual([])
    })
  })

  it.each(['roompass.config.ts', 'roompass.config.mjs', 'roompass.secret'])('writes over nothing: %s', async (name) => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, name), 'mine')
      const { code, stdout } = await run(['init', '--json'], { cwd })
      expect([code, JSON.parse(stdout)]).toEqual([1, { ok: false, code: 'exists', files: [name] }])
      expect(await readdir(cwd)).toEqual([name])
      expect(await readFile(join(cwd, name), 'utf8')).toBe('mine')
    })
  })

  it('leaves a secret with which tokens of the app can be made and looked at in its folder', async () => {
    await inFolder(async (cwd) => {
      await run(['init', '--app-id', '42'], { cwd })
      const mint = ['mint', '--user', 'ada', '--room', 'lobby', '--json']
      const { kitToken, appId } = JSON.parse((await run([...mint, '--app-id', '42'], { cwd })).stdout)
      expect(appId).toBe(42)
      expect((await run(['verify', '-', '--app-id', '42'], { cwd, stdin: kitToken })).code).toBe(0)
      expect((await run(mint, { cwd })).code).toBe(2)
    })
  })

  it('leaves nothing behind when one of its files cannot be written', async () => {
    await inFolder(async (cwd) => {
      // A link to nowhere is not there, and cannot be made.
      await symlink('/nowhere/at/all', join(cwd, 'roompass.config.ts'))
      expect((await run(['init'], { cwd })).code).toBe(1)
      expect(await readdir(cwd)).toEqual(['roompass.config.ts'])
    })
  })

  it('adds to a .gitignore what it lacks, once', async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, '.gitignore'), 'dist\n/roompass.secret')
      await run(['init'], { cwd })
      expect(await readFile(join(cwd, '.gitignore'), 'utf8')).toBe('dist\n/roompass.secret\nroompass.db*\n')
    })
  })

  it('leaves the database to the environment where that names one', async () => {
    await inFolder(async (cwd) => {
      await mkdir(join(cwd, 'data'))
      const env = { ROOMPASS_DATABASE: join(cwd, 'data', 'rooms.db'), PORT: '0' }
      expect((await run(['init'], { cwd, env })).code).toBe(0)
      await (await runUntilFirstLine(['serve', '--json'], { cwd, env })).stop()
      expect(await readdir(join(cwd, 'data'))).toContain('rooms.db')
    })
  })

  it.each([
    ['an issuer that is missing', ['--identity', 'jwt']],
    ['an issuer that is not used', ['--issuer', 'https://id.example.org', '--identity', 'api-keys']],
    ['an issuer without TLS', ['--issuer', 'http://id.example.org', '--audience', 'rooms']],
    ['an unknown identity', ['--identity', 'horoscope']],
    ['an origin with a path', ['--origin', 'https://app.example.org/rooms']],
    ['no rooms', ['--rooms', ' , ']],
    ['a password on the command line', ['--database', 'postgres://ada:lovelace@db/rooms']],
  ])('refuses %s, and writes nothing', async (_, options) => {
    await inFolder(async (cwd) => {
      const { code, stdout, stderr } = await run(['init', ...options], { cwd })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).not.toContain('lovelace')
      expect(await readdir(cwd)).toEqual([])
    })
  })
})
