import { chmod, readdir, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { app, inFolder, run, runUntilFirstLine } from '../run.ts'

const anyPort = { PORT: '0' }
const ids = [
  'node',
  'config',
  'secret',
  'secret files',
  'clock',
  'database',
  'redis',
  'identity',
  'turn',
  'ports',
  'origins',
]

interface Checked {
  readonly check: string
  readonly state: string
  readonly message: string
  readonly mend?: string
}

async function doctor(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = anyPort) {
  const { code, stdout, stderr } = await run(['doctor', '--json', ...args], { cwd, env })
  const { ok, checks }: { ok: boolean; checks: Checked[] } = JSON.parse(stdout)
  return { code, ok, checks, all: stdout + stderr }
}

describe('doctor', { timeout: 30_000 }, () => {
  it.each([[[]], [['--identity', 'function', '--origin', 'https://app.example.org']]])(
    'finds nothing wrong with what init wrote: init %j; before the first start, while it runs, and after',
    async (options) => {
      await inFolder(async (cwd) => {
        await run(['init', ...options], { cwd })
        const before = await readdir(cwd)
        const clean = async (env: Readonly<Record<string, string>>): Promise<void> => {
          const { code, ok, checks } = await doctor(cwd, [], env)
          const states = checks.map(({ check, state, message }) => `${check} ${state} ${message}`)
          expect(states.filter((line) => / (?:failed|warning) /.test(line))).toEqual([])
          expect({ code, ok, ids: [...new Set(checks.map(({ check }) => check))] }).toEqual({ code: 0, ok: true, ids })
        }
        await clean(anyPort)
        expect(await readdir(cwd)).toEqual(before)
        const running = await runUntilFirstLine(['serve', '--json'], { cwd, env: anyPort })
        await clean({ PORT: new URL(JSON.parse(running.firstLine).url).port })
        await running.stop()
        await clean(anyPort)
      })
    },
  )

  it('tells everything that is wrong at once, each with its mend, and never a secret', async () => {
    await inFolder(async (cwd) => {
      await run(['init'], { cwd })
      await chmod(join(cwd, 'roompass.secret'), 0o644)
      await writeFile(join(cwd, 'roompass.db'), 'a letter, not a database; and long enough to be none.'.repeat(40))
      const { code, ok, checks, all } = await doctor(cwd, [], {
        ...anyPort,
        ROOMPASS_REDIS: 'redis://ada:lovelace@127.0.0.1:1',
      })
      expect({ code, ok }).toEqual({ code: 1, ok: false })
      const wrong = checks.filter(({ state }) => state === 'failed')
      expect([...new Set(wrong.map(({ check }) => check))].toSorted()).toEqual(['database', 'redis', 'secret files'])
      for (const { mend } of wrong) expect(mend).toMatch(/\w{4}/)
      expect(all).not.toContain('lovelace')
    })
  })

  it('says what is wrong with a config, and goes on with what needs none', async () => {
    await inFolder(async (cwd) => {
      const { code, checks } = await doctor(cwd, [], {
        ...app,
        ROOMPASS_SERVER_SECRET: '0123456789abcdef0123456789abcdef',
      })
      expect(code).toBe(1)
      const states = Object.fromEntries(checks.map(({ check, state }) => [check, state]))
      expect(states).toMatchObject({
        node: 'ok',
        config: 'failed',
        secret: 'failed',
        database: 'skipped',
        turn: 'skipped',
      })
    })
  })

  it('waits no longer than it may', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
    onTestFinished(() => void silent.close())
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
    const { port } = silent.address() as AddressInfo
    await inFolder(async (cwd) => {
      await run(['init'], { cwd })
      const started = performance.now()
      const { checks } = await doctor(cwd, ['--timeout', '1', '--time-url', `http://127.0.0.1:${port}`], {
        ...anyPort,
        ROOMPASS_REDIS: `redis://127.0.0.1:${port}`,
        ROOMPASS_TURN_URLS: `turn:127.0.0.1:${port}?transport=tcp`,
        ROOMPASS_TURN_SECRET: 'a secret of TURN',
      })
      expect(performance.now() - started).toBeLessThan(8000)
      const states = Object.fromEntries(checks.map(({ check, state }) => [check, state]))
      expect(states).toMatchObject({ redis: 'failed', turn: 'failed', clock: 'warning', database: 'ok' })
    })
  })

  it('shows a table to people', async () => {
    await inFolder(async (cwd) => {
      await run(['init'], { cwd })
      await chmod(join(cwd, 'roompass.secret'), 0o644)
      const { code, stdout, stderr } = await run(['doctor'], { cwd, env: anyPort })
      expect(code).toBe(1)
      expect(stdout).toMatch(/^node {10}ok {6}Node \d/)
      expect(stdout).toMatch(
        /\nsecret files {2}FAILED {2}roompass\.secret \(644\).+\n {22}mend: chmod 600 roompass\.secret\n/,
      )
      expect(stderr).toMatch(/^1 failed, 0 to look at, \d+ ok\.\n$/)
    })
  })

  it.each([[['--timeout', '0']], [['--time-url', 'ftp://a']], [['--colour']]])('refuses %j', async (args) => {
    await inFolder(async (cwd) => {
      expect((await run(['doctor', ...args], { cwd })).code).toBe(2)
    })
  })
})
