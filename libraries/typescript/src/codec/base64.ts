// Base64 in one spelling only: a text decodes if and only if encoding gives it back (spec R4, R8). The portable way; a provider
// may have a faster one with the same answers (transcoder.ts).
import { bytesOfLatin1, latin1 } from './bytes.ts'

export function encodeBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes))
}

/** Standard base64 with padding and zero spare bits; null for every other spelling. */
export function decodeBase64(text: string): Uint8Array | null {
  const decoded = decodeBase64Text(text)
  return decoded === null ? null : bytesOfLatin1(decoded)
}

/** The decoded bytes as characters of the same numbers. */
export function decodeBase64Text(text: string): string | null {
  let decoded: string
  try {
    decoded = atob(text)
  } catch {
    return null
  }
  // atob forgives white space, missing padding and spare bits; btoa has none of them.
  return btoa(decoded) === text ? decoded : null
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** For tags that a provider made: base64url without padding. */
export function decodeBase64Url(text: string): Uint8Array {
  // Not replaceAll, which Node 8 does not have.
  return bytesOfLatin1(atob(text.replace(/-/g, '+').replace(/_/g, '/')))
}
