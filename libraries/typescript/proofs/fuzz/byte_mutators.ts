// Changes to bytes, which are carried as characters below 256: bits, lengths, ranges, and the sequences that UTF-8 makes of text.
import type { Random } from '../random.ts'

type Mutator = (bytes: string, random: Random, other: string) => string

/** Of UTF-8, right and wrong, and of lengths. */
const sequences = [
  'c080 c1bf c280 dfbf e08080 e0a080 eda080 ed9fbf edbfbf efbbbf efbfbf f0808080 f0908080 f48fbfbf f4908080 f5 ff 80 bf e282 f09f98',
  '00 7f 0010 000c 0040 7ff0 8000',
].flatMap((list) => list.split(' ').map((hex) => Buffer.from(hex, 'hex').toString('latin1')))

const mutators: readonly Mutator[] = [
  (bytes, random) => at(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => at(bytes, random, () => random.below(256)),
  (bytes, random) => at(bytes, random, (byte) => (byte + random.pick([1, 255, 16, 240])) & 255),
  (bytes, random) => insert(bytes, random, random.pick(sequences)),
  (bytes, random) => insert(bytes, random, String.fromCharCode(...random.bytes(1 + random.below(16)))),
  (bytes, random) => remove(bytes, random, random.below(17)),
  (bytes, random) => bytes + '\0'.repeat(1 + random.below(32)),
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random, other) =>
    bytes.slice(0, random.below(bytes.length + 1)) + other.slice(random.below(other.length + 1)),
  (bytes, random) =>
    setU16(
      bytes,
      random.pick([8, 22, 26]),
      random.pick([0, 12, 16, 64, 72, 80, bytes.length - 28, bytes.length - 25, 0x7fff, 0x8000]),
    ),
]

export function mutateBytes(bytes: string, other: string, random: Random): string {
  let result = bytes
  for (let i = random.pick([1, 1, 1, 2, 2, 3, 4]); i > 0; i--) result = random.pick(mutators)(result, random, other)
  return result.length > maxLength ? result.slice(0, maxLength) : result
}

const maxLength = 40_000

function at(bytes: string, random: Random, change: (byte: number) => number): string {
  if (bytes === '') return bytes
  const index = random.below(bytes.length)
  return bytes.slice(0, index) + String.fromCharCode(change(bytes.charCodeAt(index))) + bytes.slice(index + 1)
}

function insert(bytes: string, random: Random, part: string): string {
  const index = random.below(bytes.length + 1)
  return bytes.slice(0, index) + part + bytes.slice(random.below(2) === 0 ? index : index + part.length)
}

function remove(bytes: string, random: Random, count: number): string {
  const index = random.below(bytes.length + 1)
  return bytes.slice(0, index) + bytes.slice(index + count)
}

function setU16(bytes: string, index: number, value: number): string {
  if (bytes.length < index + 2) return bytes
  return bytes.slice(0, index) + String.fromCharCode((value >> 8) & 255, value & 255) + bytes.slice(index + 2)
}
