// The readable part of a Kit Token (spec R8 to R12): base64 of one line of ASCII JSON. It proves nothing unless it is signed.
import { KitTokenError } from '../errors.ts'
import { decodePercent, isAppId, isRoomId, isUserId, isUserName, isWellFormed } from '../names.ts'
import { decodeBase64Text } from './base64.ts'
import { bounds, type Reading } from './bounds.ts'
import { plain, scanObject, spell, type JsonObject, type JsonValue } from './json.ts'

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
    `{"userID":${spell(userId)},"roomID":${spell(roomId)},"userName":${spell(encodedName)},` +
    `"appID":${appId},${ext === null ? '' : `"ext":${spell(ext)},`}"sig":"1.${kid}.${tag}"}`
  return json.length > bounds.own.suffix ? null : btoa(json)
}

/** @throws KitTokenError */
export function readSuffix(text: string, reading: Reading): Suffix {
  const values = readValues(text, reading)
  // What each field is comes before what it says: R9, R10, then R11, R12.
  const { userId, roomId, encodedName, ext } = textsOf(values)
  const appId = readAppId(values)
  if (!isUserId(userId)) throw new KitTokenError('user_id_invalid', 'userID')
  // Nobody can enter a room outside the set, and a name outside of it is not shown: unsigned words of others may hold them.
  const lenient = reading === 'official' && values.sig === undefined
  if (roomId !== '' && !isRoomId(roomId) && !(lenient && isWellFormed(roomId))) {
    throw new KitTokenError('room_id_invalid', 'roomID')
  }
  const userName = readName(encodedName, lenient)
  if (ext !== null && !isExt(ext)) throw new KitTokenError('signature_malformed', 'ext')
  return { userId, roomId, encodedName, userName, appId, ext, signature: readSignature(values) }
}

/** The fields that have a name, each of any kind still; an absent one is undefined. */
type Values = { readonly [Name in 'userID' | 'roomID' | 'userName' | 'appID' | 'ext' | 'sig']: JsonValue | undefined }

const ours = new RegExp(
  `^\\{"userID":${plain.text},"roomID":${plain.text},"userName":${plain.text},"appID":${plain.natural}` +
    `(?:,"ext":${plain.text})?(?:,"sig":${plain.text})?\\}$`,
)

/** Spec R8, R9. */
function readValues(text: string, reading: Reading): Values {
  const json = decodeBase64Text(text)
  if (json === null || json.length > bounds[reading].suffix) throw new KitTokenError('suffix_malformed')
  const ordinary = oneLineOfAscii.test(json) && json.length <= bounds.own.suffix
  const match = ordinary ? ours.exec(json) : null
  if (match !== null) return valuesOfOurs(match)
  const readable = ordinary || (reading === 'official' && oneLineOfLatin1.test(json))
  const scanned = readable ? scanObject(json, 1) : null
  if (scanned === null || scanned.duplicate) throw new KitTokenError('suffix_malformed')
  // Suffixes that people built themselves come with spaces and fields of their own. Under a signature there is one spelling.
  const strangers = [...scanned.object.keys()].filter((key) => !named.has(key)).length
  const loose = scanned.spaced || strangers > 0 || !ordinary
  if (strangers > maxUnknownKeys || (loose && scanned.object.has('sig'))) throw new KitTokenError('suffix_malformed')
  return valuesOfAny(scanned.object)
}

function valuesOfOurs([, userID, roomID, userName, appID, ext, sig]: RegExpExecArray): Values {
  return {
    userID: plain.read(userID!),
    roomID: plain.read(roomID!),
    userName: plain.read(userName!),
    appID: Number(appID),
    ext: ext === undefined ? ext : plain.read(ext),
    sig: sig === undefined ? sig : plain.read(sig),
  }
}

function valuesOfAny(object: JsonObject): Values {
  return {
    userID: object.get('userID'),
    roomID: object.get('roomID'),
    userName: object.get('userName'),
    appID: object.get('appID'),
    ext: object.get('ext'),
    sig: object.get('sig'),
  }
}

/** Spec R9: an absent room or extension is none, an absent name is empty. */
function textsOf({ userID, roomID, userName, ext }: Values): Omit<SuffixFields, 'appId'> {
  return {
    userId: textOf('userID', userID),
    roomId: textOf('roomID', roomID ?? ''),
    encodedName: userName === undefined ? '' : textOf('userName', userName),
    ext: ext === undefined ? null : textOf('ext', ext),
  }
}

/** Spec R10. */
function readAppId({ appID, sig }: Values): number {
  const inDigits = typeof appID === 'string' && sig === undefined && /^[1-9][0-9]{0,9}$/.test(appID)
  const appId = inDigits ? Number(appID) : appID
  if (!isAppId(appId)) throw new KitTokenError('suffix_malformed', 'appID')
  return appId
}

/** Spec R11: in lenient reading a name that is not allowed counts as none. */
function readName(encoded: string, lenient: boolean): string {
  const name = decodePercent(encoded)
  if (name !== null && isUserName(name)) return name
  if (name === null || !lenient) throw new KitTokenError('user_name_invalid', 'userName')
  return ''
}

/** Spec R12, R15: an unknown version is refused, not taken for an unsigned token. */
function readSignature({ sig }: Values): Signature | null {
  if (sig === undefined) return null
  const match = typeof sig === 'string' ? signaturePattern.exec(sig) : null
  if (match === null) throw new KitTokenError('signature_malformed', 'sig')
  return { kid: match[1]!, tag: match[2]! }
}

export function isExt(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxExt && oneLineOfAscii.test(value)
}

function textOf(name: string, value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new KitTokenError('suffix_malformed', name)
  return value
}
