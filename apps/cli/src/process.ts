// What a long-running command does: makes the server, listens, ends in order; and says in plain words why it cannot.
import {
  ConfigError,
  listen,
  StoreUnavailable,
  type Listening,
  type ListenOptions,
  type Roompass,
} from '@roompass/server'
import { whyTaken, type Address } from './address.ts'
import { endInOrder } from './ending.ts'
import { Refusal } from './failures.ts'

/**
 * Makes the server, listens, and drains when the process is told to stop.
 * @throws Refusal with the mend when the server cannot be made or the address cannot be had
 */
export async function runUntilSignal(
  at: Address,
  make: () => Promise<Roompass>,
  fallback?: ListenOptions['fallback'],
): Promise<Pick<Listening, 'url' | 'metricsUrl'>> {
  const roompass = await make().catch((error: unknown) => {
    throw refusalOf(error)
  })
  const door = await openDoor(roompass, at, fallback === undefined ? {} : { fallback })
  const patienceMs = roompass.drain.delay * 1000 + endsWithinMs
  endInOrder({ drain: () => door.drain(), patienceMs, log: roompass.log })
  return door
}

/** Milliseconds, after the delay that balancers get. */
export const endsWithinMs = 15_000

/** What keeps a server from being made, in plain words; what is nobody's fault stays as it is. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof StoreUnavailable) {
    const { code } = error
    const look =
      'Look at what ROOMPASS_DATABASE or the config names: the path, its rights and the space on its disk, or the URL and whether Postgres answers there'
    const message = code === 'store_unavailable' ? `${error.message}. ${look}` : error.message
    return new Refusal(`roompass: ${message}`, { ok: false, code, message })
  }
  if (!(error instanceof ConfigError)) return error
  const lines = error.problems.map(({ setting, message, fix }) => `  ${setting}: ${message}\n    mend: ${fix}`)
  const missing = ['apps', 'identity', 'policy'].every((name) => error.problems.some(({ setting }) => setting === name))
  const start = missing ? ['Nothing is configured here: `roompass init` writes a config that starts.'] : []
  return new Refusal(['roompass: the server cannot start with this config', ...lines, ...start].join('\n'), {
    ok: false,
    code: 'config_invalid',
    problems: error.problems,
  })
}

/** @throws Refusal with the mend when the address cannot be had */
export async function openDoor(
  roompass: Roompass,
  at: Address,
  options: Pick<ListenOptions, 'fallback' | 'nodes'>,
): Promise<Listening> {
  try {
    return await listen(roompass, { ...at, ...options })
  } catch (error) {
    await roompass.close()
    throw refusalOfAddress(error, ...wantedBy(error, at, roompass.metrics.at))
  }
}

/** What keeps a server from listening, in plain words; what nobody expects stays as it is. */
export function refusalOfAddress(error: unknown, at: Address, hostVariable: string, portVariable: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = whyTaken(code, at, hostVariable, portVariable)
  if (why === null) return error
  const message = `${why.message}. ${why.mend}`
  return new Refusal(`roompass: ${message}`, { ok: false, code, message })
}

/** What could not be had, and the variables that say it: the address of the server, or that of its metrics. */
function wantedBy(error: unknown, at: Address, metrics: Address | null): [at: Address, host: string, port: string] {
  const { port, hostname }: { port?: unknown; hostname?: unknown } = Object(error)
  return metrics !== null && (port === metrics.port || (hostname === metrics.host && hostname !== at.host))
    ? [metrics, 'ROOMPASS_METRICS_HOST', 'ROOMPASS_METRICS_PORT']
    : [at, 'HOST', 'PORT']
}
