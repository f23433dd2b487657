// The config of `roompass dev`: an app of its own, made once and kept, and anyone on this machine may be anyone.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { createKeyring } from '@roompass/token'
import { defaultRoles } from '../policy/decide.ts'
import { ConfigError } from './problems.ts'
import { settingsOf, type Settings } from './settings.ts'

const appSchema = v.object({
  appId: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(0xffffffff)),
  serverSecret: v.pipe(v.string(), v.regex(/^[\x20-\x7e]{32}$/)),
})
type App = v.InferOutput<typeof appSchema>

/**
 * Settings for this machine alone. `.roompass/app.json` in `folder` holds the app; the first start makes it, readable by its owner.
 * @throws ConfigError when the file is there and holds no app
 */
export async function developmentConfig({ folder }: { readonly folder: string }): Promise<Settings> {
  const place = join(folder, '.roompass')
  await mkdir(place, { recursive: true, mode: 0o700 })
  // A secret that nobody meant to commit stays out of every repository that it lies in.
  await writeFile(join(place, '.gitignore'), '*\n')
  const app = await keptApp(join(place, 'app.json'))
  const settings: Settings = {
    mode: 'development',
    appId: app.appId,
    keys: createKeyring([app]),
    storedKeys: null,
    sessionSecrets: () => [app.serverSecret],
    identity: { jwt: [], apiKeys: [], authenticate: null, routes: {}, anonymous: true },
    policy: { rules: [{ rooms: '*', publish: true }], decide: null, roles: defaultRoles },
    tokens: { defaultLifetime: 3600, maxLifetime: 86_400, once: false },
    room: {
      accept: 'sealed',
      maxPeople: 6,
      duplicates: 'oldest',
      iceServers: [],
      turn: null,
      maxConnections: 1000,
      maxConnectionsPerNetwork: 1000,
      maxWaitingPerNetwork: 1000,
    },
    http: { allowedOrigins: [], allowCredentials: false, trustedProxies: [], dialects: [] },
    // What `livekit-server --dev` takes.
    livekit: { url: 'ws://127.0.0.1:7880', apiKey: 'devkey', apiSecret: 'secret', tokenLifetime: 900 },
    limits: { tokensPerUser: 600, tokensPerNetwork: 6000, tokensPerApiKey: 6000, socketsPerNetwork: 1000 },
    log: { level: 'info', requests: false },
    metrics: null,
    drain: { delay: 0, spread: 0 },
    processes: 1,
    node: null,
    database: join(place, 'roompass.db'),
    redis: null,
  }
  return settingsOf(settings, [app.serverSecret])
}

async function keptApp(path: string): Promise<App> {
  for (;;) {
    const app = await readApp(path)
    if (app !== null) return app
    await makeApp(path)
  }
}

/** Written whole under another name first: whoever starts at the same moment finds the whole app or none, and one of the two makes it. */
async function makeApp(path: string): Promise<void> {
  const made: App = { appId: randomInt(1_000_000_000, 4_000_000_000), serverSecret: randomBytes(16).toString('hex') }
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  try {
    await link(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** Null when there is none yet. */
async function readApp(path: string): Promise<App | null> {
  const setting = '.roompass/app.json'
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new ConfigError([
      { setting, message: 'cannot be read as JSON', fix: 'remove the file; the next start makes a new app' },
    ])
  }
  const result = v.safeParse(appSchema, value)
  if (result.success) return result.output
  throw new ConfigError([
    {
      setting,
      message: 'is not {"appId": number, "serverSecret": 32 characters}',
      fix: 'remove the file; the next start makes a new app',
    },
  ])
}
