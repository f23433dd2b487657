// The settings with which `roompass serve` would start in this folder, for commands that look at them.
import { loadConfig, type Settings } from '@roompass/server'
import { readConfigFile } from './config_file.ts'
import { refusalOf } from './process.ts'

/** @throws Refusal with everything that is wrong with them */
export async function loadHere(): Promise<Settings> {
  try {
    const file = await readConfigFile()
    return loadConfig({ env: process.env, ...(file === undefined ? {} : { file }) })
  } catch (error) {
    throw refusalOf(error)
  }
}
