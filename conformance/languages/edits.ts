// Tokens that somebody edited: a character, a byte, a length, the suffix, or the claims under a key that the editor has. Most break a rule, some
// none, and every library must see the same.
import {
  decryptCbc,
  decryptGcm,
  encryptCbc,
  encryptGcm,
  frame,
  kitTokenText,
  pkcs7,
  sealOf,
  sign,
  suffixJson,
  token04Text,
} from '../../tools/vectors/primitives.ts'
import type { Random } from './random.ts'
import type { Wish, WishIn } from './wishes.ts'

interface Parts {
  readonly raw: Buffer
  /** In JSON; null for a Token04 alone. */
  readonly suffix: string | null
}

type Edit = (random: Random, parts: Parts, wish: WishIn) => string

/** What JSON, base64 and those who read them are sensitive to. */
const pieces = [
  '',
  '"',
  '\\',
  '{',
  '}',
  '[]',
  ',',
  ':',
  ' ',
  '0',
  '1',
  '-',
  '.0',
  'e1',
  'null',
  '"x":1,',
  '\\u0041',
  '\\/',
  '\\ud800',
  '\0',
  '\u00e9',
  '\ufeff',
] as const

const edits: readonly Edit[] = [editText, editByte, editLength, editSuffix, unsign, editClaims, editClaims, editClaims]

/** The token of a wish after one edit. */
export function edited(random: Random, { in: wish, token }: Wish): string {
  const [token04 = '', suffix] = token.split('#')
  const raw = Buffer.from(token04.slice(2), 'base64')
  const parts = { raw, suffix: suffix === undefined ? null : Buffer.from(suffix, 'base64').toString('latin1') }
  return random.pick(edits)(random, parts, wish)
}

function joined({ raw, suffix }: Parts): string {
  return suffix === null ? token04Text(raw) : kitTokenText(raw, suffix)
}

/** Puts a piece somewhere, in place of up to two characters. */
function spliced(random: Random, text: string, piece: string): string {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + piece + text.slice(at + random.below(3))
}

function editText(random: Random, parts: Parts): string {
  return spliced(
    random,
    joined(parts),
    random.pick(['', 'A', 'AA', '=', '/', '+', '-', '#', '0', ' ', '\n', '~', '\u00e9']),
  )
}

function editByte(random: Random, { raw, suffix }: Parts): string {
  const bytes = Buffer.from(raw)
  const at = random.pick([random.below(28), random.below(bytes.length), bytes.length - 1 - random.below(17)])
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(8)), at)
  return joined({ raw: bytes, suffix })
}

function editLength(random: Random, { raw, suffix }: Parts): string {
  const longer = Buffer.concat([raw, Buffer.alloc(1 + random.below(17), random.below(3))])
  return joined({ raw: random.pick([longer, raw.subarray(0, -1 - random.below(20))]), suffix })
}

function editSuffix(random: Random, { raw, suffix }: Parts): string {
  return joined({ raw, suffix: suffix === null ? '{}' : spliced(random, suffix, random.pick(pieces)) })
}

/** As a suffix of ZEGOCLOUD's own, or one that nobody makes. */
function unsign(random: Random, { raw, suffix }: Parts): string {
  const instead = random.pick(['', ',"z":null', ',"sig":null', ',"appID":1', ' '])
  return joined({ raw, suffix: suffix?.replace(/,"sig":"[^"]*"/, instead) ?? null })
}

/** By someone who has the secret: sealed anew or not, signed anew or not. */
function editClaims(random: Random, { raw, suffix }: Parts, wish: WishIn): string {
  const { appId, serverSecret, format } = wish
  const claims = Buffer.from(spliced(random, decrypted(raw, wish).toString('utf8'), random.pick(pieces)))
  const iv = sealOf(serverSecret, appId, random.chance(60) ? claims : Buffer.from('another'), format)
  const isCbc = format === 'cbc'
  const ciphertext = isCbc ? encryptCbc(serverSecret, iv, pkcs7(claims)) : encryptGcm(serverSecret, iv, claims)
  const sealed = frame({ header: raw.readBigInt64BE(0), iv, ciphertext, format })
  if (suffix === null || random.chance(50)) return unsign(random, { raw: sealed, suffix })
  const { userId, roomId = '', userName = '', ext } = wish
  const shown = { userId, roomId, encodedName: encodeURIComponent(userName), appId, ext: ext || null }
  return kitTokenText(sealed, suffixJson(shown, sign(serverSecret, shown, sealed)))
}

function decrypted(raw: Buffer, { serverSecret, format }: WishIn): Buffer {
  if (format === 'gcm') return decryptGcm(serverSecret, raw.subarray(10, 22), raw.subarray(24, -1)) ?? Buffer.alloc(0)
  const blocks = decryptCbc(serverSecret, raw.subarray(10, 26), raw.subarray(28))
  return blocks.subarray(0, -(blocks.at(-1) ?? 0))
}
