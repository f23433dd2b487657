// Where a server listens, and in plain words why it cannot.
import { wholeNumber } from './arguments.ts'
import { UsageError } from './failures.ts'

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

interface Why {
  readonly message: string
  readonly mend: string
}

/** What an error code of Node's `listen` means, with the variables that name the address; null for one that nobody expects. */
export function whyTaken(code: string, at: Address, hostVariable: string, portVariable: string): Why | null {
  return Object.hasOwn(faults, code) ? (faults[code]?.(at, hostVariable, portVariable) ?? null) : null
}

const faults: Readonly<Record<string, (at: Address, hostVariable: string, portVariable: string) => Why>> = {
  EADDRINUSE: ({ host, port }, _, variable) => ({
    message: `port ${port} of ${host} is taken, perhaps by another Roompass`,
    mend: `Stop that one, or choose another port: ${variable}=${port === 65_535 ? port - 1 : port + 1}`,
  }),
  EACCES: ({ port }, _, variable) => ({
    message: `port ${port} needs rights that this user has not`,
    mend: `Choose one above 1023, ${variable}=8787 for example`,
  }),
  EADDRNOTAVAIL: ({ host }, variable) => ({
    message: `this machine has no address ${host}`,
    mend: `Set ${variable} to one of its own, 127.0.0.1 for example`,
  }),
  ENOTFOUND: ({ host }, variable) => ({
    message: `the name ${host} is not known here`,
    mend: `Set ${variable} to an address of this machine, 127.0.0.1 for example`,
  }),
}
