// A6 to A8: what stands in the clear. The expiry outside, the suffix and its signature, and the spelling of the base64.
import { kitTokenText } from '../../../../tools/vectors/primitives.ts'
import { letters, type Random } from '../random.ts'
import { appFirst, gcm, type Attack } from './attack.ts'
import { honestExpiry, type Held, type Origin } from './issuer.ts'
import { respell } from './respelling.ts'
import { blocksOf, choose } from './tampering.ts'

const everyOrigin: readonly Origin[] = [...appFirst, 'user first', ...gcm]

export const outerAttacks: readonly Attack[] = [
  {
    id: 'A6',
    title: 'the expiry outside, alone or with the one inside',
    origins: [...appFirst, 'user first'],
    bare: 'hardly',
    obtain: (issue, random) => [issue({ userId: random.text(12, letters) })],
    forge: ([held], random) => {
      const later = honestExpiry + 1 + random.below(80_000)
      const raw = random.below(2) === 0 ? Buffer.from(held!.raw) : chooseExpiry(held!, later)
      raw.writeBigInt64BE(BigInt(later))
      return { raw, shown: held!.shown, suffix: held!.suffix }
    },
  },
  {
    id: 'A7',
    title: 'fields of the suffix, its signature edited, moved or taken away',
    origins: everyOrigin,
    bare: 'hardly',
    obtain: (issue, random) => [random.text(8, letters), random.text(8, letters)].map((userId) => issue({ userId })),
    forge: ([own, other], random) => ({
      text: kitTokenText(own!.raw, editSuffix(own!, other!, random)),
      mustBeRefused: false,
    }),
  },
  {
    id: 'A8',
    title: 'another spelling of the same bytes',
    origins: everyOrigin,
    bare: 'hardly',
    obtain: (issue, random) => [1, 2].map((count) => issue({ userId: random.text(5 + count, letters) })),
    forge: (held, random) => ({ text: respell(random.pick(held), random), mustBeRefused: true }),
  },
]

/** The block in which the most digits of the expiry stand, with those of a later one. */
function chooseExpiry(held: Held, expiry: number): Buffer {
  const { plain } = blocksOf(held)
  const text = Buffer.concat(plain).toString('latin1')
  const edited = text.replace(`"expire":${honestExpiry}`, `"expire":${expiry}`)
  const at = Math.floor((text.indexOf('"expire":') + 14) / 16)
  return choose(held, at, edited.slice(at * 16, (at + 1) * 16))
}

interface Fields {
  readonly sig?: string
  readonly [name: string]: unknown
}

const sigOf = ({ sig = '' }: Fields): string => sig

type Edit = (fields: Fields, random: Random) => string

const edits: readonly Edit[] = [
  (fields, random) => JSON.stringify({ ...fields, roomID: random.text(5, letters) }),
  (fields, random) => JSON.stringify({ ...fields, userID: random.text(5, letters) }),
  (fields, random) => JSON.stringify({ ...fields, userName: random.text(5, letters) }),
  (fields, random) => JSON.stringify({ ...fields, appID: 1 + random.below(2 ** 32 - 1) }),
  (fields, random) => JSON.stringify({ ...fields, ext: random.text(5, letters) }),
  (fields, random) => JSON.stringify({ ...fields, sig: undefined, roomID: random.text(5, letters) }),
  ({ sig, ...fields }) => JSON.stringify({ ...fields, SIG: sig ?? '' }),
  (fields, random) => JSON.stringify({ ...fields, sig: flipped(sigOf(fields), random) }),
  (fields, random) => JSON.stringify({ ...fields, sig: sigOf(fields).slice(0, random.below(56)) }),
  (fields) => JSON.stringify({ ...fields, sig: sigOf(fields).replace('1.', '2.') }),
  (fields) => JSON.stringify({ ...fields, sig: null }),
  (fields, random) => `{"roomID":"${random.text(5, letters)}",${JSON.stringify(fields).slice(1)}`,
  (fields, random) => `${JSON.stringify(fields).slice(0, -1)},"roomID":"${random.text(5, letters)}"}`,
  (fields, random) => `${JSON.stringify(fields).slice(0, -1)},"room\\u0049D":"${random.text(5, letters)}"}`,
  (fields, random) => `${JSON.stringify(fields).slice(0, -1)},"x${random.text(2, letters)}":1}`,
  (fields) => JSON.stringify(fields).replaceAll(',', ', '),
]

function editSuffix(own: Held, other: Held, random: Random): string {
  const fields: Fields = JSON.parse(random.pick([own, own, own, other]).suffix)
  if (random.below(8) === 0) return other.suffix
  return random.pick(edits)(fields, random)
}

/** One character of the tag, or of the key ID, is another one. */
function flipped(sig: string, random: Random): string {
  const at = 2 + random.below(Math.max(1, sig.length - 2))
  return sig.slice(0, at) + random.text(1, `${letters}${letters.toUpperCase()}0123456789-_`) + sig.slice(at + 1)
}
