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

/** Roompass with a database that waits for the disk: SQLite, and Postgres where it is installed. */
export async function startRoompasses(): Promise<(Contestant & { readonly requests: Requests })[]> {
  const postgres = hasPostgres ? await startPostgres({ durable: true }) : null
  const stores = [
    { name: 'sqlite', sections: {}, end: async () => undefined },
    ...(postgres === null
      ? []
      : [{ name: 'postgres', sections: { database: await postgres.database() }, end: () => postgres.end() }]),
  ]
  return Promise.all(
    stores.map(async ({ name, sections, end }) => {
      const served = await startServed(sections)
      return {
        name,
        port: served.port,
        pid: served.pid,
        requests: { get: served.getRequest, post: served.tokenRequest },
        end: async () => {
          await served.stop()
          await end()
        },
      }
    }),
  )
}
