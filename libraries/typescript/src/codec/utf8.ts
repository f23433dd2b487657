// Text to UTF-8 and back: all or nothing and without exceptions, so that a failure costs what a success costs (spec R16, R18).
import { latin1 } from './bytes.ts'

const encoder = /* @__PURE__ */ new TextEncoder()

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The text, or null when the bytes are not well-formed UTF-8. A byte order mark is a character like others. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const end = asciiLength(bytes, at)
    text += latin1(bytes.subarray(at, end))
    if (end === bytes.length) break
    const point = pointAt(bytes, end)
    if (point === -1) return null
    text += String.fromCodePoint(point)
    at = end + (point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
  }
  return text
}

/** Where the run of ASCII that starts at `from` ends. */
function asciiLength(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at]! < 0x80) at++
  return at
}

/** The code point of two to four bytes in its only right spelling, or -1. */
function pointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  const extra = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1
  if (lead < 0xc2 || lead > 0xf4 || at + extra >= bytes.length) return -1
  let point = lead & (0x3f >> extra)
  for (let i = 1; i <= extra; i++) {
    const next = bytes[at + i]!
    if ((next & 0xc0) !== 0x80) return -1
    point = (point << 6) | (next & 0x3f)
  }
  const surrogate = point >= 0xd800 && point < 0xe000
  return point < shortest[extra]! || point > 0x10ffff || surrogate ? -1 : point
}

/** The first code point that needs so many bytes after the lead: anything below has a shorter spelling. */
const shortest = [0, 0x80, 0x800, 0x10000]
