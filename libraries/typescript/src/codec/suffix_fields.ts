// The fields of a suffix, whoever parsed it (spec R10 to R12): what each may be.
import { KitTokenError } from '../errors.ts'
import { decodePercent, isAppId, isRoomId, isUserId, isUserName, isWellFormed } from '../names.ts'
import type { JsonValue } from './json.ts'

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
const signaturePattern = /^1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$/
const oneLineOfAscii = /^[\x20-\x7e]*$/

/** The fields that have a name, each of any kind still; an absent one is undefined. */
export type Values = {
  readonly [Name in 'userID' | 'roomID' | 'userName' | 'appID' | 'ext' | 'sig']: JsonValue | undefined
}

/**
 * What is ZEGOCLOUD's in a suffix, and the extension unread. What each field is comes before what it says: R9, R10, then R11.
 * @param lenient rooms that nobody can enter and names that may not be shown are no fault (official reading of an unsigned suffix)
 * @throws KitTokenError
 */
export function readShown(values: Values, lenient: boolean): Omit<Suffix, 'signature'> {
  const { userId, roomId, encodedName, ext } = textsOf(values)
  const appId = readAppId(values)
  if (!isUserId(userId)) throw new KitTokenError('user_id_invalid', 'userID')
  if (roomId !== '' && !isRoomId(roomId) && !(lenient && isWellFormed(roomId))) {
    throw new KitTokenError('room_id_invalid', 'roomID')
  }
  return { userId, roomId, encodedName, userName: readName(encodedName, lenient), appId, ext }
}

/** What is ours in a suffix (R12, R15): an unknown version is refused, not taken for an unsigned token. @throws KitTokenError */
export function readSignature({ sig }: Values, ext: string | null): Signature | null {
  if (ext !== null && !isExt(ext)) throw new KitTokenError('signature_malformed', 'ext')
  if (sig === undefined) return null
  if (typeof sig !== 'string' || !signaturePattern.test(sig)) throw new KitTokenError('signature_malformed', 'sig')
  return { kid: sig.slice(2, 10), tag: sig.slice(11) }
}

/** Spec R9: an absent room is none, an absent name is empty. An empty extension has the same signed bytes as none: it is none. */
function textsOf({ userID, roomID, userName, ext }: Values): Omit<SuffixFields, 'appId'> {
  return {
    userId: textOf('userID', userID),
    roomId: textOf('roomID', roomID ?? ''),
    encodedName: userName === undefined ? '' : textOf('userName', userName),
    ext: ext === undefined ? null : textOf('ext', ext) || null,
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

export function isExt(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxExt && oneLineOfAscii.test(value)
}

function textOf(name: string, value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new KitTokenError('suffix_malformed', name)
  return value
}
