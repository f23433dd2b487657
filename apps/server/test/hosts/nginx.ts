// A real nginx of the tests' own in front of some nodes, with the file that people copy (deploy/nginx.conf). Debian has it as `nginx-light`.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ended, findProgram, freePort } from './command.ts'

export interface NginxHost {
  readonly url: string
  /** What it complains of. */
  readonly complaints: () => string
  readonly end: () => Promise<void>
}

const program = findProgram('nginx')
const example = new URL('../../../../deploy/nginx.conf', import.meta.url)

/** False where no nginx is installed: then what needs one is left out by name. */
export const hasNginx: boolean = program !== null

/** @param ports of the nodes, on this machine: as many as the example names */
export async function startNginx(ports: readonly number[]): Promise<NginxHost> {
  if (program === null) throw new Error('nginx is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'roompass-nginx-'))
  const port = await freePort()
  writeFileSync(join(folder, 'roompass.conf'), filledIn(readFileSync(example, 'utf8'), ports, port))
  writeFileSync(join(folder, 'nginx.conf'), around(folder))
  const server = spawn(program, ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  })
  await listens(server, port, join(folder, 'error.log'))
  return {
    url: `http://127.0.0.1:${port}`,
    complaints: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    async end() {
      server.kill('SIGTERM')
      await ended(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The example with other ports, and nothing else in it changed. */
function filledIn(text: string, ports: readonly number[], port: number): string {
  const left = [...ports]
  const filled = text
    .replaceAll(/server 127\.0\.0\.1:\d+ /g, () => `server 127.0.0.1:${left.shift()} `)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
  if (left.length > 0 || filled.includes('undefined')) throw new Error('the example names another number of nodes')
  return filled
}

/** What a distribution has around it. */
function around(folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    worker_processes 1;
    pid ${folder}/nginx.pid;
    events { worker_connections 1024; }
    http {
      access_log off;
      ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n')}
      include ${folder}/roompass.conf;
    }`
}

async function listens(server: ChildProcess, port: number, log: string): Promise<void> {
  for (let n = 0; n < 100; n += 1) {
    if (await opens(port)) return
    if (server.exitCode !== null) throw new Error(`nginx ended with ${server.exitCode}: ${readFileSync(log, 'utf8')}`)
    await pause(50)
  }
  throw new Error('nginx does not answer')
}

function opens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => done(true)).on('error', () => done(false))
    socket.on('connect', () => socket.destroy())
  })
}
