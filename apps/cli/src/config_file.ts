// The config file of the folder in which a command is started, loaded; what is in it is checked by the server's loadConfig.
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConfigError, type RoompassConfig } from '@roompass/server'

/** In which files a config may be. */
export const configNames = ['roompass.config.ts', 'roompass.config.mjs', 'roompass.config.js'] as const

/** What the config file of this folder exports by default; undefined where there is none. @throws ConfigError when it cannot be loaded */
export async function readConfigFile(): Promise<RoompassConfig | undefined> {
  const found = configNames.filter((name) => existsSync(name))
  const [name, other] = found
  if (name === undefined) return undefined
  if (other !== undefined) throw problem(name, `${other} is here too`, 'keep one of the two')
  const module = await load(name)
  if (typeof module === 'object' && module !== null && 'default' in module) {
    // loadConfig checks every key and value of it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return module.default as RoompassConfig
  }
  throw problem(name, 'it has no default export', 'write `export default defineConfig({ … })`')
}

async function load(name: string): Promise<unknown> {
  const url = pathToFileURL(resolve(name)).href
  if (name.endsWith('.ts') && process.features.typescript === false) {
    throw problem(name, `Node ${process.version} reads no TypeScript`, 'use Node 22.18 or newer')
  }
  const hooks = registerHooks({
    /** A folder without an installation of its own takes the server that belongs to this command (`npx roompass`). */
    resolve(specifier, context, next) {
      try {
        return next(specifier, context)
      } catch (error) {
        if (specifier !== '@roompass/server' || !isMissing(error)) throw error
        return next(import.meta.resolve('@roompass/server'), context)
      }
    },
    /** An ES module whatever the package.json beside it says: a package that is CommonJS has the same config as any other. */
    load(loaded, context, next) {
      if (loaded !== url) return next(loaded, context)
      return next(loaded, { ...context, format: name.endsWith('.ts') ? 'module-typescript' : 'module' })
    },
  })
  try {
    return await import(url)
  } catch (error) {
    throw error instanceof ConfigError ? error : problem(name, `cannot be loaded: ${reasonOf(error)}`, mendOf(error))
  } finally {
    hooks.deregister()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}

function mendOf(error: unknown): string {
  if (isMissing(error)) return 'install the package (npm install), or correct the path'
  const { syscall }: { syscall?: unknown } = Object(error)
  return syscall === undefined ? 'correct the file' : 'correct the path, or the rights of the file'
}

/** The first line: those below quote the source, in which somebody may have written a secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it throws something that is no error'
  const [line = ''] = error.message.split('\n')
  return line.trim() === '' ? error.name : `${error.name === 'Error' ? '' : `${error.name}: `}${line.slice(0, 300)}`
}

function problem(setting: string, message: string, fix: string): ConfigError {
  return new ConfigError([{ setting, message, fix }])
}
