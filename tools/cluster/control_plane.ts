// etcd and an API server on free ports of the loopback, with what they keep in a folder that goes away.
import { spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run } from '../process.ts'
import type { Programs } from './programs.ts'

export interface ControlPlane {
  /** The path of a kubeconfig whose user may do everything. */
  readonly config: string
  readonly end: () => Promise<void>
}

/** @throws Error with the end of its log when it does not start */
export async function startControlPlane({
  etcd,
  apiServer,
}: Pick<Programs, 'etcd' | 'apiServer'>): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'roompass-cluster-'))
  const [store, peers, port] = [await freePort(), await freePort(), await freePort()]
  const at = (name: string): string => join(folder, name)
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const token = randomBytes(16).toString('hex')
  writeFileSync(at('key'), privateKey, { mode: 0o600 })
  writeFileSync(at('key.pub'), publicKey)
  writeFileSync(at('tokens'), `${token},admin,admin,system:masters\n`, { mode: 0o600 })
  writeFileSync(at('config'), configOf(port, token), { mode: 0o600 })
  const started = [
    start(etcd, at('etcd.log'), {
      'data-dir': at('etcd'),
      'listen-client-urls': `http://127.0.0.1:${store}`,
      'advertise-client-urls': `http://127.0.0.1:${store}`,
      'listen-peer-urls': `http://127.0.0.1:${peers}`,
      'unsafe-no-fsync': 'true',
    }),
    start(apiServer, at('api.log'), {
      'etcd-servers': `http://127.0.0.1:${store}`,
      'bind-address': '127.0.0.1',
      'secure-port': `${port}`,
      'cert-dir': at('certificates'),
      'service-cluster-ip-range': '10.96.0.0/24',
      'service-account-issuer': 'https://kubernetes.example',
      'service-account-signing-key-file': at('key'),
      'service-account-key-file': at('key.pub'),
      'authorization-mode': 'RBAC',
      'token-auth-file': at('tokens'),
    }),
  ]
  const end = async (): Promise<void> => {
    for (const child of started.toReversed()) await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  for (let n = 0; n < 120; n += 1) {
    const { code } = await run({ command: 'curl', args: ['-fsk', `https://127.0.0.1:${port}/readyz`], cwd: folder })
    if (code === 0) return { config: at('config'), end }
    await pause(500)
  }
  const log = readFileSync(at('api.log'), 'utf8').slice(-3000)
  await end()
  throw new Error(`the API server does not get ready:\n${log}`)
}

function start(program: string, log: string, flags: Readonly<Record<string, string>>): ChildProcess {
  const file = openSync(log, 'w')
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(program, args, { stdio: ['ignore', file, file] })
  closeSync(file)
  return child
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  child.kill('SIGKILL')
  return new Promise((done) => child.once('exit', () => done()))
}

function configOf(port: number, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'one', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'one', user: { token } }],
    contexts: [{ name: 'one', context: { cluster: 'one', user: 'one', namespace: 'rooms' } }],
    'current-context': 'one',
  })
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
