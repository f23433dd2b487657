// Where the commands find the app and its secret: the environment, a file, the development app, or the person at the terminal.
// Never the command line.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createKeyring, type Keyring } from '@roompass/token'
import { wholeNumber } from './arguments.ts'
import { UsageError } from './failures.ts'
import { askHidden } from './terminal.ts'

/** The development app that `roompass dev` makes, seen from the folder where a command is started. */
const developmentApp = join('.roompass', 'app.json')
/** The secret that `roompass init` makes, seen from there. */
export const secretName = 'roompass.secret'

interface Found {
  readonly appId: number
  readonly serverSecret: string
}

/** The key that the surroundings hold. @throws UsageError when there is none, naming the ways to give one */
export async function findKeyring(appIdOption: string | undefined, mayAsk: boolean): Promise<Keyring> {
  const found = await findKey(appIdOption, mayAsk)
  if (found === null) {
    throw new UsageError(
      'no ServerSecret was found. Set ROOMPASS_APP_ID and ROOMPASS_SERVER_SECRET (or ROOMPASS_SERVER_SECRET_FILE),\n' +
        `or run this where \`roompass dev\` has made ${developmentApp}, or with --app-id where \`roompass init\` has made ${secretName}.`,
    )
  }
  return keyringOf(found)
}

/** The key that the surroundings hold without asking anyone, or null. */
export async function peekKeyring(appIdOption: string | undefined): Promise<Keyring | null> {
  const found = await findKey(appIdOption, false)
  return found === null ? null : keyringOf(found)
}

/** Every secret of these surroundings, for a search: what cannot be read holds none that can be looked for. */
export async function knownSecrets(): Promise<string[]> {
  const sources = [
    secretOfEnvironment(),
    readDevelopmentApp().then((found) => found?.serverSecret ?? null),
    secretBesideConfig(),
  ]
  const found = await Promise.all(sources.map((source) => source.catch(() => null)))
  // Shorter ones are none, and would be found everywhere.
  return [...new Set(found.flatMap((secret) => (secret?.length === 32 ? [secret] : [])))]
}

async function findKey(appIdOption: string | undefined, mayAsk: boolean): Promise<Found | null> {
  const wished = appIdOption === undefined ? undefined : wholeNumber(appIdOption, '--app-id', 1)
  const secret = await secretOfEnvironment()
  const named = wished ?? appIdOfEnvironment()
  if (secret !== null) {
    if (named === undefined) throw new UsageError('the AppID is missing: set ROOMPASS_APP_ID or pass --app-id')
    return { appId: named, serverSecret: secret }
  }
  const development = await readDevelopmentApp()
  // The secret of one app must never be tried for another.
  if (development !== null && (named === undefined || named === development.appId)) return development
  const beside = named === undefined ? null : await secretBesideConfig()
  if (named !== undefined && beside !== null) return { appId: named, serverSecret: beside }
  if (!mayAsk || !process.stdin.isTTY) return null
  if (named === undefined) throw new UsageError('the AppID is missing: set ROOMPASS_APP_ID or pass --app-id')
  return { appId: named, serverSecret: await askHidden(`ServerSecret of app ${named} (not shown): `) }
}

function appIdOfEnvironment(): number | undefined {
  const value = process.env['ROOMPASS_APP_ID']
  return value === undefined || value === '' ? undefined : wholeNumber(value, 'ROOMPASS_APP_ID', 1)
}

async function secretOfEnvironment(): Promise<string | null> {
  const value = process.env['ROOMPASS_SERVER_SECRET'] ?? ''
  const path = process.env['ROOMPASS_SERVER_SECRET_FILE'] ?? ''
  if (value !== '' && path !== '') {
    throw new UsageError('ROOMPASS_SERVER_SECRET and ROOMPASS_SERVER_SECRET_FILE are both set: keep one')
  }
  if (value !== '') return value
  if (path === '') return null
  const content = await readFile(path, 'utf8').catch(() => {
    throw new UsageError('the file that ROOMPASS_SERVER_SECRET_FILE names cannot be read')
  })
  // An editor ends the file with a line break; the secret has none.
  return content.replace(/\r?\n$/, '')
}

/** The secret that `roompass init` wrote; of which app it is stands in the config, which is not run for this. */
async function secretBesideConfig(): Promise<string | null> {
  return readFile(secretName, 'utf8').then(
    (content) => content.trim(),
    () => null,
  )
}

async function readDevelopmentApp(): Promise<Found | null> {
  let content: string
  try {
    content = await readFile(developmentApp, 'utf8')
  } catch {
    return null
  }
  try {
    const app: unknown = JSON.parse(content)
    if (typeof app === 'object' && app !== null && 'appId' in app && 'serverSecret' in app) {
      const { appId, serverSecret } = app
      if (typeof appId === 'number' && typeof serverSecret === 'string') return { appId, serverSecret }
    }
  } catch {
    // Not JSON: said below, without the parser's message, which quotes the content.
  }
  throw new UsageError(`${developmentApp} is not a development app; delete it and \`roompass dev\` makes a new one`)
}

function keyringOf({ appId, serverSecret }: Found): Keyring {
  try {
    return createKeyring([{ appId, serverSecret }])
  } catch (error) {
    // The keyring names the argument that is wrong and never shows its value.
    if (error instanceof TypeError || error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
