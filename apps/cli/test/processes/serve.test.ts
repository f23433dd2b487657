// Several processes behind one address: how they start, what is said when they cannot, and that they end together.
import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../../server/test/patience.ts'
import { processesWanted } from '../../src/processes/count.ts'
import { inFolder, run, runUntilFirstLine } from '../run.ts'
import { childrenOf, config, lives, startSystem } from './system.ts'

/** Runs `serve` where it cannot start. */
async function refused(sections: object, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []) {
  return inFolder(async (cwd) => {
    await writeFile(join(cwd, 'roompass.config.mjs'), `export default ${JSON.stringify({ ...config, ...sections })}`)
    return run(['serve', '--processes', '3', ...args], { cwd, env: { PORT: '0', ...env } })
  })
}

async function takenPort(): Promise<number> {
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('serve --processes', { timeout: 60_000 }, () => {
  it('gives tokens from every process at one address', async () => {
    const system = await startSystem(3, { log: { requests: true } })
    expect(JSON.parse(system.firstLine)).toMatchObject({ processes: 3 })
    expect(await system.children()).toHaveLength(3)
    const statuses = new Set<number>()
    // Whoever is free takes a connection: asked often enough, and by several at once, each of them does.
    await eventually(
      async () => {
        const asked = Array.from({ length: 6 }, (_, n) =>
          system.ask('GET', `/v1/token?userID=user-${n}&expired_ts=3600`),
        )
        for (const { status } of await Promise.all(asked)) statuses.add(status)
        return new Set(system.events().flatMap(({ event, process }) => (event === 'request' ? [process] : [])))
      },
      { timeout: 30_000 },
    ).toEqual(new Set([1, 2, 3]))
    expect(statuses).toEqual(new Set([200]))
  })

  it('says where it is in one line for people', async () => {
    await inFolder(async (cwd) => {
      await writeFile(
        join(cwd, 'roompass.config.mjs'),
        `export default ${JSON.stringify({ ...config, metrics: undefined })}`,
      )
      const running = await runUntilFirstLine(['serve'], { cwd, env: { PORT: '0', ROOMPASS_PROCESSES: '2' } })
      expect(running.firstLine).toMatch(/^Roompass is running at http:\/\/127\.0\.0\.1:\d+ in 2 processes$/)
      const { code, stdout } = await running.stop('SIGINT')
      expect([code, stdout.trim().split('\n')]).toEqual([0, [running.firstLine]])
    })
  })

  it('is one process as ever unless somebody wants more', async () => {
    const system = await startSystem(1)
    expect(await system.children()).toEqual([])
    expect(JSON.parse(system.firstLine)).not.toHaveProperty('processes')
    expect(await system.metrics()).toContain('\nroompass_people 0\n')
  })

  it('refuses what is no number of processes', async () => {
    const wrong = 'must be a whole number from 1 to 128, or auto'
    await inFolder(async (cwd) => {
      const { code, stderr } = await run(['serve', '--processes', '0'], { cwd })
      expect([code, stderr]).toEqual([2, `roompass: --processes ${wrong}\n`])
    })
    for (const wanted of ['-1', '1.5', '129', 'many', '', ' 2', '0x2', '1e1'])
      expect(() => processesWanted(wanted, {}), wanted).toThrow(wrong)
  })

  it('takes the number from the option, else from the environment, else one', () => {
    expect(processesWanted(undefined, {})).toBe(1)
    expect(processesWanted(undefined, { ROOMPASS_PROCESSES: '4' })).toBe(4)
    expect(processesWanted('2', { ROOMPASS_PROCESSES: '4' })).toBe(2)
    expect(processesWanted('auto', {})).toBe(availableParallelism())
    expect(() => processesWanted(undefined, { ROOMPASS_PROCESSES: 'x' })).toThrow('ROOMPASS_PROCESSES must be')
  })

  it('says once what is wrong with the config', async () => {
    const { code, stdout, stderr } = await refused({ policy: undefined })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.match(/policy: /g)).toHaveLength(1)
    expect(stderr).toMatch(/^roompass: the server cannot start with this config\n {2}policy: .+\n {4}mend: .+\n$/)
  })

  it('says once that the port is taken, and for machines with its code', async () => {
    const port = await takenPort()
    const { code, stdout } = await refused({}, { PORT: `${port}` }, ['--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'EADDRINUSE' })
    const { stderr } = await refused({}, { PORT: `${port}` })
    expect(stderr).toBe(
      `roompass: port ${port} of 127.0.0.1 is taken, perhaps by another Roompass. Stop that one, or choose another port: PORT=${port + 1}\n`,
    )
  })

  it('says that the port of the metrics is taken', async () => {
    const port = await takenPort()
    const { code, stderr } = await refused({ metrics: { port } })
    expect([code, stderr]).toEqual([1, expect.stringContaining(`ROOMPASS_METRICS_PORT=${port + 1}`)])
  })

  it('says what several processes cannot have', async () => {
    const memory = await refused({ database: ':memory:' })
    expect([memory.code, memory.stderr]).toEqual([1, expect.stringMatching(/database: is in memory.*\n.*name a file/)])
    const secure = await refused({ node: { url: 'https://a.internal' } })
    expect([secure.code, secure.stderr]).toEqual([1, expect.stringContaining('node.url: is one https URL')])
    const clash = await refused({ node: { url: 'http://127.0.0.1:8787' } }, { PORT: '8788' })
    expect([clash.code, clash.stderr]).toEqual([1, expect.stringContaining('3 processes have one each from 8787 on')])
  })

  it('shows an error of the config file that nobody had thought of once, and ends', async () => {
    await inFolder(async (cwd) => {
      await writeFile(
        join(cwd, 'roompass.config.mjs'),
        `setTimeout(() => { throw new Error('loose end') }, 0)\nexport default {}`,
      )
      const { code, stderr } = await run(['serve', '--processes', '3'], { cwd, env: { PORT: '0' } })
      expect(code).toBe(1)
      expect(stderr.match(/the server cannot start|ended with 1 before/g)).toHaveLength(1)
    })
  })

  it('leaves nobody behind when the parent is killed', async () => {
    const system = await startSystem(2)
    const children = await system.children()
    expect(children).toHaveLength(2)
    await system.stop('SIGKILL')
    await eventually(async () => Promise.all(children.map(lives))).toEqual([false, false])
  })

  it('ends by SIGTERM to all of them at once, as service managers do it', async () => {
    const system = await startSystem(2)
    for (const pid of [...(await system.children()), system.pid]) process.kill(pid, 'SIGTERM')
    const { code, stderr } = await system.ended
    expect(code).toBe(0)
    expect(stderr.match(/"draining"/g)).toHaveLength(2)
    expect(await childrenOf(system.pid)).toEqual([])
  })
})
