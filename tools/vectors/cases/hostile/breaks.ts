// How a hostile case is written: the honest token with one thing bent, and the rule that it breaks.
import { requestOf, suffixOf, type Ask } from '../../craft.ts'
import type { HostileTest, Rule } from '../../model.ts'

export const notes = {
  Frame: 'The text around the bytes.',
  Base64: 'Another spelling of the same bytes, or none.',
  Envelope: 'Expiry, lengths and mode byte around the ciphertext.',
  Suffix: 'The JSON of the suffix.',
  Names: 'User IDs, room IDs and user names outside of their sets.',
  Signature: 'A signature that is not formed as it should be, or not the right one.',
  Keys: 'Keys that the keyring has not, or has for something else.',
  Padding: 'Wrong padding of the CBC form.',
  Tag: 'A wrong tag of the GCM form.',
  Seal: 'An IV or nonce that the secret did not make.',
  Utf8: 'Bytes that are no text, or text around the JSON.',
  Json: 'A plaintext that only a lenient parser reads.',
  Claims: 'Keys and kinds of the claims.',
  Numbers: 'Numbers that parsers take for integers, and integers out of range.',
  Mismatch: 'Parts that do not belong together.',
  Clock: 'Too early, too late, too long.',
  Payload: 'What a payload may not hold.',
  Room: 'Rooms that contradict each other or what is asked for.',
  Gcm: 'In GCM form.',
  Official: 'In official reading, with accept: bare.',
  Forgery: 'What an attacker who holds honest tokens would make of them.',
  Overflow: 'Lengths and numbers that wrap where integers are too short.',
  NotText: 'The token is no string. Where types rule that out, there is nothing to test.',
}
export type Flag = keyof typeof notes

export interface Bend extends Ask {
  readonly alsoBreaks?: readonly Rule[]
  /** The last word on the whole text. */
  readonly text?: (token: string) => unknown
}

interface Broken {
  readonly rule: Rule
  readonly code: string
  readonly flags: readonly Flag[]
}

/** A table of cases that break one rule: what is bent, and how. */
export function breaking(
  { rule, code, flags }: Broken,
  rows: readonly (readonly [comment: string, bend: Bend])[],
): readonly HostileTest[] {
  return rows.map(([comment, bend]) => {
    const { alsoBreaks = [], text = (token) => token } = bend
    const request = requestOf(bend)
    return { comment, flags, ...request, token: text(request.token), rule, alsoBreaks, code }
  })
}

/** Bends the base64 of the suffix. */
export function onSuffix(bend: (base64: string) => string): Pick<Bend, 'text'> {
  return { text: (token) => `${token.slice(0, token.indexOf('#'))}#${bent(suffixOf(token), bend)}` }
}

/** Bends the base64 of the Token04, without its prefix. */
export function onBase64(bend: (base64: string) => string): Pick<Bend, 'text'> {
  return { text: (token) => token.replace(/(?<=^04)[^#]*/, (base64) => bent(base64, bend)) }
}

/** A text with one part replaced; fails when it is not there. */
export function replaced(text: string, part: string, by: string): string {
  return bent(text, () => text.replace(part, () => by))
}

function bent(text: string, bend: (text: string) => string): string {
  const result = bend(text)
  if (result === text) throw new Error(`nothing was bent: ${text}`)
  return result
}
