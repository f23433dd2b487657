// Explains any text that may be a token: what it is, what every layer holds, everything that is wrong with it, and what mends it.
// For people who help and for tools; whether someone may come in is verify's answer alone.
import { KitTokenError } from './errors.ts'
import { newWalk, problemsOf, type Finding, type Walk } from './inspect/findings.ts'
import { kindOf } from './inspect/kind.ts'
import { walk } from './inspect/layers.ts'
import { mend } from './inspect/mend.ts'
import type { Report, TokenKind } from './inspect/report.ts'
import type { Keyring } from './keyring.ts'
import { readTerms, type VerifyOptions } from './terms.ts'
import { verify, verifyToken04 } from './verify.ts'

/**
 * The options of {@link inspect}: those of verify, and what the report should go by.
 * @example
 * const options: InspectOptions = { keys, expect: 'kit-token', roomId: 'lobby' }
 * const { ok, primary } = inspect(text, options)
 */
export interface InspectOptions extends VerifyOptions {
  /** With keys the sealed part is opened and shown. Do not give the report to someone who may not see it. */
  readonly keys?: Keyring
  /** Which of the two belongs where this text was found. Default: what it looks like. */
  readonly expect?: 'kit-token' | 'token04'
}

/**
 * Explains a text. It never throws, whatever the text is; only wrong options are a TypeError or RangeError.
 * With keys, `ok` is true exactly when {@link verify} (or {@link verifyToken04}) takes the text as it came, on the same terms.
 * @example
 * const { primary, problems, layers } = inspect(text, { keys })
 * for (const { code, message, fix } of problems) console.log(code, message, fix)
 */
export function inspect(input: unknown, options: InspectOptions = {}): Report {
  const terms = readTerms(options)
  const { keys, expect } = options
  if (expect !== undefined && expect !== 'kit-token' && expect !== 'token04') {
    throw new TypeError('options.expect must be kit-token or token04')
  }
  if (typeof input !== 'string') return reportOf('unknown', newWalk([{ code: 'not_text' }]))
  if (input.length > maxLength)
    return reportOf('unknown', newWalk([{ code: 'token_malformed', detail: tooLong(input) }]))
  const { text, damage } = mend(input)
  const { kind, code } = kindOf(text)
  const before = [...damage, ...(code === null ? [] : [code])].map((hint): Finding => ({ code: hint }))
  if (kind !== 'kit-token' && kind !== 'token04') return reportOf(kind, newWalk(before))
  const at = text.indexOf('#')
  const found = walk(at === -1 ? text : text.slice(0, at), at === -1 ? null : text.slice(at + 1), keys, terms)
  if (expect !== undefined && expect !== kind)
    before.push(expect === 'token04' ? { code: 'kit_token_given' } : { code: 'token04_given' })
  found.problems.unshift(...before)
  // Whatever was guessed: the last word is verify's, on the text as it came.
  if (keys !== undefined) found.problems.push(...refusalOf(input, expect ?? kind, keys, { ...options, now: terms.now }))
  return reportOf(kind, found)
}

/** Nothing longer is looked at. Generators have made tokens of 96 thousand characters, which shall still be explained. */
const maxLength = 262_144

function tooLong({ length }: string): string {
  return `It has ${length} characters.`
}

function refusalOf(input: string, kind: TokenKind, keys: Keyring, options: VerifyOptions): readonly Finding[] {
  const check = kind === 'token04' ? verifyToken04 : verify
  try {
    check(input, keys, options)
    return []
  } catch (error) {
    if (error instanceof KitTokenError) return [{ code: error.code }]
    throw error
  }
}

function reportOf(kind: TokenKind, { layers, problems, warnings }: Walk): Report {
  const listed = problemsOf(problems)
  return {
    kind,
    ok: listed.length === 0,
    primary: listed[0]?.code ?? null,
    problems: listed,
    warnings: problemsOf(warnings),
    layers,
  }
}
