// `roompass serve` with several processes: this one starts them, says where they are, and ends them in order. Each of them is process_main.ts.
import { fileURLToPath } from 'node:url'
import { createLog, ProcessFailed, superviseProcesses, type Supervised } from '@roompass/server'
import { endInOrder } from '../ending.ts'
import { Refusal } from '../failures.ts'
import { refusalOfAddress } from '../process.ts'
import { note } from '../terminal.ts'

/** The same file seen from src/ and from dist/. */
const exec = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './process_main.ts' : './process_main.js', import.meta.url),
)

/** Milliseconds beyond those that each of them has for its end. */
const slackMs = 5000

/** @throws Refusal with what the first one says that cannot start */
export async function serveAll(count: number): Promise<Pick<Supervised, 'url' | 'metricsUrl'>> {
  const log = createLog((line) => process.stderr.write(line))
  const all = await superviseProcesses({ count, exec, args: [], log }).catch((error: unknown) => {
    throw refusalOf(error)
  })
  endInOrder({
    async drain() {
      if (!(await all.drain())) throw new Error('a process did not end in order')
    },
    patienceMs: all.patienceMs + slackMs,
    log,
  })
  all.broken.catch((error: unknown) => {
    const { message } = refusalOf(error)
    note(message === '' ? 'roompass: no process is left, and none can be started' : message)
    process.exit(1)
  })
  return all
}

function refusalOf(error: unknown): Error {
  if (error instanceof ProcessFailed) return new Refusal(error.message, error.details)
  const { address, port }: { address?: string; port?: number } = Object(error)
  // Of the addresses this process has only that of the metrics.
  const refusal = refusalOfAddress(
    error,
    { host: address ?? '', port: port ?? 0 },
    'ROOMPASS_METRICS_HOST',
    'ROOMPASS_METRICS_PORT',
  )
  return refusal instanceof Error ? refusal : new Error('something that is no error', { cause: error })
}
