// Small helpers for bytes: no format lives here.

/** Each character below 256 as the byte of the same number. */
export function bytesOfLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  writeLatin1(bytes, 0, text)
  return bytes
}

/** Writes characters below 256 as bytes; gives the place after them. */
export function writeLatin1(target: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** Each byte as the character of the same number. */
export function latin1(bytes: Uint8Array): string {
  // Arguments go over the stack: not too many at once.
  if (bytes.length <= 4096) return Reflect.apply(String.fromCharCode, undefined, bytes)
  return latin1(bytes.subarray(0, 4096)) + latin1(bytes.subarray(4096))
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

/** A number below 2^32 as four big-endian bytes; gives the place after them. */
export function writeU32(target: Uint8Array, at: number, value: number): number {
  target[at] = value >>> 24
  target[at + 1] = value >>> 16
  target[at + 2] = value >>> 8
  target[at + 3] = value
  return at + 4
}

export function readU32(bytes: Uint8Array, at: number): number {
  return (readU16(bytes, at) * 2 ** 16 + readU16(bytes, at + 2)) >>> 0
}

export function readU16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!
}

export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  writeU32(bytes, 0, value)
  return bytes
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Compares strings of ASCII in a time that depends on their lengths alone. */
export function equalTags(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i)
  return difference === 0
}

/** Compares bytes in a time that depends on their number alone. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let i = 0; i < one.length; i++) difference |= one[i]! ^ other[i]!
  return difference === 0
}

/** Whether a text of ASCII begins with these bytes, in a time that depends on their number alone. */
export function beginsWith(text: string, bytes: Uint8Array): boolean {
  let difference = 0
  for (let i = 0; i < bytes.length; i++) difference |= text.charCodeAt(i) ^ bytes[i]!
  return difference === 0
}
