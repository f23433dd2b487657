// Several processes under load, of which one is killed, or all are told to end: what was acknowledged is kept, and nobody fails who need not.
import { writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../../server/test/patience.ts'
import { run } from '../run.ts'
import { lives, startSystem, type System } from './system.ts'

interface Load {
  /** Users whose token has arrived. */
  readonly given: string[]
  /** What came instead of a token, by what it was. */
  readonly failed: Map<string, number>
  readonly stop: () => Promise<void>
}

/** So many clients, each with a connection that it keeps: one request after the other, and a new connection after a failure. */
function load(system: System, clients: number, name: string): Load {
  const given: string[] = []
  const failed = new Map<string, number>()
  let over = false
  const client = async (n: number): Promise<void> => {
    let line = system.line()
    for (let i = 0; !over; i += 1) {
      const userId = `${name}-${n}-${i}`
      try {
        const { status } = await line.ask('POST', '/v1/kit-tokens', { userId, roomId: 'lobby' })
        if (status === 201) given.push(userId)
        else failed.set(`${status}`, (failed.get(`${status}`) ?? 0) + 1)
      } catch (error) {
        const { code = 'broken', first = false }: { code?: string; first?: boolean } = Object(error)
        const what = first && code === 'ECONNRESET' ? 'reset at the door' : code
        failed.set(what, (failed.get(what) ?? 0) + 1)
        line.close()
        line = system.line()
        if (code === 'ECONNREFUSED') over = true
      }
    }
    line.close()
  }
  const all = Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
  return {
    given,
    failed,
    async stop() {
      over = true
      await all
    },
  }
}

/** Users of the audit, read from the file when all is over. */
async function auditOf(system: System): Promise<Set<string>> {
  const { code } = await run(['audit', 'verify', '--database', `${system.cwd}/roompass.db`], { cwd: system.cwd })
  expect(code).toBe(0)
  const database = new DatabaseSync(`${system.cwd}/roompass.db`, { readOnly: true })
  const rows = database.prepare("select user_id from audit where event = 'token.issued'").all()
  database.close()
  return new Set(rows.map((row) => String(row['user_id'])))
}

describe('several processes under load', { timeout: 120_000 }, () => {
  it('lose nothing that was acknowledged when one is killed, go on meanwhile, and are whole again', async () => {
    const system = await startSystem(3)
    const traffic = load(system, 24, 'user')
    for (let kill = 0; kill < 3; kill += 1) {
      await pause(500)
      const before = await system.children()
      const victim = before[kill]!
      process.kill(victim, 'SIGKILL')
      await eventually(() => lives(victim)).toBe(false)
      const had = traffic.given.length
      await eventually(() => traffic.given.length, { timeout: 5000 }).toBeGreaterThan(had + 24)
      const restarted = (): number => system.events().filter(({ event }) => event === 'process_restarted').length
      await eventually(restarted, { timeout: 35_000 }).toBe(kill + 1)
      await eventually(() => system.metrics(), { timeout: 20_000 }).toContain('\nroompass_processes 3\n')
    }
    await traffic.stop()
    // Requests that were in the one that was killed broke off; nobody was told no.
    expect(
      [...traffic.failed.keys()].filter(
        (what) => what !== 'ECONNRESET' && what !== 'reset at the door' && what !== 'broken',
      ),
    ).toEqual([])
    expect([...traffic.failed.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(3 * 24)
    const events = system.events().map(({ event }) => event)
    expect(events.filter((event) => event === 'process_died')).toHaveLength(3)
    expect(events.filter((event) => event === 'process_restarted')).toHaveLength(3)
    expect((await system.stop()).code).toBe(0)
    const kept = await auditOf(system)
    expect(traffic.given.filter((userId) => !kept.has(userId))).toEqual([])
    expect(kept.size).toBeGreaterThanOrEqual(traffic.given.length)
  })

  it('answer everything that was asked when they are told to end', async () => {
    const system = await startSystem(2)
    const traffic = load(system, 16, 'user')
    await eventually(() => traffic.given.length).toBeGreaterThan(200)
    // Nothing fails before there is an end to blame.
    expect([...traffic.failed]).toEqual([])
    const { code } = await system.stop('SIGTERM')
    await traffic.stop()
    expect(code).toBe(0)
    // Refused at the door when it was closed, or reset by the system with what no process had come to yet: those are no answers that failed.
    const atTheDoor = ['ECONNREFUSED', 'reset at the door']
    expect([...traffic.failed.keys()].filter((what) => !atTheDoor.includes(what))).toEqual([])
    const kept = await auditOf(system)
    expect(traffic.given.filter((userId) => !kept.has(userId))).toEqual([])
  })

  it('give up with what is wrong when none is left and none can be started', async () => {
    const system = await startSystem(2)
    await writeFile(`${system.cwd}/roompass.config.mjs`, 'export default { nonsense: true }')
    const children = await system.children()
    process.kill(children[0]!, 'SIGKILL')
    await eventually(() => system.events().map(({ event }) => event), { timeout: 20_000 }).toContain(
      'process_not_started',
    )
    // The other one serves on.
    expect((await system.ask('GET', '/healthz')).status).toBe(200)
    process.kill(children[1]!, 'SIGKILL')
    const { code, stderr } = await system.ended
    expect(code).toBe(1)
    expect(stderr).toMatch(/roompass: the server cannot start with this config\n {2}nonsense: /)
  })
})
