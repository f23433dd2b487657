// The readable part of a Kit Token (spec R8 to R12): base64 of one line of ASCII JSON. It proves nothing unless it is signed.
import { KitTokenError } from '../errors.ts'
import { bounds, type Reading } from './bounds.ts'
import { plainNatural, plainText, readPlain, scanObject, spell, type JsonObject } from './json.ts'
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

/**
 * @param json the decoded suffix, each byte a character; null where it is not base64
 * @throws KitTokenError
 */
export function readSuffix(json: string | null, reading: Reading): Suffix {
  const values = readValues(json, reading)
  const { userId, roomId, encodedName, userName, appId, ext } = readShown(
    values,
    reading === 'official' && values.sig === undefined,
  )
  return { userId, roomId, encodedName, userName, appId, ext, signature: readSignature(values, ext) }
}

// In a function that is called at once, so that a bundle without it can do without all of its parts.
const ours = /* @__PURE__ */ (() =>
  new RegExp(
    `^\\{"userID":${plainText},"roomID":${plainText},"userName":${plainText},"appID":${plainNatural}` +
      `(?:,"ext":${plainText})?(?:,"sig":${plainText})?\\}$`,
  ))()

/** Spec R8, R9. */
function readValues(json: string | null, reading: Reading): Values {
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
    userID: readPlain(userID!),
    roomID: readPlain(roomID!),
    userName: readPlain(userName!),
    appID: Number(appID),
    ext: ext === undefined ? ext : readPlain(ext),
    sig: sig === undefined ? sig : readPlain(sig),
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
