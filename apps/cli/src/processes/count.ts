// How many processes `serve` is to run, as somebody wrote it.
import { availableParallelism } from 'node:os'
import { UsageError } from '../failures.ts'

/** More of them would rather be more machines. */
const most = 128

/**
 * What --processes says, else ROOMPASS_PROCESSES; 1 where neither does. `auto` is one for each processor that this process may use.
 * @throws UsageError
 */
export function processesWanted(option: string | undefined, env: NodeJS.ProcessEnv): number {
  const [text, name] =
    option === undefined ? [env['ROOMPASS_PROCESSES'] || '1', 'ROOMPASS_PROCESSES'] : [option, '--processes']
  if (text === 'auto') return Math.min(most, availableParallelism())
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > most) throw new UsageError(`${name} must be a whole number from 1 to ${most}, or auto`)
  return count
}
