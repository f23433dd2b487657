// Tokens that do not open, in pairs that differ in one thing: whether the padding, or the tag, is right. Nobody may learn that.
import { alone, honest, rawToken, requestOf, spell, type Craft } from '../../../../tools/vectors/craft.ts'
import { pkcs7, token04Text } from '../../../../tools/vectors/primitives.ts'

export interface Pair {
  readonly inside: string
  readonly right: readonly string[]
  readonly wrong: readonly string[]
}

const claims = spell({ ...honest, payload: JSON.stringify({ room_id: 'room-1', privilege: { 1: 1, 2: 1 } }) })

export const pairs: readonly Pair[] = [
  pair('no UTF-8 in the first block, as after an edit of the IV', spoiled(3)),
  pair('no UTF-8 in the block before the last, as after an edit of the padding', spoiled(claims.length - 20)),
  pair('UTF-8 and no JSON from the first byte', claims.replace('{', 'x')),
  pair('UTF-8 and no JSON from the middle', claims.replace('"ctime"', '~ctime"')),
  pair('UTF-8 and no JSON at the last byte', claims.replace(/\}$/, 'x')),
  pair('claims with white space', claims.replace(',', ', ')),
  pair('no UTF-8, in GCM form', spoiled(3), 'gcm'),
  pair('UTF-8 and no JSON from the middle, in GCM form', claims.replace('"ctime"', '~ctime"'), 'gcm'),
]

function pair(inside: string, plaintext: string | Buffer, format: 'cbc' | 'gcm' = 'cbc'): Pair {
  const make = (craft: Craft): readonly string[] =>
    Array.from({ length: 64 }, (_, i) => token04Text(rawToken({ plaintext, format, iv: ivOf(i, format), ...craft })))
  return { inside, right: make({}), wrong: make(format === 'cbc' ? { pad: wrongPadding } : { edit: wrongTag }) }
}

/** No two tokens have one. */
function ivOf(i: number, format: 'cbc' | 'gcm'): Buffer {
  return Buffer.from(format === 'cbc' ? `iv-of-a-token-${i + 10}` : `nonce-of-${i + 100}`)
}

/** One byte of it: nothing is padded with nothing. */
function wrongPadding(plaintext: Buffer): Buffer {
  const padded = pkcs7(plaintext)
  return padded.fill(0, padded.length - 1)
}

/** Its last byte; behind it is the mode. */
function wrongTag(raw: Buffer): Buffer {
  raw[raw.length - 2]! ^= 1
  return raw
}

function spoiled(at: number): Buffer {
  const bytes = Buffer.from(claims)
  bytes[at] = 0xff
  return bytes
}

/** How they are asked about. */
export const { keyring, options } = requestOf(alone)
