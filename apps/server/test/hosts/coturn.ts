// A real TURN server of the tests' own, on free ports of the loopback. Debian has it as `coturn`.
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { setTimeout as pause } from 'node:timers/promises'
import { ended, findProgram, freePort } from './command.ts'

export interface CoturnHost {
  readonly port: number
  readonly secret: string
  readonly stop: () => Promise<void>
}

const program = findProgram('turnserver')

/** False where no coturn is installed: then what needs one is left out by name. */
export const hasCoturn: boolean = program !== null

export interface CoturnOptions {
  /** It relays for everybody, without credentials. */
  readonly open?: boolean
  /** Relays of one person at a time. Default: any number. */
  readonly quota?: number
}

export async function startCoturn({ open = false, quota = 0 }: CoturnOptions = {}): Promise<CoturnHost> {
  if (program === null) throw new Error('coturn is not installed')
  const [port, secret] = [await freePort(), 'the secret that TURN and the tests share']
  const server = spawn(
    program,
    [
      '-n',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--realm=tests',
      '--pidfile=/dev/null',
      '--log-file=stdout',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      ...(open ? ['--no-auth'] : ['--use-auth-secret', `--static-auth-secret=${secret}`, `--user-quota=${quota}`]),
    ],
    { stdio: 'ignore', cwd: '/' },
  )
  for (let n = 0; !(await answers(port)); n += 1) {
    if (server.exitCode !== null || n === 100) throw new Error(`coturn does not answer (${server.exitCode})`)
    await pause(50)
  }
  return {
    port,
    secret,
    async stop() {
      server.kill('SIGKILL')
      await ended(server)
    },
  }
}

/** UDP is there later than TCP: it is ready when it answers a STUN binding. */
function answers(port: number): Promise<boolean> {
  const binding = Buffer.from(`000100002112a442${'61'.repeat(12)}`, 'hex')
  return new Promise((done) => {
    const socket = createSocket('udp4')
    const end = (heard: boolean): void => {
      clearTimeout(patience)
      socket.close()
      done(heard)
    }
    const patience = setTimeout(() => end(false), 200)
    socket.on('message', () => end(true))
    // Nobody is there yet; that shows here or not at all.
    socket.on('error', () => undefined)
    socket.send(binding, port, '127.0.0.1')
  })
}
