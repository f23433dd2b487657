// The config of `roompass dev`: an app of its own, made once and kept, and anyone on this machine may be anyone.
import { randomBytes, randomInt } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
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
  const app = await keptApp(join(place, 'app.json'))
  return settingsOf({
    mode: 'development',
    appId: app.appId,
    keys: createKeyring([app]),
    identity: { jwt: [], apiKeys: [], authenticate: null, anonymous: true },
    policy: { rules: [{ rooms: '*', publish: true }], decide: null, roles: defaultRoles },
    tokens: { defaultLifetime: 3600, maxLifetime: 86_400 },
    room: {
      accept: 'sealed',
      maxPeople: 6,
      iceServers: [],
      turn: null,
      maxConnections: 1000,
      maxConnectionsPerNetwork: 1000,
    },
    http: { allowedOrigins: [], allowCredentials: false, trustedProxies: [] },
    limits: { tokensPerUser: 600, tokensPerNetwork: 6000 },
    database: join(place, 'roompass.db'),
  })
}

async function keptApp(path: string): Promise<App> {
  const made: App = { appId: randomInt(1_000_000_000, 4_000_000_000), serverSecret: randomBytes(16).toString('hex') }
  try {
    // wx: whoever else starts at this moment makes no second one.
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(`${JSON.stringify(made)}\n`)
    await file.close()
    return made
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readApp(path)
}

async function readApp(path: string): Promise<App> {
  const setting = '.roompass/app.json'
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch {
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
