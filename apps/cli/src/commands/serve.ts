// `roompass serve`: the server as its config says. Starts, prints where it is, and drains when it is told to stop.
import { createRoompass, loadConfig } from '@roompass/server'
import { readArguments } from '../arguments.ts'
import { readConfigFile } from '../config_file.ts'
import { addressOf } from '../address.ts'
import { runUntilSignal } from '../process.ts'
import { say, sayJson } from '../terminal.ts'

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
