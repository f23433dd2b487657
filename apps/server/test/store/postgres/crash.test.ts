// What was acknowledged is there, whichever of the two is killed: the process that writes, or Postgres with all its parts.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { verifyAudit } from '../../../src/audit/export.ts'
import { openPostgresStore } from '../../../src/store/postgres/postgres_store.ts'
import { ended } from '../../hosts/command.ts'
import { hasPostgres, startPostgres, type PostgresHost } from '../../hosts/postgres.ts'
import { bePatient, eventually } from '../../patience.ts'
import { allPages } from '../contract/kinds.ts'

bePatient()

const script = fileURLToPath(new URL('../writer.ts', import.meta.url))
let host: PostgresHost

interface Writing {
  readonly process: ChildProcess
  readonly acknowledged: string[]
  readonly refused: string[]
}

function startWriter(url: string, run: string): Writing {
  const child = spawn(process.execPath, [script, url, run], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const acknowledged: string[] = []
  const refused: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) =>
    (line.startsWith('+') ? acknowledged : refused).push(line.slice(2)),
  )
  return { process: child, acknowledged, refused }
}

/** Every name in the audit; the chain is checked on the way. */
async function kept(url: string): Promise<(string | null)[]> {
  const store = await openPostgresStore({ url })
  expect(await verifyAudit(store)).toMatchObject({ whole: true })
  const rows = await allPages(store, {}, 1000)
  await store.close()
  return rows.map(({ userId }) => userId)
}

describe.skipIf(!hasPostgres)('an acknowledged entry', () => {
  beforeAll(async () => {
    host = await startPostgres({ durable: true })
  })
  afterAll(() => host?.end())

  it('survives kills of the processes that wrote it, two at a time', { timeout: 60_000 }, async () => {
    const url = await host.database()
    const acknowledged: string[] = []
    for (let round = 1; round <= 3; round += 1) {
      const writers = ['a', 'b'].map((name) => startWriter(url, `${name}-${round}`))
      await eventually(() => Math.min(...writers.map((one) => one.acknowledged.length))).toBeGreaterThan(30)
      for (const one of writers) one.process.kill('SIGKILL')
      await Promise.all(writers.map((one) => ended(one.process)))
      acknowledged.push(...writers.flatMap((one) => one.acknowledged))
    }
    const names = await kept(url)
    expect(new Set(names).size).toBe(names.length)
    expect(acknowledged.filter((name) => !names.includes(name))).toEqual([])
  })

  it('survives that Postgres is killed with everything that belongs to it', { timeout: 90_000 }, async () => {
    const url = await host.database()
    const acknowledged: string[] = []
    for (let round = 1; round <= 3; round += 1) {
      const writing = startWriter(url, `run-${round}`)
      await eventually(() => writing.acknowledged.length).toBeGreaterThan(30)
      await host.stop('kill')
      await eventually(() => writing.refused.length).toBeGreaterThan(0)
      writing.process.kill('SIGKILL')
      await ended(writing.process)
      acknowledged.push(...writing.acknowledged)
      await host.start()
    }
    const names = await kept(url)
    expect(acknowledged.filter((name) => !names.includes(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })
})
