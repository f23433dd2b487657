// A server process and its operators: one key for everything, one that may only fetch tokens.
import { createApiKey } from '@roompass/server'
import { afterAll, beforeAll } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, run, runUntilFirstLine, type Outcome, type Running } from '../run.ts'

const operator = createApiKey('operator')
const backend = createApiKey('backend')
const scopes = 'tokens+introspect+rooms+revocations+audit+keys+metrics'

export interface Served {
  readonly cwd: string
  readonly url: string
  readonly operatorKey: string
  /** Runs a command as the operator. */
  readonly operate: (args: readonly string[], stdin?: string) => Promise<Outcome>
  /** The same, with what it says to machines. */
  readonly operateJson: (args: readonly string[], stdin?: string) => Promise<unknown>
  /** Runs it as a server that may only fetch tokens. */
  readonly asBackend: (args: readonly string[]) => Promise<Outcome>
  /** A Kit Token for somebody; the status and the problem where there is none. */
  readonly kitToken: (userId: string, roomId?: string) => Promise<{ status: number; kitToken?: string; code?: string }>
}

/** A server for all tests of a file. */
export function serveForAll(env: Readonly<Record<string, string>> = {}): () => Served {
  let served: Served
  let running: Running | undefined
  let cwd: string
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'roompass-operated-'))
    running = await runUntilFirstLine(['serve', '--json'], {
      cwd,
      env: {
        ...app,
        PORT: '0',
        ROOMPASS_ROOMS: '*',
        ROOMPASS_API_KEYS: `operator:${operator.entry.sha256}:${scopes},backend:${backend.entry.sha256}`,
        ...env,
      },
    })
    served = servedAt(cwd, JSON.parse(running.firstLine).url)
  }, 30_000)
  afterAll(async () => {
    await running?.stop()
    await rm(cwd, { recursive: true, force: true })
  })
  return () => served
}

function servedAt(cwd: string, url: string): Served {
  const as = (key: string) => (args: readonly string[], stdin?: string) =>
    run(args, {
      cwd,
      env: { ROOMPASS_URL: url, ROOMPASS_API_KEY: key, TZ: 'Europe/Berlin' },
      ...(stdin === undefined ? {} : { stdin }),
    })
  const operate = as(operator.key)
  return {
    cwd,
    url,
    operatorKey: operator.key,
    operate,
    async operateJson(args, stdin) {
      return JSON.parse((await operate([...args, '--json'], stdin)).stdout)
    },
    asBackend: as(backend.key),
    async kitToken(userId, roomId = 'lobby') {
      const response = await fetch(`${url}/v1/kit-tokens`, {
        method: 'POST',
        headers: { authorization: `Bearer ${backend.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ userId, roomId }),
      })
      return { status: response.status, ...(await response.json()) }
    },
  }
}
