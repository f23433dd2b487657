// Random texts of the kinds that stand in tokens: full of what libraries escape, fold, strip or count differently.
import type { Random } from './random.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('')

/** R11. */
const inUserIds = `${letters}~!@#$%^&*()_+=-\`;',.<>/\\`
const inRoomIds = printable.replaceAll(/[ "#\\]/g, '')

/** Each is what some language treats in its own way. */
const telling = [
  ...Array.from(
    '"\\/<>&\'+%=#{}[]:,\u00a0\u00ad\u00df\u0130\u0131\u01c5\ufb01\u212b\u1e9e\u0345\u200b\u200c\u200d\u2028\u2029\u2060\ufeff\ufffc\ufffd\ufffe\uffff\ud7ff\ue000',
  ),
  'e\u0301',
  '\u00e9',
  '\u{1f469}\u200d\u{1f680}',
  '\u{1f1e9}\u{1f1ea}',
  '\u{10000}',
  '\u{10ffff}',
  '\u5f20',
  '\u0623\u0647\u0644\u0627',
  '\u05e9',
  '%25',
  '&amp;',
  '\\u0041',
]
const control = Array.from({ length: 0xa0 }, (_, code) => code).filter((code) => code < 0x20 || code >= 0x7f)
/** Not allowed in names. */
const hidden = [...control.map((code) => String.fromCharCode(code)), '\u061c', '\u200e', '\u202e', '\u2066', '\u2069']

export function userId(random: Random): string {
  return random.text(random.length(1, 64), inUserIds)
}

export function roomId(random: Random): string {
  return random.text(random.length(1, 128), inRoomIds)
}

export function secret(random: Random): string {
  return random.text(32, printable)
}

/** Printable ASCII; a third of them need many escapes. */
export function ascii(random: Random, length: number): string {
  return random.text(length, random.pick([printable, printable, '"\\/<&+ ']))
}

/** A name of at most so many bytes of UTF-8, and mostly of exactly as many. */
export function name(random: Random, bytes: number): string {
  return filled(random, bytes, () => (random.chance(50) ? random.pick(telling) : anywhere(random)))
}

/** Text of any characters, as stream IDs may be. */
export function anyText(random: Random, bytes: number): string {
  return filled(random, bytes, () => random.pick([random.pick(telling), random.pick(hidden), anywhere(random)]))
}

function anywhere(random: Random): string {
  const [from, to] = random.pick([
    [0x20, 0x7f],
    [0xa1, 0x600],
    [0x700, 0x2000],
    [0x2100, 0xd800],
    [0xe000, 0x10000],
    [0x10000, 0x110000],
  ] as const)
  return String.fromCodePoint(from + random.below(to - from))
}

function filled(random: Random, bytes: number, next: () => string): string {
  let text = ''
  for (let left = bytes; left > 0;) {
    const piece = next()
    const size = Buffer.byteLength(piece)
    text += size <= left ? piece : random.text(left, letters)
    left -= size
  }
  return text
}
