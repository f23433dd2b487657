import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createApiKey } from '@roompass/server'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run, runUntilFirstLine } from './run.ts'

const { key, entry } = createApiKey('backend')
const environment = {
  ...app,
  PORT: '0',
  ROOMPASS_API_KEYS: `${entry.name}:${entry.sha256}`,
  ROOMPASS_ROOMS: '*',
}

it('serve says in an empty folder how to begin, and only there', { timeout: 30_000 }, async () => {
  const begin = 'Nothing is configured here: `roompass init` writes a config that starts.'
  await inFolder(async (cwd) => {
    const outcome = await run(['serve'], { cwd })
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain(begin)
    expect((await run(['serve'], { cwd, env: app })).stderr).not.toContain(begin)
  })
})

describe('serve', { timeout: 20_000 }, () => {
  it('runs with the environment alone, and gives tokens to who has a key', async () => {
    await inFolder(async (cwd) => {
      const running = await runUntilFirstLine(['serve', '--json'], { cwd, env: environment })
      const { url } = JSON.parse(running.firstLine)
      const asked = await fetch(`${url}/v1/token?userID=ada&expired_ts=86400`, {
        headers: { authorization: `Bearer ${key}` },
      })
      const { token } = await asked.json()
      const stranger = await fetch(`${url}/v1/token?userID=ada&expired_ts=86400`)
      const { code, stdout, stderr } = await running.stop()
      expect([asked.status, stranger.status, code]).toEqual([200, 401, 0])
      expect(stdout + stderr).not.toContain(token)
      const verified = await run(['verify', '-', '--json'], { cwd, env: app, stdin: token })
      expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, pass: { userId: 'ada', trust: 'sealed' } })
    })
  })

  it('runs with the config file of its folder', async () => {
    await inFolder(async (cwd) => {
      const config = { identity: { apiKeys: [entry] }, policy: { rules: [{ rooms: 'lobby', publish: true }] } }
      await writeFile(join(cwd, 'roompass.config.mjs'), `export default ${JSON.stringify(config)}`)
      const running = await runUntilFirstLine(['serve', '--json'], { cwd, env: { ...app, PORT: '0' } })
      const { url } = JSON.parse(running.firstLine)
      const ask = (roomId: string): Promise<Response> =>
        fetch(`${url}/v1/kit-tokens`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({ roomId, userId: 'ada' }),
        })
      expect([(await ask('lobby')).status, (await ask('vault')).status]).toEqual([201, 403])
      await running.stop()
    })
  })

  it('serves metrics on a port of their own, and says which one is taken', async () => {
    await inFolder(async (cwd) => {
      const running = await runUntilFirstLine(['serve', '--json'], {
        cwd,
        env: { ...environment, ROOMPASS_METRICS_PORT: '0' },
      })
      const { metricsUrl } = JSON.parse(running.firstLine)
      expect(await (await fetch(metricsUrl)).text()).toContain('\nroompass_people 0\n')
      const { port } = new URL(metricsUrl)
      const second = await run(['serve'], { cwd, env: { ...environment, ROOMPASS_METRICS_PORT: port } })
      expect([second.code, second.stderr]).toEqual([
        1,
        expect.stringContaining(`ROOMPASS_METRICS_PORT=${Number(port) + 1}`),
      ])
      expect((await running.stop()).code).toBe(0)
    })
  })

  it('refuses to start without a way to know who is asking, and names the mend', async () => {
    await inFolder(async (cwd) => {
      const { code, stdout, stderr } = await run(['serve'], { cwd, env: app })
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/identity: .+\n {4}mend: .*identity\.jwt.*roompass dev/)
      expect(stderr).toMatch(/policy: .+\n {4}mend: .*ROOMPASS_ROOMS/)
      expect(stderr).not.toContain(app.ROOMPASS_SERVER_SECRET)
    })
  })

  it('refuses two config files, and one that exports nothing', async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'roompass.config.mjs'), 'export const config = {}')
      const alone = await run(['serve'], { cwd, env: app })
      expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('export default defineConfig')])
      await writeFile(join(cwd, 'roompass.config.js'), '')
      const both = await run(['serve', '--json'], { cwd, env: app })
      expect(JSON.parse(both.stdout)).toMatchObject({ ok: false, code: 'config_invalid' })
    })
  })

  it('says in plain words that the database cannot be opened', async () => {
    await inFolder(async (cwd) => {
      const env = { ...environment, ROOMPASS_DATABASE: join(cwd, 'missing', 'roompass.db') }
      const { code, stderr } = await run(['serve'], { cwd, env })
      expect(code).toBe(1)
      expect(stderr).toMatch(/^roompass: the store is unavailable.*ROOMPASS_DATABASE.*\n$/)
    })
  })
})
