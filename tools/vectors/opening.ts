// From bytes to the JSON of the claims: R5, R6, R16, R18 and the syntax of R19.
import { Refusal, Stuck, type Hold } from './hold.ts'
import { depthOf, readJson, readLoosely, type JsonObject } from './json.ts'
import type { Entry } from './model.ts'
import { decryptCbc, decryptGcm, decryptGcmUnchecked, sealOf, type Envelope } from './primitives.ts'
import { isWithin, type Bounds } from './sets.ts'

/** R5 and R6. The lenient reading goes by the lengths where they can be, takes the rest as it comes, and skips what is left over. */
export function readEnvelope(raw: Buffer, bounds: Bounds, hold: Hold): Envelope {
  hold(isWithin(raw.length, bounds.raw), 'R5', 'token_envelope')
  const ivLength = raw.length < 28 ? 0 : raw.readInt16BE(8)
  const format = ivLength === 12 ? 'gcm' : 'cbc'
  const start = format === 'gcm' ? 24 : 28
  const length = raw.length < 28 ? 0 : raw.readInt16BE(start - 2)
  const cbc = ivLength === 16 && length % 16 === 0 && isWithin(length, bounds.cbc) && raw.length === 28 + length
  const gcm = ivLength === 12 && isWithin(length, bounds.gcm) && raw.length === 25 + length && raw.at(-1) === 1
  hold(cbc || gcm, 'R6', 'token_envelope')
  if (raw.length < bounds.raw[0]) throw new Stuck()
  const rest = raw.length - start
  const whole = format === 'cbc' ? Math.floor(rest / 16) * 16 : rest - 1
  const taken = length > 0 && length <= whole ? length : whole
  return {
    header: raw.readBigInt64BE(0),
    iv: raw.subarray(10, start - 2),
    ciphertext: raw.subarray(start, start + taken),
    format,
  }
}

export interface Opened {
  readonly key: Entry
  readonly plaintext: Buffer
  readonly object: JsonObject
  /** For claims that a relaxed rule leaves out. */
  readonly fallback: {
    readonly app_id: number
    readonly user_id: string
    readonly nonce: number
    readonly ctime: number
    readonly expire: number
  }
}

/** Among several keys that open, one that seals (R17); else the first. */
export function openAll(keys: readonly Entry[], envelope: Envelope, hold: Hold): Opened {
  const usable = keys.filter(({ gcm }) => envelope.format === 'cbc' || gcm !== 'refuse')
  hold(usable.length > 0, 'R6', 'token_envelope')
  const opened: Opened[] = []
  const failures: (Refusal | Stuck)[] = []
  for (const key of usable.length > 0 ? usable : keys) {
    try {
      opened.push(openWith(key, envelope, hold))
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof Stuck)) throw error
      failures.push(error)
    }
  }
  const best = opened.find(({ key, plaintext }) => isSealed(key, plaintext, envelope)) ?? opened[0]
  if (best === undefined) throw failures[0] ?? new Stuck()
  return best
}

/** token04.md section 6. */
export function isSealed({ serverSecret, appId }: Entry, plaintext: Buffer, { format, iv }: Envelope): boolean {
  return sealOf(serverSecret, appId, plaintext, format).equals(iv)
}

function openWith(key: Entry, envelope: Envelope, hold: Hold): Opened {
  const plaintext = decrypt(key.serverSecret, envelope, hold)
  const text = readText(plaintext, hold)
  const read = readJson(text)
  const compact = read !== null && !read.spaced && read.value.is === 'object' && depthOf(read.value) === 1
  hold(compact, 'R19', 'token_undecryptable')
  const object = compact && read.value.is === 'object' ? read.value : readLoosely(text)
  if (object === null) throw new Stuck()
  const expire = Number(envelope.header)
  return {
    key,
    plaintext,
    object,
    fallback: { app_id: key.appId, user_id: 'user-1', nonce: 0, ctime: expire - 3600, expire },
  }
}

/** R16. */
function decrypt(secret: string, { format, iv, ciphertext }: Envelope, hold: Hold): Buffer {
  if (format === 'gcm') {
    const plaintext = decryptGcm(secret, iv, ciphertext)
    hold(plaintext !== null, 'R16', 'token_undecryptable')
    return plaintext ?? upToLastBrace(decryptGcmUnchecked(secret, iv, ciphertext))
  }
  const blocks = decryptCbc(secret, iv, ciphertext)
  const count = blocks.at(-1) ?? 0
  const right = count >= 1 && count <= 16 && blocks.subarray(-count).every((byte) => byte === count)
  hold(right, 'R16', 'token_undecryptable')
  return right ? blocks.subarray(0, -count) : upToLastBrace(blocks)
}

/** What an attacker wants to be read: the longest beginning that is JSON. */
function upToLastBrace(bytes: Buffer): Buffer {
  for (let end = bytes.length; end > 0; end--) {
    if (bytes[end - 1] === 0x7d && readJson(bytes.toString('utf8', 0, end)) !== null) return bytes.subarray(0, end)
  }
  throw new Stuck()
}

/** R18. The lenient reading replaces what is not UTF-8, escapes control characters, and cuts at the braces. */
function readText(plaintext: Buffer, hold: Hold): string {
  const text = plaintext.toString('utf8')
  const valid = Buffer.from(text, 'utf8').equals(plaintext)
  const framed = text.startsWith('{') && text.endsWith('}')
  const controls = plaintext.some((byte) => byte < 0x20)
  hold(valid && framed && !controls, 'R18', 'token_undecryptable')
  const inner = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  return inner.replaceAll(/[\x00-\x1f]/g, (character) => `\\u00${Buffer.from(character).toString('hex')}`)
}
