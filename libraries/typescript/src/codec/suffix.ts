// The readable part of a Kit Token (spec R8 to R12): base64 of one line of ASCII JSON. It proves nothing unless it is signed.
import { KitTokenError } from '../errors.ts'
import { decodeBase64Text } from './base64.ts'
import { bounds, type Reading } from './bounds.ts'
import { plain, scanObject, spell, type JsonObject } from './json.ts'
import {
  readShown,
  readSignature,
  type Signature,
  type Suffix,
  type SuffixFields,
  type Values,
} from './suffix_fields.ts'

const maxUnknownKeys = 8
const named: ReadonlySet<string> = new Set(['userID', 'roomID', 'userName', 'appID', 'ext', 'sig'])
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
  const { userId, roomId, encodedName, userName, appId, ext } = readShown(
    values,
    reading === 'official' && values.sig === undefined,
  )
  return { userId, roomId, encodedName, userName, appId, ext, signature: readSignature(values, ext) }
}

const ours = /* @__PURE__ */ new RegExp(
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
