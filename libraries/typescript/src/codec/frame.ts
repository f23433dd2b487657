// The outermost text: how a Kit Token falls into Token04 and suffix, and how a Token04 becomes bytes (spec R1 to R4).
// Nobody else splits at "#" or puts it there.
import { KitTokenError } from '../errors.ts'
import type { KitTokenErrorCode } from '../reasons.ts'
import { decodeBase64Text } from './base64.ts'
import { bounds, type Reading } from './bounds.ts'
import type { Transcoder } from './transcoder.ts'

const token04Prefix = '04'

const printable = /^[\x21-\x7e]*$/

export function joinKitToken(token04: string, suffix: string): string {
  return `${token04}#${suffix}`
}

/** Spec R1, R2. The suffix comes decoded, each byte a character; null where it is not base64 in its one spelling (R8). */
export function splitKitToken(input: unknown, reading: Reading): { token04: string; suffix: string | null } {
  const text = boundedText(input, bounds[reading].kitToken)
  const at = text.indexOf('#')
  const suffix = decodeBase64Text(text.slice(at + 1))
  // A client that splits reads the second part, a verifier that looks for the last "#" another one: only one is allowed.
  // What can be decoded is printable; so is the other part, or decoding that says so.
  if (at === -1 || at !== text.lastIndexOf('#') || (suffix === null && !printable.test(text))) {
    throw new KitTokenError('token_malformed')
  }
  return { token04: text.slice(0, at), suffix }
}

/** The bytes of a Token04, spec R1 to R4. */
export function decodeToken04(
  input: unknown,
  reading: Reading,
  { decodeBase64 }: Pick<Transcoder, 'decodeBase64'>,
): Uint8Array {
  const text = boundedText(input, bounds[reading].token04)
  const raw = text.startsWith(token04Prefix) ? decodeBase64(text.slice(token04Prefix.length)) : null
  if (raw === null) throw new KitTokenError(faultOf(text))
  return raw
}

/** Which rule is broken by a text that is no Token04. What can be decoded keeps them all. */
function faultOf(text: string): KitTokenErrorCode {
  if (!printable.test(text) || text.includes('#')) return 'token_malformed'
  return text.startsWith(token04Prefix) ? 'token_encoding' : 'token_version'
}

export function encodeToken04(raw: Uint8Array, { encodeBase64 }: Transcoder): string {
  return token04Prefix + encodeBase64(raw)
}

function boundedText(input: unknown, { min, max }: { min: number; max: number }): string {
  // The length comes first: nothing is done with a text of any size.
  if (typeof input !== 'string' || input.length < min || input.length > max) {
    throw new KitTokenError('token_malformed')
  }
  return input
}
