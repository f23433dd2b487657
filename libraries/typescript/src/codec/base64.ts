// Base64 in one spelling only: a text decodes if and only if encoding gives it back (spec R4, R8).
import { latin1 } from './bytes.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const invalid = 64
const values = new Uint8Array(128).fill(invalid)
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i

export function encodeBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes))
}

/** Standard base64 with padding and zero spare bits; null for every other spelling. */
export function decodeBase64(text: string): Uint8Array | null {
  const { length } = text
  if (length % 4 !== 0) return null
  if (length === 0) return new Uint8Array(0)
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((length / 4) * 3 - padding)
  const whole = padding === 0 ? length : length - 4
  let at = 0
  let seen = 0
  for (let i = 0; i < whole; i += 4) {
    const a = valueAt(text, i)
    const b = valueAt(text, i + 1)
    const c = valueAt(text, i + 2)
    const d = valueAt(text, i + 3)
    seen |= a | b | c | d
    bytes[at++] = (a << 2) | (b >> 4)
    bytes[at++] = (b << 4) | (c >> 2)
    bytes[at++] = (c << 6) | d
  }
  if (padding > 0) {
    const a = valueAt(text, whole)
    const b = valueAt(text, whole + 1)
    const c = padding === 1 ? valueAt(text, whole + 2) : 0
    seen |= a | b | c
    if ((padding === 1 ? c & 3 : b & 15) !== 0) return null
    bytes[at++] = (a << 2) | (b >> 4)
    if (padding === 1) bytes[at] = (b << 4) | (c >> 2)
  }
  return (seen & invalid) === 0 ? bytes : null
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** For tags that a provider made; null when it is no base64url without padding. */
export function decodeBase64Url(text: string): Uint8Array | null {
  if (/[+/=]/.test(text)) return null
  return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4))
}

function valueAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? values[code]! : invalid
}
