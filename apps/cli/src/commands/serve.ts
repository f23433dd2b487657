// `roompass serve`: the server as its config says, in one process or in several. Starts, prints where it is, and drains when it is told to stop.
import { createRoompass, loadConfig, type Listening } from '@roompass/server'
import { readArguments } from '../arguments.ts'
import { readConfigFile } from '../config_file.ts'
import { addressOf, type Address } from '../address.ts'
import { runUntilSignal } from '../process.ts'
import { processesWanted } from '../processes/count.ts'
import { say, sayJson } from '../terminal.ts'

type Served = Pick<Listening, 'url' | 'metricsUrl'>

export async function runServe(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, { processes: { type: 'string' } })
  const at = addressOf(process.env)
  const count = processesWanted(values.processes, process.env)
  const { url, metricsUrl } = count === 1 ? await serveAlone(at) : await serveSeveral(count)
  if (values.json === true) return sayJson({ url, metricsUrl, ...(count === 1 ? {} : { processes: count }) })
  const several = count === 1 ? '' : ` in ${count} processes`
  say(`Roompass is running at ${url}${several}${metricsUrl === null ? '' : `, its metrics at ${metricsUrl}`}`)
}

function serveAlone(at: Address): Promise<Served> {
  return runUntilSignal(at, async () => {
    const file = await readConfigFile()
    return createRoompass(loadConfig({ env: process.env, ...(file === undefined ? {} : { file }) }))
  })
}

/** Loaded where it is wanted alone: a single process is no part of a cluster. */
async function serveSeveral(count: number): Promise<Served> {
  const { serveAll } = await import('../processes/serve_all.ts')
  return serveAll(count)
}
