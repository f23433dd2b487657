import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run, type Outcome } from './run.ts'

const secret = app.ROOMPASS_SERVER_SECRET
const wish = ['mint', '--user', 'ada', '--room', 'lobby', '--name', 'Ada L.']

function expectNoSecret({ stdout, stderr }: Outcome): void {
  expect(stdout + stderr).not.toContain(secret)
}

async function minted(cwd: string, ...more: string[]): Promise<string> {
  const { stdout } = await run([...wish, ...more], { cwd, env: app })
  return stdout.trim()
}

describe('mint', { timeout: 30_000 }, () => {
  it('prints the Kit Token alone on standard output, and what it grants beside it', async () => {
    const outcome = await run([...wish, '--publish'], { cwd: '/', env: app })
    expect(outcome.code).toBe(0)
    expect(outcome.stdout).toMatch(/^04[A-Za-z0-9+/]+=*#[A-Za-z0-9+/]+=*\n$/)
    expect(outcome.stderr).toContain('ada (Ada L.) may join and publish, room lobby, app 1234567890')
    expectNoSecret(outcome)
  })

  it('answers --json with the members of the HTTP route', async () => {
    const before = Math.floor(Date.now() / 1000)
    const { stdout } = await run([...wish, '--json', '--expires-in', '600'], { cwd: '/', env: app })
    const answer = JSON.parse(stdout)
    expect(answer).toEqual({
      kitToken: expect.stringContaining('#'),
      appId: 1234567890,
      roomId: 'lobby',
      userId: 'ada',
      userName: 'Ada L.',
      grant: { join: true, publish: false, streamIds: null },
      expiresAt: expect.any(Number),
    })
    expect(answer.expiresAt - before).toBeGreaterThanOrEqual(600)
    expect(answer.expiresAt - before).toBeLessThan(630)
  })

  it.each([
    ['no user', ['mint', '--room', 'lobby'], '--user'],
    ['no room', ['mint', '--user', 'ada'], '--room'],
    ['a lifetime that is no number', [...wish, '--expires-in', '1h'], '--expires-in'],
    ['a lifetime of nothing', [...wish, '--expires-in', '0'], '--expires-in'],
  ])('exits with 2 for %s and names the option', async (_, args, name) => {
    const { code, stderr } = await run(args, { cwd: '/', env: app })
    expect(code).toBe(2)
    expect(stderr).toContain(name)
  })

  it('exits with 2 for a user ID that no token may carry', async () => {
    const outcome = await run(['mint', '--user', 'ada lovelace\u0007', '--room', 'lobby'], { cwd: '/', env: app })
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code: 2, stdout: '' })
  })

  it('takes the secret from a file, with or without its last line break', async () => {
    await inFolder(async (cwd) => {
      for (const content of [secret, `${secret}\n`]) {
        await writeFile(join(cwd, 'secret'), content)
        const env = { ROOMPASS_APP_ID: app.ROOMPASS_APP_ID, ROOMPASS_SERVER_SECRET_FILE: 'secret' }
        const { stdout } = await run(wish, { cwd, env })
        expect((await run(['verify', stdout.trim()], { cwd, env: app })).code).toBe(0)
      }
    })
  })

  it('takes the development app of the folder, unless another app is asked for', async () => {
    await inFolder(async (cwd) => {
      await mkdir(join(cwd, '.roompass'))
      const file = join(cwd, '.roompass', 'app.json')
      await writeFile(file, JSON.stringify({ appId: 77, serverSecret: secret }))
      await chmod(file, 0o600)
      expect(JSON.parse((await run([...wish, '--json'], { cwd })).stdout)).toMatchObject({ appId: 77 })
      const other = await run([...wish, '--app-id', '78'], { cwd })
      expect(other.code).toBe(2)
      expect(other.stderr).toContain('no ServerSecret was found')
    })
  })

  it('does not quote a development app that is broken', async () => {
    await inFolder(async (cwd) => {
      await mkdir(join(cwd, '.roompass'))
      await writeFile(join(cwd, '.roompass', 'app.json'), `{"serverSecret":"${secret}"`)
      const outcome = await run(wish, { cwd })
      expect(outcome.code).toBe(2)
      expectNoSecret(outcome)
    })
  })

  it.each(['short', `${secret}${secret}`])('refuses a secret of the wrong length without showing it', async (bad) => {
    const { code, stdout, stderr } = await run(wish, { cwd: '/', env: { ...app, ROOMPASS_SERVER_SECRET: bad } })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).not.toContain(bad)
  })

  it('says where to put a secret when there is none', async () => {
    await inFolder(async (cwd) => {
      const { code, stderr } = await run(wish, { cwd })
      expect(code).toBe(2)
      expect(stderr).toContain('ROOMPASS_SERVER_SECRET')
    })
  })
})

