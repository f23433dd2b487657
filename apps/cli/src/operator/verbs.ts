// Commands that have commands of their own, as `revoke undo` has: the first argument picks one.
import { UsageError } from '../failures.ts'

type Run = (args: readonly string[]) => Promise<void>

/** Runs what the first argument names. @throws UsageError when it names nothing */
export async function runVerb(
  command: string,
  verbs: Readonly<Record<string, Run>>,
  args: readonly string[],
): Promise<void> {
  const [verb = '', ...rest] = args
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run === undefined) {
    const known = `roompass ${command} ${Object.keys(verbs).join(' | ')}`
    throw new UsageError(
      `${verb === '' ? 'which one:' : 'there is no such command; there are'} ${known}; --help tells more`,
    )
  }
  await run(rest)
}
