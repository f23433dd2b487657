// What a long-running command needs of its process: where to listen, and a plain word when it cannot.
import {
  ConfigError,
  listen,
  StoreUnavailable,
  type Listening,
  type ListenOptions,
  type Roompass,
} from '@roompass/server'
import { wholeNumber } from './arguments.ts'
import { endInOrder } from './ending.ts'
import { Refusal, UsageError } from './failures.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

/** HOST and PORT; default 127.0.0.1:8787. Port 0 is any free one. */
export function addressOf(env: NodeJS.ProcessEnv): Address {
  const port = wholeNumber(env['PORT'] || '8787', 'PORT', 0)
  if (port > 65_535) throw new UsageError('PORT must be at most 65535')
  return { host: env['HOST'] || '127.0.0.1', port }
}

/** Whether only this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

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
  const door = await openDoor(roompass, at, fallback)
  const patienceMs = roompass.drain.delay * 1000 + endsWithinMs
  endInOrder({ drain: () => door.drain(), patienceMs, log: roompass.log })
  return door
}

/** Milliseconds, after the delay that balancers get. */
const endsWithinMs = 15_000

/** What keeps a server from being made, in plain words; what is nobody's fault stays as it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof StoreUnavailable) {
    const message = `${error.message}. Look at what ROOMPASS_DATABASE or the config names: the path, its rights and the space on its disk, or the URL and whether Postgres answers there`
    return new Refusal(`roompass: ${message}`, { ok: false, code: 'store_unavailable', message })
  }
  if (!(error instanceof ConfigError)) return error
  const lines = error.problems.map(({ setting, message, fix }) => `  ${setting}: ${message}\n    mend: ${fix}`)
  return new Refusal(['roompass: the server cannot start with this config', ...lines].join('\n'), {
    ok: false,
    code: 'config_invalid',
    problems: error.problems,
  })
}

async function openDoor(
  roompass: Roompass,
  at: Address,
  fallback: ListenOptions['fallback'] | undefined,
): Promise<Listening> {
  try {
    return await listen(roompass, { ...at, ...(fallback === undefined ? {} : { fallback }) })
  } catch (error) {
    await roompass.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const mend = mends[code]
    if (mend === undefined) throw error
    const message = mend(...wantedBy(error, at, roompass.metrics.at))
    throw new Refusal(`roompass: ${message}`, { ok: false, code, message })
  }
}

/** What could not be had, and the variables that say it: the address of the server, or that of its metrics. */
function wantedBy(error: unknown, at: Address, metrics: Address | null): [at: Address, host: string, port: string] {
  const { port, hostname }: { port?: unknown; hostname?: unknown } = Object(error)
  return metrics !== null && (port === metrics.port || (hostname === metrics.host && hostname !== at.host))
    ? [metrics, 'ROOMPASS_METRICS_HOST', 'ROOMPASS_METRICS_PORT']
    : [at, 'HOST', 'PORT']
}

const mends: Readonly<Record<string, (...wanted: ReturnType<typeof wantedBy>) => string>> = {
  EADDRINUSE: ({ host, port }, _, variable) =>
    `port ${port} of ${host} is taken, perhaps by another Roompass. Stop that one, or choose another port: ${variable}=${port === 65_535 ? port - 1 : port + 1}`,
  EACCES: ({ port }, _, variable) =>
    `port ${port} needs rights that this user has not. Choose one above 1023, ${variable}=8787 for example`,
  EADDRNOTAVAIL: ({ host }, variable) =>
    `this machine has no address ${host}. Set ${variable} to one of its own, 127.0.0.1 for example`,
  ENOTFOUND: ({ host }, variable) =>
    `the name ${host} is not known here. Set ${variable} to an address of this machine, 127.0.0.1 for example`,
}