describe('verify', { timeout: 30_000 }, () => {
  it('accepts what mint made, as an argument and from standard input', async () => {
    const kitToken = await minted('/')
    const given = await run(['verify', kitToken], { cwd: '/', env: app })
    expect(given.code).toBe(0)
    expect(given.stdout).toContain('Signed')
    const piped = await run(['verify', '-', '--json'], { cwd: '/', env: app, stdin: `${kitToken}\n` })
    expect(JSON.parse(piped.stdout)).toMatchObject({
      ok: true,
      pass: { trust: 'signed', userId: 'ada', roomId: 'lobby', userName: 'Ada L.', appId: 1234567890 },
    })
    expectNoSecret(given)
    expectNoSecret(piped)
  })

  it('takes the Token04 alone, and asks for a signature when told to', async () => {
    const [token04 = ''] = (await minted('/')).split('#')
    expect((await run(['verify', token04], { cwd: '/', env: app })).stdout).toContain('Sealed')
    const strict = await run(['verify', token04, '--accept', 'signed', '--json'], { cwd: '/', env: app })
    expect(strict.code).toBe(1)
    expect(JSON.parse(strict.stdout)).toMatchObject({ ok: false, code: 'trust_too_low' })
  })

  it.each([
    ['another room', ['--room', 'attic'], 'room_mismatch'],
    ['another user', ['--user', 'grace'], 'user_mismatch'],
  ])('refuses a token for %s', async (_, options, code) => {
    const { code: exit, stdout } = await run(['verify', await minted('/'), '--json', ...options], {
      cwd: '/',
      env: app,
    })
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code })
  })

  it('refuses a changed token, names the reason and shows nothing of what is inside', async () => {
    const kitToken = await minted('/')
    const changed = `${kitToken.slice(0, 40)}${kitToken[40] === 'A' ? 'B' : 'A'}${kitToken.slice(41)}`
    const outcome = await run(['verify', changed], { cwd: '/', env: app })
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code: 1, stdout: '' })
    expect(outcome.stderr).toMatch(/^refused \([a-z0-9_]+\): ./)
    expect(outcome.stderr).not.toContain('ada')
    expectNoSecret(outcome)
  })

  it('refuses the token of another app', async () => {
    const { code, stdout } = await run(['verify', await minted('/'), '--json', '--app-id', '5'], { cwd: '/', env: app })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'key_unknown' })
  })
})

describe('inspect', { timeout: 30_000 }, () => {
  it('finds no problem in what mint made', async () => {
    const outcome = await run(['inspect', await minted('/')], { cwd: '/', env: app })
    expect(outcome.code).toBe(0)
    expect(outcome.stdout).toContain('No problem found.')
    expectNoSecret(outcome)
  })

  it('answers --json with the whole report', async () => {
    const { stdout } = await run(['inspect', '-', '--json'], { cwd: '/', env: app, stdin: await minted('/') })
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, problems: [], primary: null, kind: expect.any(String) })
  })

  it('shows the readable part without a secret, and says that nothing is proved', async () => {
    await inFolder(async (cwd) => {
      const { code, stdout, stderr } = await run(['inspect', await minted('/')], { cwd })
      expect(code).toBe(0)
      expect(stdout).toContain('lobby')
      expect(stdout).toContain('claims: (closed: no ServerSecret)')
      expect(stderr).toContain('nothing is proved')
    })
  })

  it.each(['hello', '04', '#', '04AAAA#e30='])('names a problem and its mend in %j, and exits with 1', async (text) => {
    const { code, stdout } = await run(['inspect', text], { cwd: '/', env: app })
    expect(code).toBe(1)
    expect(stdout).toMatch(/problem \([a-z0-9_]+\): .+\nmend: ./)
  })

  it('goes by what is asked for, as verify does', async () => {
    const kitToken = await minted('/')
    const elsewhere = await run(['inspect', kitToken, '--room', 'attic', '--json'], { cwd: '/', env: app })
    expect(elsewhere.code).toBe(1)
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({ ok: false, primary: 'room_mismatch' })
    const misplaced = await run(['inspect', kitToken, '--expect', 'token04'], { cwd: '/', env: app })
    expect(misplaced.code).toBe(1)
    expect(misplaced.stdout).toMatch(/\n\nproblem \(kit_token_given\): /)
    expect((await run(['inspect', kitToken, '--expect', 'jwt'], { cwd: '/', env: app })).code).toBe(2)
  })

  it('sees white space around the text, but for the line break that ends a file', async () => {
    const kitToken = await minted('/')
    const outcome = await run(['inspect', ` ${kitToken}`, '--json'], { cwd: '/', env: app })
    expect(JSON.parse(outcome.stdout)).toMatchObject({ primary: 'surrounding_space' })
    expect((await run(['inspect', '-'], { cwd: '/', env: app, stdin: `${kitToken}\n` })).code).toBe(0)
  })

  it.each([[[]], [['--json']]])('never lets a name in a token steer the terminal (%j)', async (options) => {
    const suffix = Buffer.from(
      JSON.stringify({ userID: 'ada', roomID: 'lobby', userName: '%E2%80%A8%E2%80%8Bevil', appID: 1 }),
    ).toString('base64')
    const { stdout, stderr } = await run(['inspect', `04AAAA#${suffix}`, ...options], { cwd: '/' })
    expect(stdout).toContain('evil')
    // What verify lets into names is still more than what a terminal should get as it is.
    // oxlint-disable-next-line no-control-regex -- these must not be there
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202e]/)
  })
})
