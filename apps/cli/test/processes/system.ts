// `roompass serve --processes` as real processes, with an app and an API key of its own, and ways to ask and to hurt it.
import { readFile } from 'node:fs/promises'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiKey } from '@roompass/server'
import { onTestFinished } from 'vitest'
import { app, runUntilFirstLine, type Running } from '../run.ts'

const everything = ['tokens', 'rooms', 'revocations', 'audit', 'keys', 'metrics', 'introspect'] as const
const { key, entry } = createApiKey('backend', { scopes: [...everything] })

export const config = {
  apps: [{ appId: Number(app.ROOMPASS_APP_ID), serverSecret: app.ROOMPASS_SERVER_SECRET }],
  identity: { apiKeys: [entry] },
  policy: { rules: [{ rooms: '*', publish: true }] },
  limits: { tokensPerUser: 1_000_000 },
  metrics: { port: 0 },
  drain: { spread: 1 },
}

/** What an answer says: JSON, or text. */
type Said = ReturnType<typeof JSON.parse>

export interface System extends Running {
  readonly cwd: string
  readonly url: string
  readonly port: number
  /** What the children are now. */
  readonly children: () => Promise<number[]>
  /** Lines of the log so far. */
  readonly events: () => { readonly event: string; readonly process?: number }[]
  /** One request on a connection of its own, so that it goes to whatever process is free. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Said }>
  /** One request after the other on one connection. */
  readonly line: () => Line
  readonly tokenFor: (userId: string, roomId?: string, wish?: object) => Promise<string>
  readonly metrics: () => Promise<string>
}

export interface Line {
  readonly ask: System['ask']
  readonly close: () => void
}

export async function startSystem(
  count: number,
  sections: object = {},
  env: Readonly<Record<string, string>> = {},
): Promise<System> {
  const cwd = await mkdtemp(join(tmpdir(), 'roompass-processes-'))
  await writeFile(join(cwd, 'roompass.config.mjs'), `export default ${JSON.stringify({ ...config, ...sections })}`)
  const running = await runUntilFirstLine(['serve', '--json', '--processes', `${count}`], {
    cwd,
    env: { HOST: '127.0.0.1', PORT: '0', ...env },
  })
  const { url, metricsUrl } = JSON.parse(running.firstLine)
  onTestFinished(async () => {
    await running.stop()
    await rm(cwd, { recursive: true, force: true })
  })
  const line = (): Line => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    return { ask: (...asked) => ask(url, agent, ...asked), close: () => agent.destroy() }
  }
  const system: System = {
    ...running,
    cwd,
    url,
    port: Number(new URL(url).port),
    children: () => childrenOf(running.pid),
    events: () => linesOf(running.said()),
    ask: (...asked) => ask(url, false, ...asked),
    line,
    async tokenFor(userId, roomId = 'lobby', wish = {}) {
      const { body } = await system.ask('POST', '/v1/kit-tokens', { userId, roomId, ...wish })
      return body.kitToken
    },
    metrics: async () => (await fetch(metricsUrl)).text(),
  }
  return system
}

function linesOf(text: string): { event: string; process?: number }[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
}

export async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return text.split(' ').filter(Boolean).map(Number)
}

export async function lives(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat !== null && !stat.includes(') Z ')
}

function ask(
  url: string,
  agent: Agent | false,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Said }> {
  return new Promise((done, failed) => {
    const asking = request(url + path, {
      method,
      agent,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })
    // The first request of a connection may meet a door that is just being closed; one on a connection that was answered before must not fail.
    asking.on('error', (error) => failed(Object.assign(error, { first: !asking.reusedSocket })))
    asking.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('error', failed)
      response.on('aborted', () => failed(new Error('the answer broke off')))
      response.on('end', () => {
        const isJson = (response.headers['content-type'] ?? '').includes('json')
        done({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text })
      })
    })
    asking.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
