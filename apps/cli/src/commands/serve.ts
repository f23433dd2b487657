// `roompass serve`: the server as its config says. Starts, prints where it is, and drains when it is told to stop.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, createRoompass, loadConfig, type RoompassConfig } from '@roompass/server'
import { readArguments } from '../arguments.ts'
import { Refusal } from '../failures.ts'
import { addressOf, openDoor, stopOnSignal } from '../process.ts'
import { say, sayJson } from '../terminal.ts'

const names = ['roompass.config.ts', 'roompass.config.mjs', 'roompass.config.js'] as const

export async function runServe(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, {})
  const at = addressOf(process.env)
  const file = await readConfigFile()
  const roompass = await withPlainProblems(() =>
    createRoompass(loadConfig({ env: process.env, ...(file === undefined ? {} : { file }) })),
  )
  const door = await openDoor(roompass, at)
  stopOnSignal(async () => {
    await door.close()
    await roompass.close()
  })
  if (values.json === true) sayJson({ url: door.url })
  else say(`Roompass is running at ${door.url}`)
}

/** What the config file of this folder exports by default; undefined where there is none. */
async function readConfigFile(): Promise<RoompassConfig | undefined> {
  const found = names.filter((name) => existsSync(name))
  const [name, other] = found
  if (name === undefined) return undefined
  if (other !== undefined)
    throw refusal([{ setting: name, message: `${other} is here too`, fix: 'keep one of the two' }])
  const module: unknown = await import(pathToFileURL(resolve(name)).href)
  if (typeof module === 'object' && module !== null && 'default' in module) {
    // loadConfig checks every key and value of it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return module.default as RoompassConfig
  }
  throw refusal([
    { setting: name, message: 'it has no default export', fix: 'write `export default defineConfig({ … })`' },
  ])
}

async function withPlainProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ConfigError) throw refusal(error.problems)
    throw error
  }
}

function refusal(problems: ConfigError['problems']): Refusal {
  const lines = problems.map(({ setting, message, fix }) => `  ${setting}: ${message}\n    mend: ${fix}`)
  return new Refusal(['roompass: the server cannot start with this config', ...lines].join('\n'), {
    ok: false,
    code: 'config_invalid',
    problems,
  })
}
