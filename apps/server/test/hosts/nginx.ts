// A real nginx of the tests' own in front of some nodes, with the file that people copy (deploy/nginx.conf). Debian has it as `nginx-light`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ended, findProgram, freePort } from './command.ts'
import { listens, withPorts, type ProxyHost } from './proxy.ts'

const program = findProgram('nginx')
const example = new URL('../../../../deploy/nginx.conf', import.meta.url)

/** False where no nginx is installed: then what needs one is left out by name. */
export const hasNginx: boolean = program !== null

/** @param ports of the nodes, on this machine: as many as the example names */
export async function startNginx(ports: readonly number[]): Promise<ProxyHost> {
  if (program === null) throw new Error('nginx is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'roompass-nginx-'))
  const port = await freePort()
  const filled = withPorts(readFileSync(example, 'utf8'), ports)
  writeFileSync(join(folder, 'roompass.conf'), filled.replace('listen 80;', `listen 127.0.0.1:${port};`))
  writeFileSync(join(folder, 'nginx.conf'), around(folder))
  const log = join(folder, 'error.log')
  const server = spawn(program, ['-p', folder, '-e', log, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const complaints = (): string => readFileSync(log, 'utf8')
  await listens(server, port, complaints)
  return {
    url: `http://127.0.0.1:${port}`,
    complaints,
    async end() {
      server.kill('SIGTERM')
      await ended(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
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
