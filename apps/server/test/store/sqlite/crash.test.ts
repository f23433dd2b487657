// What was acknowledged is there, whatever happens to the process or the disk: shown with processes that are killed, and with a limit
// on the size of files in place of a full disk.
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite_store.ts'
import type { Store } from '../../../src/store/store.ts'
import { ownFolder } from '../../folder.ts'
import { bePatient } from '../../patience.ts'

bePatient()

const writer = fileURLToPath(new URL('../writer.ts', import.meta.url))

interface Writing {
  readonly process: ChildProcess
  readonly acknowledged: string[]
  readonly refused: string[]
  /** What the store said of itself after a refusal: `yes` when it could write. */
  readonly checks: string[]
  /** Resolves when it is so; rejects when the writer ends before. */
  until(enough: () => boolean): Promise<void>
}

function startWriter(command: string, args: readonly string[]): Writing {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const acknowledged: string[] = []
  const refused: string[] = []
  const checks: string[] = []
  const lines = createInterface({ input: child.stdout })
  const said: Readonly<Record<string, string[]>> = { '+': acknowledged, '-': refused, '?': checks }
  lines.on('line', (line) => said[line.charAt(0)]?.push(line.slice(2)))
  return {
    process: child,
    acknowledged,
    refused,
    checks,
    until: (enough) =>
      new Promise((done, failed) => {
        const look = (): void => (enough() ? done() : undefined)
        lines.on('line', look)
        child.on('exit', () => failed(new Error('the writer ended')))
        look()
      }),
  }
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((done) => child.on('close', done))

async function usersIn(path: string): Promise<(string | null)[]> {
  const store = await openSqliteStore({ path })
  onTestFinished(() => store.close())
  const rows = await store.findAudit({ limit: 1000 })
  for (let page = rows; page.length === 1000; rows.push(...page)) page = await next(store, page.at(-1)!.seq)
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from(rows, (_, i) => rows.length - i))
  return rows.map(({ userId }) => userId)
}

const next = (store: Store, before: number): ReturnType<Store['findAudit']> => store.findAudit({ limit: 1000, before })

describe('an acknowledged entry', () => {
  it('survives five kills of the process that wrote it', { timeout: 60_000 }, async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const acknowledged: string[] = []
    for (let run = 1; run <= 5; run += 1) {
      const writing = startWriter(process.execPath, [writer, path, `run-${run}`])
      await writing.until(() => writing.acknowledged.length >= 20 * run)
      writing.process.kill('SIGKILL')
      await ended(writing.process)
      acknowledged.push(...writing.acknowledged)
    }
    const kept = await usersIn(path)
    expect(new Set(kept).size).toBe(kept.length)
    expect(acknowledged.filter((name) => !kept.includes(name))).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(300)
  })

  it('is still there when the disk was full, and writing goes on when there is room', { timeout: 60_000 }, async () => {
    const path = join(await ownFolder(), 'roompass.db')
    const limited = ['-c', 'ulimit -f 768; exec "$@"', 'sh', process.execPath, writer, path, 'full']
    const writing = startWriter('sh', limited)
    await writing.until(() => writing.checks.length === 1)
    expect(writing.refused).toHaveLength(3)
    expect(writing.acknowledged.length).toBeGreaterThan(3)
    makeRoom(path)
    writing.process.stdin!.write('\n')
    await ended(writing.process)
    expect(writing.checks).toEqual(['no', 'yes'])
    expect(writing.refused).toHaveLength(3)
    const kept = await usersIn(path)
    expect(kept).toHaveLength(writing.acknowledged.length)
    expect(new Set(kept)).toEqual(new Set(writing.acknowledged))
  })
})

/** The log beside the database had grown to the limit; now it is emptied. */
function makeRoom(path: string): void {
  const other = new DatabaseSync(path)
  other.exec('pragma wal_checkpoint(truncate)')
  other.close()
}
