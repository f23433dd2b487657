// A real Postgres of the tests' own: a cluster in a folder that goes away, on a free port of the loopback. Debian has it as `postgresql`.
import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { ended, findProgram, freePort, run } from './command.ts'

export interface PostgresHost {
  /** A new, empty database, as a URL. */
  readonly database: () => Promise<string>
  /** Runs SQL as its administrator. */
  readonly query: (sql: string, url?: string) => Promise<Record<string, unknown>[]>
  /** How everything in a database is made, as `pg_dump` has it. */
  readonly schema: (url: string) => Promise<string>
  /** Ends it as an administrator does, or as a power failure does, with everything that it started. */
  readonly stop: (how?: 'fast' | 'immediate' | 'kill') => Promise<void>
  /** Starts it again on the same port with what is on the disk. */
  readonly start: () => Promise<void>
  /** Stops it and removes the folder. */
  readonly end: () => Promise<void>
}

const debian = '/usr/lib/postgresql'
const versions = (): string[] => {
  try {
    return readdirSync(debian).toSorted((a, b) => Number(b) - Number(a))
  } catch {
    return []
  }
}
const initdb = findProgram(
  'initdb',
  versions().map((version) => join(debian, version, 'bin')),
)

const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const

/** The folder of its programs. */
export const postgresPrograms: string = initdb === null ? '' : dirname(initdb)

/** False where no Postgres is installed: then what needs one is left out by name. */
export const hasPostgres: boolean = initdb !== null

/** @param durable false saves the waits for the disk, which matter only when the machine loses its power */
export async function startPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<PostgresHost> {
  if (initdb === null) throw new Error('Postgres is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'roompass-postgres-'))
  const [data, port] = [join(folder, 'data'), await freePort()]
  const who = await ordinaryUser()
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid ?? who.uid)
  await run(
    initdb,
    ['-D', data, '-A', 'trust', '-U', 'tests', '-E', 'UTF8', '--no-locale', '--no-sync', '--no-instructions'],
    { ...who, cwd: folder },
  )
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: durable ? 'on' : 'off',
    shared_buffers: '32MB',
    max_connections: 60,
    max_wal_size: '256MB',
  }
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const urlOf = (database: string): string => `postgres://tests@127.0.0.1:${port}/${database}`
  let server: ChildProcess | null = null
  let made = 0

  const query: PostgresHost['query'] = async (sql, url = urlOf('postgres')) => {
    const client = new Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  const answers = (): Promise<boolean> =>
    query('select 1').then(
      () => true,
      () => false,
    )
  const start = async (): Promise<void> => {
    const started = spawn(initdb.replace(/initdb$/, 'postgres'), args, { ...who, cwd: folder, stdio: 'ignore' })
    server = started
    for (let n = 0; n < 300; n += 1) {
      if (await answers()) return
      if (started.exitCode !== null) throw new Error(`postgres ended with ${started.exitCode}`)
      await pause(100)
    }
    throw new Error('postgres does not answer')
  }
  const stop: PostgresHost['stop'] = async (how = 'fast') => {
    const stopped = server
    server = null
    if (stopped === null) return
    if (how === 'kill') for (const pid of childrenOf(stopped.pid)) killIfThere(pid)
    stopped.kill(signals[how])
    await ended(stopped)
    // Backends of a server that was killed see it within moments; until then a new one would not start.
    if (how === 'kill') await pause(300)
  }

  await start()
  return {
    query,
    async schema(url) {
      const dump = await run(initdb.replace(/initdb$/, 'pg_dump'), ['--schema-only', '--dbname', url])
      // Newer ones begin and end with a word that is drawn each time.
      return dump.replace(/^\\(?:un)?restrict .*$/gm, '')
    },
    start,
    stop,
    async database() {
      made += 1
      await query(`create database d${made}`)
      return urlOf(`d${made}`)
    },
    async end() {
      await stop('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Postgres refuses to run as root; whoever is somebody else stays that. */
async function ordinaryUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const name = /^postgres:/m.test(readFileSync('/etc/passwd', 'utf8')) ? 'postgres' : 'nobody'
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
  return { uid: Number(uid), gid: Number(gid) }
}

/** What a process of ours has started. */
function childrenOf(pid: number | undefined): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
