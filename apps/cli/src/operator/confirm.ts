// What reaches everybody is asked for once more.
import { Refusal, UsageError } from '../failures.ts'
import { ask, printable } from '../terminal.ts'

export const confirmOptions = { yes: { type: 'boolean' } } as const

/**
 * Asks on the terminal; with `--yes` it does not.
 * @param what what will happen, as a sentence
 * @throws Refusal when the answer is not yes
 * @throws UsageError where there is no terminal to ask on
 */
export async function confirm(what: string, { yes = false }: { readonly yes?: boolean | undefined }): Promise<void> {
  if (yes) return
  const sentence = printable(what)
  if (!process.stdin.isTTY) throw new UsageError(`${sentence} There is no terminal to ask on: say --yes`)
  const answer = await ask(`${sentence} Type yes to do it: `)
  if (answer.trim().toLowerCase() === 'yes') return
  const message = 'that was not yes, and nothing was changed'
  throw new Refusal(`roompass: ${message}`, { ok: false, code: 'not_confirmed', message })
}
