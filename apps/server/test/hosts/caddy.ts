// A real Caddy of the tests' own in front of some nodes, with the file that people copy (deploy/Caddyfile). Debian has it as `caddy`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ended, findProgram, freePort } from './command.ts'
import { listens, withPorts, type ProxyHost } from './proxy.ts'

const program = findProgram('caddy')
const example = new URL('../../../../deploy/Caddyfile', import.meta.url)

/** False where no Caddy is installed: then what needs one is left out by name. */
export const hasCaddy: boolean = program !== null

/** @param ports of the nodes, on this machine: as many as the example names */
export async function startCaddy(ports: readonly number[]): Promise<ProxyHost> {
  if (program === null) throw new Error('Caddy is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'roompass-caddy-'))
  const port = await freePort()
  const filled = withPorts(readFileSync(example, 'utf8'), ports)
  // Without a certificate, and without the port on which it is told things.
  const site = filled.replace('rooms.example.org {', `http://127.0.0.1:${port} {`)
  writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n}\n${site}`)
  const server = spawn(program, ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // It keeps its state there.
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  })
  let said = ''
  server.stderr.on('data', (text) => (said += text))
  const complaints = (): string => said
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
