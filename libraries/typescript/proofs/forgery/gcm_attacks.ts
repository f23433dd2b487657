// G1 to G6: the GCM form. Its tag covers neither the expiry outside nor the mode byte, and a repeated nonce gives its key away.
import { letters, type Random } from '../random.ts'
import { gcm, type Attack } from './attack.ts'
import { blockOf, elementOf, ghash, inverse, multiplierBy, multiply, squareRoot } from './gf128.ts'
import { honestExpiry, type Held } from './issuer.ts'
import { blockSize, xor, type Forgery } from './tampering.ts'
import { frame } from '../../../../tools/vectors/primitives.ts'

const tagSize = 16
const someUser = (random: Random): string => random.text(8, letters)
const hardly = { bare: 'hardly', origins: gcm } as const

export const gcmAttacks: readonly Attack[] = [
  {
    id: 'G1',
    title: 'the expiry outside',
    ...hardly,
    obtain: (issue, random) => [issue({ userId: someUser(random) })],
    forge: ([held], random) =>
      edited(held!, (raw) => raw.writeBigInt64BE(BigInt(honestExpiry + 1 + random.below(80_000)))),
  },
  {
    id: 'G2',
    title: 'tags of 4 to 15 bytes over changed claims',
    ...hardly,
    obtain: (issue, random) => [issue({ userId: someUser(random) })],
    forge: ([held], random) => {
      const text = held!.plaintext.toString().replace(held!.userId, someUser(random))
      const changed = xor(held!.ciphertext.subarray(0, -tagSize), held!.plaintext, Buffer.from(text))
      const tag = random.bytes(4 + random.below(12))
      return { ...shownOf(held!), raw: framed(held!, Buffer.concat([changed, tag])) }
    },
  },
  {
    id: 'G3',
    title: 'another mode byte, or none',
    ...hardly,
    obtain: (issue, random) => [issue({ userId: someUser(random) })],
    forge: ([held], random) => {
      const bare = held!.raw.subarray(0, -1)
      const mode = random.pick([[], [0], [2 + random.below(254)]])
      return { ...shownOf(held!), raw: Buffer.concat([bare, Buffer.from(mode)]) }
    },
  },
  {
    id: 'G4',
    title: 'bytes after the end',
    ...hardly,
    obtain: (issue, random) => [issue({ userId: someUser(random) })],
    forge: ([held], random) => {
      const more = random.bytes(1 + random.below(20))
      return { ...shownOf(held!), raw: Buffer.concat([held!.raw, random.below(2) === 0 ? Buffer.of(1) : more]) }
    },
  },
  {
    id: 'G5',
    title: 'bits of nonce, ciphertext and tag',
    ...hardly,
    obtain: (issue, random) => [issue({ userId: someUser(random) })],
    forge: ([held], random) =>
      edited(held!, (raw) => {
        for (let i = random.below(3); i >= 0; i--) raw[10 + random.below(raw.length - 11)]! ^= 1 << random.below(8)
      }),
  },
  {
    id: 'G6',
    title: 'two tokens with one nonce: the tag of any claims',
    origins: ['gcm app first'],
    bare: 'always',
    trusted: 'always',
    // Working out the key of the tags takes as long as thousands of tries.
    triesPerHolding: 16_384,
    obtain: (issue, random) => {
      // As the C++ generator makes them within one second: with one nonce outside and one inside.
      const same = { iv: random.bytes(12), nonce: random.u32() >>> 1, userId: someUser(random) }
      const pair = (note: string): Held[] => {
        return ['a', 'b'].map((last) => issue({ ...same, payload: JSON.stringify({ 'x-note': note + last }) }))
      }
      // What differs must be in the last block: the note ends 5 bytes before the end.
      const note = random.text(20, letters)
      const rest = pair(note)[0]!.plaintext.length % blockSize
      return pair(note + random.text(rest > 0 && rest < 6 ? 5 : 0, letters))
    },
    forge: ([one, other], random) => {
      const maker = makerOf(one!, other!)
      const user = random.text(one!.userId.length, letters)
      const text = one!.plaintext.toString().replace(one!.userId, user)
      return {
        raw: framed(one!, maker(Buffer.from(text))),
        shown: { ...one!.shown, userId: user },
        suffix: one!.suffix,
      }
    },
  },
]

const makers = new WeakMap<Held, (plaintext: Buffer) => Buffer>()

/** Ciphertext and tag of any claims under the nonce of the two: what Joux found (NIST, 2006). Worked out once for a pair. */
function makerOf(one: Held, other: Held): (plaintext: Buffer) => Buffer {
  const known = makers.get(one)
  if (known !== undefined) return known
  const [left, right] = [one, other].map(({ ciphertext }) => ({
    sealed: ciphertext.subarray(0, -tagSize),
    tag: elementOf(ciphertext.subarray(-tagSize)),
  }))
  if (left === undefined || right === undefined) throw new RangeError('two tokens are needed')
  const start = left.sealed.length - (left.sealed.length % 16 || 16)
  const difference = elementOf(left.sealed.subarray(start)) ^ elementOf(right.sealed.subarray(start))
  // The tags differ by difference · h²: whatever is equal in both falls out.
  const h = squareRoot(multiply(left.tag ^ right.tag, inverse(difference)))
  const times = multiplierBy(h)
  const mask = left.tag ^ ghash(times, left.sealed)
  const keystream = xor(left.sealed, one.plaintext)
  const maker = (plaintext: Buffer): Buffer => {
    const sealed = xor(plaintext, keystream)
    return Buffer.concat([sealed, blockOf(mask ^ ghash(times, sealed))])
  }
  makers.set(one, maker)
  return maker
}

function framed(held: Held, sealed: Buffer): Buffer {
  return frame({ header: BigInt(honestExpiry), iv: held.iv, ciphertext: sealed, format: 'gcm' })
}

function edited(held: Held, edit: (raw: Buffer) => void): Forgery {
  const raw = Buffer.from(held.raw)
  edit(raw)
  return { ...shownOf(held), raw }
}

function shownOf({ shown, suffix }: Held): Pick<Forgery, 'shown' | 'suffix'> {
  return { shown, suffix }
}
