import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoIsBuilt } from './demo_build.ts'
import { inFolder, run, runUntilFirstLine, type Running } from './run.ts'

const free = { PORT: '0' }

function urlOf(running: Running): string {
  return JSON.parse(running.firstLine).url
}

describe('dev', { timeout: 20_000 }, () => {
  beforeAll(demoIsBuilt, 60_000)

  it('makes an app of its own, readable by its owner alone, and keeps it', async () => {
    await inFolder(async (cwd) => {
      const file = join(cwd, '.roompass', 'app.json')
      const first = await runUntilFirstLine(['dev', '--json'], { cwd, env: free })
      expect((await first.stop()).code).toBe(0)
      const made = await readFile(file, 'utf8')
      expect(JSON.parse(made)).toEqual({
        appId: expect.any(Number),
        serverSecret: expect.stringMatching(/^[ -~]{32}$/),
      })
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      const second = await runUntilFirstLine(['dev', '--json'], { cwd, env: free })
      const { stdout, stderr } = await second.stop('SIGINT')
      expect(await readFile(file, 'utf8')).toBe(made)
      expect(stdout + stderr).not.toContain(JSON.parse(made).serverSecret)
    })
  })

  it('gives the documented token to whoever asks, for the app that it names', async () => {
    await inFolder(async (cwd) => {
      const running = await runUntilFirstLine(['dev', '--json'], { cwd, env: free })
      try {
        const url = urlOf(running)
        const { appId } = await (await fetch(`${url}/v1/app`)).json()
        const { token } = await (await fetch(`${url}/v1/token?userID=ada&expired_ts=86400`)).json()
        const outcome = await run(['verify', token, '--json'], { cwd })
        expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, pass: { appId, userId: 'ada' } })
      } finally {
        await running.stop()
      }
    })
  })

  it('says what to do with an app file that holds no app', async () => {
    await inFolder(async (cwd) => {
      await mkdir(join(cwd, '.roompass'))
      await writeFile(join(cwd, '.roompass', 'app.json'), '{"appId": 1')
      const { code, stderr } = await run(['dev'], { cwd, env: free })
      expect(code).toBe(1)
      expect(stderr).toMatch(/\.roompass\/app\.json: .+\n {4}mend: remove the file/)
    })
  })

  it.each(['0.0.0.0', '::', '192.168.1.7', 'example.org'])('refuses HOST=%s', async (HOST) => {
    await inFolder(async (cwd) => {
      const { code, stderr } = await run(['dev'], { cwd, env: { ...free, HOST } })
      expect(code).toBe(2)
      expect(stderr).toContain('roompass serve')
      await expect(stat(join(cwd, '.roompass'))).rejects.toThrow('ENOENT')
    })
  })

  it.each(['eighty', '-1', '65536', '80.5'])('refuses PORT=%s', async (PORT) => {
    const { code, stderr } = await run(['dev'], { cwd: '/', env: { PORT } })
    expect(code).toBe(2)
    expect(stderr).toContain('PORT')
  })

  it('says that a port is taken, and how to take another', async () => {
    const holder = createServer()
    await new Promise<void>((listening) => holder.listen(0, '127.0.0.1', listening))
    const address = holder.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      await inFolder(async (cwd) => {
        const { code, stderr } = await run(['dev'], { cwd, env: { PORT: String(port) } })
        expect(code).toBe(1)
        expect(stderr).toMatch(new RegExp(`port ${port} of 127\\.0\\.0\\.1 is taken.*PORT=\\d+`))
      })
    } finally {
      holder.close()
    }
  })
})
