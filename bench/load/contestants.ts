// Who is measured when tokens are issued: Roompass on either store, and the two yardsticks, each a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { hasPostgres, startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { startServed } from '../faults/served.ts'

export interface Contestant {
  readonly name: string
  readonly port: number
  readonly pid: number
  readonly end: () => Promise<unknown>
}

const yardstick = fileURLToPath(new URL('./yardstick.ts', import.meta.url))

export async function startYardstick(name: 'hono' | 'livekit'): Promise<Contestant> {
  const child = spawn(process.execPath, [yardstick, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { port } = JSON.parse(line)
  return { name, port, pid: child.pid ?? 0, end: async () => child.kill('SIGKILL') }
}

/** The two requests that everybody is asked. */
export interface Requests {
  readonly get: (n: number) => string
  readonly post: (n: number) => string
}

export interface RoompassContestant extends Contestant {
  readonly requests: Requests
  /** Whether it uses the whole machine, as who issues much would. */
  readonly usesAll: boolean
}

/**
 * Roompass with a database that waits for the disk: SQLite, and Postgres where it is installed; each in one process, and in as many as there are
 * processors.
 */
export async function startRoompasses(): Promise<RoompassContestant[]> {
  const postgres = hasPostgres ? await startPostgres({ durable: true }) : null
  const stores = [
    { store: 'sqlite', sections: async () => ({}) },
    ...(postgres === null
      ? []
      : [{ store: 'postgres', sections: async () => ({ database: await postgres.database() }) }]),
  ]
  const every = stores.flatMap(({ store, sections }) => [
    { name: store, sections, processes: '1' },
    { name: `${store}_all_processors`, sections, processes: 'auto' },
  ])
  return Promise.all(
    every.map(async ({ name, sections, processes }, i) => {
      const served = await startServed(await sections(), processes)
      return {
        name,
        usesAll: processes === 'auto',
        port: served.port,
        pid: served.pid,
        requests: { get: served.getRequest, post: served.tokenRequest },
        end: async () => {
          await served.stop()
          // They are ended one after the other.
          if (i === every.length - 1) await postgres?.end()
        },
      }
    }),
  )
}
