// Calls of ZEGOCLOUD's generators and of ours: whether they run in a browser, and where the secret that they are given is written.
import { isLikelySecret } from '../secret_shape.ts'

const calls = /\b(generateKitTokenForTest|generateToken04)\s{0,4}\(/g
/** Which argument is the secret. */
const position: Readonly<Record<string, number>> = { generateKitTokenForTest: 1, generateToken04: 2 }

export interface Call {
  readonly at: number
  /** A method of the kit, which exists in browsers alone. */
  readonly ofKit: boolean
  /** Where the secret is written; null when it is not in this text. */
  readonly literal: number | null
  /** The last name of what is given as the secret: `SECRET` of `config.SECRET`. Null when it is no name. */
  readonly name: string | null
}

export function callsOf(text: string): Call[] {
  const found: Call[] = []
  for (const match of text.matchAll(calls)) {
    const before = text.slice(Math.max(0, match.index - 80), match.index)
    const from = match.index + match[0].length
    if (isDefinition(before, text.slice(from, from + 60)) || isComment(before)) continue
    const argument = argumentsOf(text, from)[position[match[1] ?? ''] ?? 0]
    found.push({
      at: match.index,
      ofKit: /\bZegoUIKitPrebuilt\s?\??\.\s{0,16}$/.test(before),
      literal: argument === undefined ? null : literalOf(text, argument, match.index),
      name: argument === undefined ? null : nameOf(argument.text),
    })
  }
  return found
}

/** Where in a text a likely secret is given a name: what another file may import. */
export function assignedSecrets(text: string): { readonly name: string; readonly at: number }[] {
  const assigned = /([A-Za-z_$][\w$]{2,40})["']?\s?(?::\s?string\s?)?[:=]\s{0,4}\\?["'`]([^\s"'`\\]{32})\\?["'`]/g
  return [...text.matchAll(assigned)]
    .filter(([, , value = '']) => isLikelySecret(value))
    .map((match) => ({ name: match[1] ?? '', at: match.index + match[0].length - 33 }))
}

interface Argument {
  readonly text: string
  readonly at: number
}

/** The first arguments of a call, cut at commas of its own level. Strings are skipped whole. */
function argumentsOf(text: string, from: number): Argument[] {
  const found: Argument[] = []
  let [depth, start] = [0, from]
  for (let i = from; i < Math.min(text.length, from + 600); i += 1) {
    const character = text[i] ?? ''
    if (/["'`]/.test(character)) {
      const end = text.indexOf(character, i + 1)
      if (end === -1) break
      i = end
    } else if (/[([{]/.test(character)) depth += 1
    else if ((character === ',' && depth === 0) || (/[)\]}]/.test(character) && (depth -= 1) < 0)) {
      found.push({ text: text.slice(start, i), at: start })
      if (depth < 0) break
      start = i + 1
    }
  }
  return found
}

function literalOf(text: string, { text: argument, at }: Argument, call: number): number | null {
  const own = /\\?["'`]([^\s"'`\\]{32})\\?["'`]/.exec(argument)
  if (own?.[1] !== undefined && isLikelySecret(own[1])) return at + own.index + own[0].indexOf(own[1])
  const name = nameOf(argument)
  if (name === null) return null
  // The last time before the call that something of this name is given a text.
  const from = Math.max(0, call - 20_000)
  const given = new RegExp(
    String.raw`(?<![\w$])${name.replaceAll('$', String.raw`\$`)}["']?\s?(?::\s?string\s?)?[:=]\s{0,4}\\?["'\`]([^\s"'\`\\]{32})\\?["'\`]`,
    'g',
  )
  const last = [...text.slice(from, call).matchAll(given)].at(-1)
  if (last?.[1] === undefined || !isLikelySecret(last[1])) return null
  return from + last.index + last[0].lastIndexOf(last[1])
}

/** `SECRET` of `config.SECRET as string`. */
function nameOf(argument: string): string | null {
  return /^\s*(?:[A-Za-z_$][\w$]*\s?[?!]?\.\s?)*([A-Za-z_$][\w$]*)(?:\s?!|\s+as\s+\w+)?\s*$/.exec(argument)?.[1] ?? null
}

function isDefinition(before: string, after: string): boolean {
  return (
    /\b(?:function|static|def|func|public|private|protected)\s+(?:\w+\s+)?$/.test(before) ||
    /^\s*\w+\??\s?:/.test(after)
  )
}

function isComment(before: string): boolean {
  return /(?:^|\n)[^\S\n]*(?:\/\/|\*|#|<!--)[^\n]*$/.test(before)
}
