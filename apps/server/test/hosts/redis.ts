// A real Redis of the tests' own, in memory, on a free port of the loopback. Debian has it as `redis-server`.
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'node:net'
import { ended, findProgram, freePort } from './command.ts'

export interface RedisHost {
  readonly url: string
  readonly stop: () => Promise<void>
  /** Starts it again on the same port, empty. */
  readonly start: () => Promise<void>
  /** It stands still and says nothing, until the function it gives is called. */
  readonly freeze: () => () => void
}

const program = findProgram('redis-server')

/** False where no Redis is installed: then what needs one is left out by name. */
export const hasRedis: boolean = program !== null

export async function startRedis(): Promise<RedisHost> {
  if (program === null) throw new Error('Redis is not installed')
  const port = await freePort()
  let server: ChildProcess | null = null
  const start = async (): Promise<void> => {
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no']
    const started = spawn(program, args, { stdio: 'ignore', cwd: '/' })
    server = started
    for (let n = 0; n < 200; n += 1) {
      if (await listens(port)) return
      if (started.exitCode !== null) throw new Error(`redis-server ended with ${started.exitCode}`)
      await pause(50)
    }
    throw new Error('redis-server does not answer')
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async stop() {
      const stopped = server
      server = null
      if (stopped === null) return
      stopped.kill('SIGKILL')
      await ended(stopped)
    },
    freeze() {
      const frozen = server
      frozen?.kill('SIGSTOP')
      return () => void frozen?.kill('SIGCONT')
    },
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => done(true)).on('error', () => done(false))
    socket.on('connect', () => socket.destroy())
  })
}
