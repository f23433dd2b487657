// `roompass serve`: the server as its config says. Starts, prints where it is, and drains when it is told to stop.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, createRoompass, loadConfig, type RoompassConfig } from '@roompass/server'
import { readArguments } from '../arguments.ts'
import { addressOf, runUntilSignal } from '../process.ts'
import { say, sayJson } from '../terminal.ts'

const names = ['roompass.config.ts', 'roompass.config.mjs', 'roompass.config.js'] as const

export async function runServe(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, {})
  const at = addressOf(process.env)
  const { url, metricsUrl } = await runUntilSignal(at, async () => {
    const file = await readConfigFile()
    return createRoompass(loadConfig({ env: process.env, ...(file === undefined ? {} : { file }) }))
  })
  if (values.json === true) sayJson({ url, metricsUrl })
  else say(`Roompass is running at ${url}${metricsUrl === null ? '' : `, its metrics at ${metricsUrl}`}`)
}

/** What the config file of this folder exports by default; undefined where there is none. */
async function readConfigFile(): Promise<RoompassConfig | undefined> {
  const found = names.filter((name) => existsSync(name))
  const [name, other] = found
  if (name === undefined) return undefined
  if (other !== undefined) {
    throw new ConfigError([{ setting: name, message: `${other} is here too`, fix: 'keep one of the two' }])
  }
  const module: unknown = await import(pathToFileURL(resolve(name)).href)
  if (typeof module === 'object' && module !== null && 'default' in module) {
    // loadConfig checks every key and value of it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return module.default as RoompassConfig
  }
  throw new ConfigError([
    { setting: name, message: 'it has no default export', fix: 'write `export default defineConfig({ … })`' },
  ])
}
