// The parsers of JSON: the scanner itself, and what stands on it. Each is compared with JSON.parse, or with the second reading of the
// specification in tools/vectors.
import { decodeBase64Text } from '../../../src/codec/base64.ts'
import { readClaims as readOurClaims, scanClaims } from '../../../src/codec/claims.ts'
import { scanObject, type JsonValue } from '../../../src/codec/json.ts'
import { textOfPayload } from '../../../src/codec/own_payload.ts'
import { readSuffix as readOurSuffix } from '../../../src/codec/suffix.ts'
import { KitTokenError } from '../../../src/errors.ts'
import { readPayload as readOurPayload } from '../../../src/payload.ts'
import { readClaims as readTheirClaims } from '../../../../../tools/vectors/claims.ts'
import { holdingAllBut } from '../../../../../tools/vectors/hold.ts'
import { depthOf, hasDuplicate, readJson, type Json } from '../../../../../tools/vectors/json.ts'
import { readPayload as readTheirPayload } from '../../../../../tools/vectors/payload.ts'
import { readSuffix as readTheirSuffix } from '../../../../../tools/vectors/suffix.ts'
import { seedClaims, seedPayloads, seedSuffixes } from '../seeds.ts'
import { agree, answerOf, wordOf, type Target } from '../target.ts'
import { mutateText, shorterTexts } from '../text_mutators.ts'

const holdAll = holdingAllBut(new Set())
const ofText = { mutate: mutateText, smaller: shorterTexts, compareOneIn: 8 }
const depth = 3

export const json: Target<string> = {
  name: 'json',
  ...ofText,
  seeds: () => [...seedClaims(), ...seedPayloads(), ...seedSuffixes()],
  run(text) {
    const scanned = scanObject(text, depth)
    if (scanned !== null && !escapedKey.test(text)) agree('a value', plain(scanned.object), canonical(parse(text)))
    return scanned === null ? 'refused' : `taken${scanned.duplicate ? ' twice' : ''}${scanned.spaced ? ' spaced' : ''}`
  },
  compare(text) {
    const scanned = scanObject(text, depth)
    const read = readJson(text)
    const taken = read?.value.is === 'object' && depthOf(read.value) <= depth
    agree('taken', scanned !== null, taken)
    agree('by JSON.parse', read !== null, parse(text) !== undefined)
    if (scanned === null || read === null) return
    agree('a value read twice', plain(scanned.object), valueOf(read.value))
    agree('duplicate and spaced', [scanned.duplicate, scanned.spaced], [hasDuplicate(read.value), read.spaced])
  },
}

/**
 * V8 of Node 24 and 26 reads some keys with escapes as another key that stood in their place before (nodejs/node#63785):
 * there JSON.parse is no witness, and only the second reading is asked.
 */
const escapedKey = /\\[^"]*"\s*:/

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the scanner keeps, as JSON.parse has it: members sorted, odd numbers by their value. */
function plain(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) return sorted([...value].map(([key, part]) => [key, plain(part)]))
  return typeof value === 'object' && value !== null && 'literal' in value ? Number(value.literal) : value
}

/** The same of the second reading. */
function valueOf(value: Json): unknown {
  if (value.is === 'array') return value.items.map(valueOf)
  if (value.is === 'object') return sorted([...new Map(value.members.map(([key, part]) => [key, valueOf(part)]))])
  if (value.is === 'string') return value.text
  return value.is === 'number' ? Number(value.literal) : { true: true, false: false, null: null }[value.word]
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return sorted(Object.entries(value).map(([key, part]) => [key, canonical(part)]))
}

function sorted(members: readonly (readonly [string, unknown])[]): unknown {
  return [...members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

export const claims: Target<string> = {
  name: 'claims',
  ...ofText,
  seeds: seedClaims,
  run: (text) => wordOf(answerOf(() => ourClaims(text))),
  compare(text) {
    agree(
      'the claims',
      answerOf(() => ourClaims(text)),
      answerOf(() => theirClaims(text)),
    )
  },
}

/** What can come out of UTF-8. */
function ourClaims(text: string): unknown {
  const scanned = scanClaims(text.toWellFormed())
  if (scanned === null) throw new KitTokenError('token_undecryptable')
  const { appId, userId, issuedAt, expiresAt, payload } = readOurClaims(scanned)
  return [appId, userId, issuedAt, expiresAt, textOfPayload(payload)]
}

function theirClaims(input: string): unknown {
  const text = input.toWellFormed()
  holdAll(text.startsWith('{') && text.endsWith('}') && !/[\0-\x1f]/.test(text), 'R18', 'token_undecryptable') // oxlint-disable-line no-control-regex -- R18
  const read = readJson(text)
  const compact = read !== null && !read.spaced && read.value.is === 'object' && depthOf(read.value) === 1
  holdAll(compact, 'R19', 'token_undecryptable')
  if (read?.value.is !== 'object') throw new TypeError('held, and yet no object')
  const fallback = { app_id: 1, user_id: '', nonce: 1, ctime: 1, expire: 2 }
  const key = { appId: 1, serverSecret: '' }
  const opened = { key, plaintext: Buffer.alloc(0), object: read.value, fallback }
  const { app_id, user_id, ctime, expire, payload } = readTheirClaims(opened, holdAll)
  return [app_id, user_id, ctime, expire, payload]
}

const manners = [
  { proven: true, reading: 'own' },
  { proven: true, reading: 'official' },
  { proven: false, reading: 'own' },
] as const

export const payload: Target<string> = {
  name: 'payload',
  ...ofText,
  seeds: seedPayloads,
  run: (text) =>
    manners.map(({ proven, reading }) => wordOf(answerOf(() => readOurPayload(text, proven, reading)))).join(' '),
  compare(text) {
    for (const { proven, reading } of manners) {
      const ours = answerOf(() => readOurPayload(text, proven, reading))
      const theirs = answerOf(() => readTheirPayload(text, proven, reading === 'official', holdAll))
      agree(`the payload, ${proven ? 'proven' : 'bare'}, ${reading}`, ours, theirs)
    }
  },
}

export const suffix: Target<string> = {
  name: 'suffix',
  ...ofText,
  seeds: seedSuffixes,
  run: (text) => ['own', 'official'].map((reading) => wordOf(ourSuffix(text, reading === 'official'))).join(' '),
  compare(text) {
    for (const official of [false, true]) {
      const theirs = answerOf(() => readTheirSuffix(base64Of(text), official, holdAll))
      agree(`the suffix, ${official ? 'official' : 'own'}`, ourSuffix(text, official), theirs)
    }
  },
}

function ourSuffix(text: string, official: boolean): ReturnType<typeof answerOf> {
  return answerOf(() => {
    const { userId, roomId, encodedName, appId, ext, userName, signature } = readOurSuffix(
      decodeBase64Text(base64Of(text)),
      official ? 'official' : 'own',
    )
    const sig = signature === null ? null : `1.${signature.kid}.${signature.tag}`
    return { userId, roomId, encodedName, appId, ext, userName, sig }
  })
}

/** After a tilde the base64 itself, however it is spelled. */
function base64Of(text: string): string {
  return text.startsWith('~') ? text.slice(1) : Buffer.from(text, 'latin1').toString('base64')
}
