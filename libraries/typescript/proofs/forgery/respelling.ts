// Other spellings of a Kit Token: most decode to the same bytes in a lenient decoder, as Node's is. None may be taken, or one token would have
// many names, and what is revoked by its text would go on.
import type { Random } from '../random.ts'
import type { Held } from './issuer.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const strangers = [
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '=',
  '-',
  '_',
  '.',
  '!',
  '%',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '%3D',
  '==',
]

type Respelling = (base64: string, random: Random) => string

const respellings: readonly Respelling[] = [
  (text, random) => insert(text, random.below(text.length + 1), random.pick(strangers)),
  (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
  (text) => text.replace(/=+$/, ''),
  (text, random) => text + '='.repeat(1 + random.below(3)),
  (text, random) => text.replace(/.(?==*$)/, () => spareBits(text, random)),
  (text, random) => text.match(new RegExp(`.{1,${4 + random.below(80)}}`, 'g'))?.join('\n') ?? text,
  (text) => encodeURIComponent(text),
  (text) => `${text.replace(/=*$/, '')}A===`,
  (text, random) => text + random.text(4, alphabet),
  (text) => `${text}#`,
]

/** A text that is not the honest one. */
export function respell({ raw, suffix }: Held, random: Random): string {
  const [token, shown] = [raw.toString('base64'), Buffer.from(suffix).toString('base64')]
  const edit = random.pick(respellings)
  const [left, right] = random.below(2) === 0 ? [edit(token, random), shown] : [token, edit(shown, random)]
  const prefix = random.below(16) === 0 ? random.pick(['4', '004', '05', ' 04', '04=', '０４']) : '04'
  const text = `${prefix}${left}#${right}`
  return text === `04${token}#${shown}` ? `${text} ` : text
}

/** The last character of the data with other bits in those that the length makes meaningless. */
function spareBits(text: string, random: Random): string {
  const data = text.replace(/=+$/, '')
  const spare = [1, 1, 16, 4][data.length % 4] ?? 1
  const value = alphabet.indexOf(data.at(-1) ?? 'A')
  return alphabet[value - (value % spare) + random.below(spare)] ?? 'A'
}

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at)
}
