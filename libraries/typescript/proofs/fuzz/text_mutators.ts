// Changes to a text that know what tokens are made of: JSON, numbers, escapes, percent-encoding, UTF-16, base64.
import type { Random } from '../random.ts'

type Mutator = (text: string, random: Random, other: string) => string

const keys =
  'app_id user_id nonce ctime expire payload room_id privilege stream_id_list userID roomID userName appID ext sig x-a __proto__ constructor'
const pieces = String.raw`{ } [ ] , : " \ ":" "," ": ," {" "} [] {} [[ \" \\ \u0041 \ud800 \udc00 \/ \b \u0000 true false null # = + / - _ 04 1. .`
const percents = '% %20 %C3%AB %ED%A0%80 %00 %E2%80%AE %0'
const characters = ' \n\t\r\u0000\u001f\u007f\u0080\u00ff\u061c\u202e\u2028\ufeff\ud800\udfff'
const words = [...[keys, pieces, percents, '😀 é'].flatMap((list) => list.split(' ')), ...characters.split('')]

const numbers = [
  '0 1 -1 -0 01 1.0 1e3 1E+2 1e999 +1 .5 5. --1 0x10 2147483647 2147483648 -2147483648 -2147483649 4294967295 4294967296',
  '9007199254740991 9007199254740992 9007199254740993 253402300799 253402300800 999999999999 1000000000000',
  '1767225600 1767225660 1767225661 1767229200 1767312000 1767312001',
].flatMap((list) => list.split(' '))

const mutators: readonly Mutator[] = [
  (text, random) => put(text, random, random.pick(words)),
  (text, random) => put(text, random, random.pick(words)),
  (text, random) => put(text, random, String.fromCharCode(random.below(0x80))),
  (text, random) => put(text, random, String.fromCharCode(random.below(0x10000))),
  (text, random) => replaceOne(text, /-?\d+/g, random, () => random.pick(numbers)),
  (text, random) => replaceOne(text, /"[^"]*"/g, random, () => `"${random.pick(words)}"`),
  (text, random) => replaceOne(text, /[A-Za-z_]+/g, random, () => random.pick(words)),
  (text, random) =>
    replaceOne(text, /[^"\\]/g, random, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text, random) =>
    replaceOne(text, /[{}[\],:"]/g, random, (found) => random.pick([`${found} `, ` ${found}`, found + found, ''])),
  (text, random) => flipBit(text, random),
  (text, random) => withRange(text, random, 16, () => ''),
  (text, random) => withRange(text, random, 32, (part) => part + part),
  (text, random) => withRange(text, random, 8, (part) => part.repeat(1 + random.below(64))),
  (text, random, other) => text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  (text, random, other) => put(text, random, partOf(other, random)),
  (text, random) => swapMembers(text, random),
  (text, random) => random.pick(['[', '{"a":']).repeat(1 + random.below(12)) + text,
]

/** One to four changes. */
export function mutateText(text: string, other: string, random: Random): string {
  let result = text
  for (let i = random.pick([1, 1, 1, 2, 2, 3, 4]); i > 0; i--) result = random.pick(mutators)(result, random, other)
  // No parser takes more, and long inputs only cost time.
  return result.length > maxLength ? result.slice(0, maxLength) : result
}

const maxLength = 20_000

/** Shorter texts: without a half, a quarter, … down to one character. */
export function* shorterTexts(text: string): Iterable<string> {
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < text.length; at += size) yield text.slice(0, at) + text.slice(at + size)
  }
}

/** Inserts, or writes over what was there. */
function put(text: string, random: Random, part: string): string {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + part + text.slice(random.below(2) === 0 ? at : at + part.length)
}

function replaceOne(text: string, pattern: RegExp, random: Random, by: (found: string) => string): string {
  const all = [...text.matchAll(pattern)]
  if (all.length === 0) return text
  const { 0: found, index } = random.pick(all)
  return text.slice(0, index) + by(found) + text.slice(index + found.length)
}

function withRange(text: string, random: Random, most: number, change: (part: string) => string): string {
  const at = random.below(text.length + 1)
  const end = at + 1 + random.below(most)
  return text.slice(0, at) + change(text.slice(at, end)) + text.slice(end)
}

function flipBit(text: string, random: Random): string {
  if (text === '') return text
  const at = random.below(text.length)
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8))) + text.slice(at + 1)
}

function partOf(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  return text.slice(at, at + random.below(40))
}

/** Two members of an object change places, or one stands twice. */
function swapMembers(text: string, random: Random): string {
  const members = text.split(/,(?=")/)
  const [from, to] = [random.below(members.length), random.below(members.length)]
  const [moved] = members.splice(from, random.below(2))
  members.splice(to, 0, moved ?? members[from] ?? '')
  return members.join(',')
}
