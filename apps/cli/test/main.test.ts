import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run, runUnread } from './run.ts'

const commands = [
  'dev',
  'serve',
  'mint',
  'verify',
  'inspect',
  'scan',
  'init',
  'doctor',
  'revoke',
  'rooms',
  'keys',
  'audit',
  'policy',
  'database',
  'api-key',
]

describe('roompass', { timeout: 30_000 }, () => {
  it('does not mind when nobody reads on', async () => {
    expect(await runUnread(['--help'], { cwd: '/' })).toMatchObject({ code: 0, stderr: '' })
  })

  it('lists its commands on --help and exits with 0', async () => {
    const { code, stdout } = await run(['--help'], { cwd: '/' })
    expect(code).toBe(0)
    for (const command of commands) expect(stdout).toContain(`roompass ${command}`)
  })

  it.each(commands)('tells how to use %s', async (command) => {
    const { code, stdout } = await run([command, '--help'], { cwd: '/' })
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^roompass ${command}`))
  })

  it('prints the version of its package', async () => {
    const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
    expect((await run(['--version'], { cwd: '/' })).stdout).toBe(`${manifest.version}\n`)
  })

  it.each([
    ['no command', []],
    ['an unknown command', ['mend']],
    ['an unknown option', ['mint', '--colour', 'red']],
    ['an option without its value', ['mint', '--user']],
    ['an argument too many', ['verify', 'one', 'two']],
    ['none of the commands that a command has', ['keys']],
    ['a command that it has not', ['keys', 'mend']],
    ['somebody who cannot be', ['policy', 'explain', '--user', 'ada l']],
    ['a room that cannot be', ['policy', 'explain', '--user', 'ada', '--room', 'the lobby']],
  ])('exits with 2 for %s', async (_, args) => {
    const { code, stdout, stderr } = await run(args, { cwd: '/', env: app })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^roompass: /)
  })

  it.each(['--secret', '--server-secret', '--serverSecret', '--app-secret'])(
    'refuses %s, explains why, and does not repeat it',
    async (option) => {
      for (const args of [
        ['mint', '--user', 'ada', '--room', 'lobby', option, app.ROOMPASS_SERVER_SECRET],
        ['verify', 'token', `${option}=${app.ROOMPASS_SERVER_SECRET}`],
      ]) {
        const { code, stdout, stderr } = await run(args, { cwd: '/' })
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
        expect(stderr).toContain('ROOMPASS_SERVER_SECRET_FILE')
        expect(stderr).not.toContain(app.ROOMPASS_SERVER_SECRET)
      }
    },
  )

  it('does not repeat a secret that stands where an argument would', async () => {
    const { code, stdout, stderr } = await run(['mint', app.ROOMPASS_SERVER_SECRET], { cwd: '/' })
    expect(code).toBe(2)
    expect(stdout + stderr).not.toContain(app.ROOMPASS_SERVER_SECRET)
  })

  it('says wrong use as JSON when asked for JSON', async () => {
    const { code, stdout } = await run(['mint', '--json'], { cwd: '/' })
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'usage' })
  })

  it('asks for one source of the secret, not two', async () => {
    await inFolder(async (cwd) => {
      const env = { ...app, ROOMPASS_SERVER_SECRET_FILE: 'secret' }
      const { code, stderr } = await run(['mint', '--user', 'ada', '--room', 'lobby'], { cwd, env })
      expect(code).toBe(2)
      expect(stderr).toContain('keep one')
    })
  })
})
