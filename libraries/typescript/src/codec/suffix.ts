// The readable part of a Kit Token (spec R8 to R12): base64 of one line of ASCII JSON. It proves nothing unless it is signed.
import { KitTokenError } from '../errors.ts'
import { decodePercent, isAppId, isRoomId, isUserId, isUserName, isWellFormed } from '../names.ts'
import { decodeBase64Text } from './base64.ts'
import { bounds, type Reading } from './bounds.ts'
import { scanObject, type JsonObject, type JsonValue } from './json.ts'

export interface SuffixFields {
  readonly userId: string
  /** "" is no room. */
  readonly roomId: string
  /** Percent-encoded, as it stands in the JSON. */
  readonly encodedName: string
  readonly appId: number
  readonly ext: string | null
}

export interface Signature {
  readonly kid: string
  readonly tag: string
}

export interface Suffix extends SuffixFields {
  readonly userName: string
  readonly signature: Signature | null
}

export const maxExt = 512
const maxUnknownKeys = 8
const named: ReadonlySet<string> = new Set(['userID', 'roomID', 'userName', 'appID', 'ext', 'sig'])
const signaturePattern = /^1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$/
const oneLineOfAscii = /^[\x20-\x7e]*$/
/** What the official client's btoa can have encoded. */
const oneLineOfLatin1 = /^[\x20-\xff]*$/

/** Null when the JSON would be longer than a verifier takes. */
export function writeSuffix(
  { userId, roomId, encodedName, appId, ext }: SuffixFields,
  { kid, tag }: Signature,
): string | null {
  const json =
    `{"userID":${JSON.stringify(userId)},"roomID":${JSON.stringify(roomId)},"userName":${JSON.stringify(encodedName)},` +
    `"appID":${appId},${ext === null ? '' : `"ext":${JSON.stringify(ext)},`}"sig":"1.${kid}.${tag}"}`
  return json.length > bounds.own.suffix ? null : btoa(json)
}

/** @throws KitTokenError */
export function readSuffix(text: string, reading: Reading): Suffix {
  const object = readObject(text, reading)
  // Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words of others may hold them.
  const lenient = reading === 'official' && !object.has('sig')
  const appId = readAppId(object)
  const userId = object.get('userID')
  if (typeof userId !== 'string') throw new KitTokenError('suffix_malformed', 'userID')
  if (!isUserId(userId)) throw new KitTokenError('user_id_invalid', 'userID')
  const roomId = optionalText(object, 'roomID') ?? ''
  if (roomId !== '' && !isRoomId(roomId) && !(lenient && isWellFormed(roomId)))
    throw new KitTokenError('room_id_invalid', 'roomID')
  const encodedName = object.has('userName') ? textOf(object, 'userName') : ''
  const userName = readName(encodedName, lenient)
  return { userId, roomId, encodedName, userName, appId, ext: readExt(object), signature: readSignature(object) }
}

/** Spec R11: in lenient reading a name that is not allowed counts as none. */
function readName(encoded: string, lenient: boolean): string {
  const name = decodePercent(encoded)
  if (name !== null && isUserName(name)) return name
  if (name === null || !lenient) throw new KitTokenError('user_name_invalid', 'userName')
  return ''
}

/** Spec R8, R9. */
function readObject(text: string, reading: Reading): JsonObject {
  const json = decodeBase64Text(text)
  if (json === null || json.length > bounds[reading].suffix) throw new KitTokenError('suffix_malformed')
  const isText = (reading === 'official' ? oneLineOfLatin1 : oneLineOfAscii).test(json)
  const scanned = isText ? scanObject(json, 1) : null
  if (scanned === null || scanned.duplicate) throw new KitTokenError('suffix_malformed')
  // Suffixes that people built themselves come with spaces and fields of their own. Under a signature there is one spelling.
  const strangers = [...scanned.object.keys()].filter((key) => !named.has(key)).length
  const plain = oneLineOfAscii.test(json) && json.length <= bounds.own.suffix
  const loose = scanned.spaced || strangers > 0 || !plain
  if (strangers > maxUnknownKeys || (loose && scanned.object.has('sig'))) throw new KitTokenError('suffix_malformed')
  return scanned.object
}

/** Spec R10. */
function readAppId(object: JsonObject): number {
  const value = object.get('appID')
  const spelled =
    typeof value === 'string' && !object.has('sig') && /^[1-9][0-9]{0,9}$/.test(value) ? Number(value) : value
  if (!isAppId(spelled)) throw new KitTokenError('suffix_malformed', 'appID')
  return spelled
}

/** Spec R12, R15: an unknown version is refused, not taken for an unsigned token. */
function readSignature(object: JsonObject): Signature | null {
  if (!object.has('sig')) return null
  const value = object.get('sig')
  const match = typeof value === 'string' ? signaturePattern.exec(value) : null
  if (match === null) throw new KitTokenError('signature_malformed', 'sig')
  return { kid: match[1]!, tag: match[2]! }
}

/** Spec R12. */
function readExt(object: JsonObject): string | null {
  if (!object.has('ext')) return null
  const ext = textOf(object, 'ext')
  if (!isExt(ext)) throw new KitTokenError('signature_malformed', 'ext')
  return ext
}

export function isExt(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxExt && oneLineOfAscii.test(value)
}

function optionalText(object: JsonObject, key: string): string | null {
  const value = object.get(key)
  return value === undefined || value === null ? null : textOf(object, key)
}

function textOf(object: JsonObject, key: string): string {
  const value: JsonValue | undefined = object.get(key)
  if (typeof value !== 'string') throw new KitTokenError('suffix_malformed', key)
  return value
}
