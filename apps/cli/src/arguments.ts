// Reads the command line. A value is never repeated in a complaint: somebody may have typed a secret.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UsageError } from './failures.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & Everywhere; allowPositionals: true; allowNegative: true; strict: true }>
>['values']

type Everywhere = {
  readonly json: { readonly type: 'boolean' }
  readonly help: { readonly type: 'boolean'; readonly short: 'h' }
}
const everywhere: Everywhere = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }

const secretOption = /^--?(no-)?(app|server)?[-_]?secrets?(=|$)/i
const apiKeyOption = /^--?api[-_]?keys?(=|$)/i

/**
 * The options of one command, and its only positional argument, if it takes one.
 * @throws UsageError for an unknown option, a missing value, too many arguments, or a secret on the command line
 */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  takesInput = false,
): { values: Parsed<O>; input: string | undefined } {
  refuseSecrets(args)
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...options, ...everywhere },
      allowPositionals: true,
      allowNegative: true,
      strict: true,
    })
    const allowed = takesInput ? 1 : 0
    if (positionals.length > allowed) {
      throw new UsageError(takesInput ? 'only one argument is expected' : 'no argument without an option is expected')
    }
    return { values, input: positionals[0] }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(complaint(error))
  }
}

/** Everyone on the machine can read a command line (`ps`, shell history), so a secret there is refused unread. */
function refuseSecrets(args: readonly string[]): void {
  const end = args.indexOf('--')
  const options = end === -1 ? args : args.slice(0, end)
  if (options.some((arg) => apiKeyOption.test(arg))) {
    throw new UsageError(
      'an API key does not belong on the command line: other users can read it there, and the shell keeps it in its history.\n' +
        'Set ROOMPASS_API_KEY_FILE to the path of a file, or ROOMPASS_API_KEY, or type it when asked.\n' +
        'If the key you just typed is a real one, replace it.',
    )
  }
  if (!options.some((arg) => secretOption.test(arg))) return
  throw new UsageError(
    'a secret does not belong on the command line: other users can read it there, and the shell keeps it in its history.\n' +
      'Set ROOMPASS_SERVER_SECRET, or ROOMPASS_SERVER_SECRET_FILE to the path of a file, or type it when asked.\n' +
      'If the secret you just typed is a real one, replace it.',
  )
}

function complaint(error: unknown): string {
  // node:util names the option and never its value, except for a value that it takes for an option.
  const name = error instanceof Error ? /'(--?[a-z][a-z-]{0,24})(?: <value>|=|')/.exec(error.message)?.[1] : undefined
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return name ? `unknown option ${name}` : 'unknown option'
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return `${name ?? 'an option'} is not used rightly: it has a value where none belongs, or none where one does`
  }
  throw error
}

/** What stands between commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** A whole number of at least `least`, written in digits alone. */
export function wholeNumber(text: string, option: string, least: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least)) throw new UsageError(`${option} must be a whole number, ${least} or more`)
  return number
}
