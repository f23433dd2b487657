// Small helpers for bytes: no format lives here.

const encoder = new TextEncoder()

export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A number below 2^32 as four big-endian bytes. */
export function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Each byte as the character of the same number. */
export function latin1(bytes: Uint8Array): string {
  // Arguments go over the stack: not too many at once.
  if (bytes.length <= 4096) return Reflect.apply(String.fromCharCode, undefined, bytes)
  return latin1(bytes.subarray(0, 4096)) + latin1(bytes.subarray(4096))
}

/** Writes characters below 256 as bytes; gives the place after them. */
export function writeLatin1(target: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** Compares strings of ASCII in a time that depends on their lengths alone. */
export function equalTags(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i)
  return difference === 0
}
