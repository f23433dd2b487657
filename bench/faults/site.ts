// A folder with a config, and built servers that start in it again and again, as often as they are killed: what the faults are done to.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { AppKey } from '../../conformance/harness/process.ts'

/** One server of a site. */
export interface Node {
  readonly url: string
  readonly port: number
  /** Null where the config wants none. */
  readonly metricsUrl: string | null
  readonly pid: number
  /** Milliseconds from its start until `/readyz` said yes. */
  readonly readyMs: number
  /** What it has written into its log. */
  readonly log: () => string
  /** Asks for a Kit Token. @returns the status, and 0 for no answer */
  readonly ask: (userId: string, roomId?: string) => Promise<{ readonly status: number; readonly kitToken: string }>
  /** @returns the status and, when it is 201, the milliseconds until the answer */
  readonly revoke: (userId: string) => Promise<number>
  readonly ready: () => Promise<boolean>
  readonly kill: () => Promise<void>
  /** @returns the exit code */
  readonly stop: () => Promise<number | null>
}

export interface Site {
  readonly folder: string
  readonly app: AppKey
  readonly headers: Readonly<Record<string, string>>
  readonly start: (env?: Readonly<Record<string, string>>) => Promise<Node>
  /** Kills what runs and removes the folder. */
  readonly end: () => Promise<void>
}

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))

/** @param sections of the config, besides API keys and policy */
export async function openSite(
  { identity = {}, ...sections }: { readonly identity?: object; readonly [section: string]: unknown } = {},
  folder?: string,
): Promise<Site> {
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'roompass-faults-')))
  const app = { appId: 1_234_567_890, serverSecret: randomBytes(16).toString('hex') }
  const key = `rpk_bench_${randomBytes(32).toString('base64url')}`
  const entry = {
    name: 'bench',
    sha256: createHash('sha256').update(key).digest('hex'),
    scopes: ['tokens', 'introspect', 'rooms', 'revocations', 'audit', 'keys', 'metrics'],
  }
  const config = {
    apps: [app],
    identity: { apiKeys: [entry], ...identity },
    policy: { rules: [{ rooms: '*', publish: true }] },
    limits: { tokensPerUser: 1_000_000, tokensPerNetwork: 1_000_000 },
    ...sections,
  }
  await writeFile(join(place, 'roompass.config.mjs'), `export default ${JSON.stringify(config)}`, { mode: 0o600 })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const running = new Set<ChildProcess>()
  const killAll = (): void => running.forEach((child) => child.kill('SIGKILL'))
  process.once('exit', killAll)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  return {
    folder: place,
    app,
    headers,
    start: (env = {}) => startNode(place, env, headers, running),
    async end() {
      killAll()
      process.off('exit', killAll)
      await rm(place, { recursive: true, force: true })
    },
  }
}

async function startNode(
  cwd: string,
  env: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  running: Set<ChildProcess>,
): Promise<Node> {
  const began = performance.now()
  const child = spawn(process.execPath, [main, 'serve', '--json'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const gone = once(child, 'exit').then(() => running.delete(child))
  const line = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), gone])
  if (!Array.isArray(line)) throw new Error(`the server ended before it listened: ${said}`)
  const listening: { readonly url?: string; readonly metricsUrl: string | null } = JSON.parse(line[0])
  if (listening.url === undefined) throw new Error(`the server did not start: ${line[0]}`)
  const url = listening.url.replace(/\/$/, '')
  const ready = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await ready())) if (!running.has(child)) throw new Error(`the server ended: ${said}`)
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) })
  return {
    url,
    port: Number(new URL(url).port),
    metricsUrl: listening.metricsUrl,
    pid: child.pid ?? 0,
    readyMs: performance.now() - began,
    log: () => said,
    async ask(userId, roomId = 'lobby') {
      try {
        const response = await post('/v1/kit-tokens', { userId, roomId })
        const body = await response.json()
        return { status: response.status, kitToken: response.ok ? String(body.kitToken) : '' }
      } catch {
        return { status: 0, kitToken: '' }
      }
    },
    async revoke(userId) {
      const response = await post('/v1/revocations', { scope: { kind: 'user', userId }, until: 'forever' })
      await response.arrayBuffer()
      return response.status
    },
    ready,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      child.kill('SIGTERM')
      await gone
      return child.exitCode
    },
  }
}
