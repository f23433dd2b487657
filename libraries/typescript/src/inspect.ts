// Explains any text that may be a token: what it is, what every layer holds, everything that is wrong with it, and what mends it.
// For people who help and for tools; whether someone may come in is verify's answer alone.
import { KitTokenError } from './errors.ts'
import { kindOf } from './inspect/kind.ts'
import { walk, type Walk } from './inspect/layers.ts'
import { mend } from './inspect/mend.ts'
import { problem, type InspectCode, type Problem, type Report, type TokenKind } from './inspect/report.ts'
import type { Keyring } from './keyring.ts'
import { readTerms, type Terms, type VerifyOptions } from './terms.ts'
import { verify, verifyToken04 } from './verify.ts'

export interface InspectOptions extends VerifyOptions {
  /** With keys the sealed part is opened and shown. Do not give the report to someone who may not see it. */
  readonly keys?: Keyring
}

/**
 * Explains a text. It never throws, whatever the text is; only wrong options are a TypeError or RangeError.
 * With keys, `ok` is true exactly when {@link verify} takes the token on the same terms.
 */
export function inspect(input: unknown, options: InspectOptions = {}): Report {
  const terms = readTerms(options)
  if (typeof input !== 'string') return reportOf('unknown', emptyWalk(['not_text']))
  const { text, damage } = mend(input)
  const { kind, code } = kindOf(text)
  if (kind !== 'kit-token' && kind !== 'token04')
    return reportOf(kind, emptyWalk([code ?? 'not_a_kit_token', ...damage]))
  const at = text.indexOf('#')
  const found = walk(at === -1 ? text : text.slice(0, at), at === -1 ? null : text.slice(at + 1), options.keys, terms)
  found.problems.unshift(...damage, ...(code === null ? [] : [code]))
  // Whatever was guessed: the last word is verify's, on the text as it came.
  const refusal = refusalOf(input, kind, options.keys, terms)
  if (refusal !== null) found.problems.push(refusal)
  return reportOf(kind, found)
}

function refusalOf(input: string, kind: TokenKind, keys: Keyring | undefined, terms: Terms): InspectCode | null {
  if (keys === undefined) return null
  try {
    const check = kind === 'token04' ? verifyToken04 : verify
    check(input, keys, optionsOf(terms))
    return null
  } catch (error) {
    if (error instanceof KitTokenError) return error.code
    throw error
  }
}

/** The same terms as options, where what is not asked for is absent. */
function optionsOf({ roomId, userId, appId, ...rest }: Terms): VerifyOptions {
  return {
    ...rest,
    ...(roomId === undefined ? {} : { roomId }),
    ...(userId === undefined ? {} : { userId }),
    ...(appId === undefined ? {} : { appId }),
  }
}

function emptyWalk(problems: InspectCode[]): Walk {
  const layers = { frame: null, envelope: null, suffix: null, key: null, claims: null, trust: null }
  return { layers, problems, warnings: [] }
}

function reportOf(kind: TokenKind, { layers, problems, warnings }: Walk): Report {
  return {
    kind,
    ok: problems.length === 0,
    primary: problems[0] ?? null,
    problems: listed(problems),
    warnings: listed(warnings),
    layers,
  }
}

function listed(codes: readonly InspectCode[]): readonly Problem[] {
  return [...new Set(codes)].map(problem)
}
