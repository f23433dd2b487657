// The suffix of a Kit Token: R8 to R12 and R15.
import { Stuck, type Hold } from './hold.ts'
import { depthOf, hasDuplicate, member, readJson, readLoosely, textOf, type Json, type JsonObject } from './json.ts'
import type { Shown } from './primitives.ts'
import { isRoomId, isUserId, isUserName, officialBounds, ownBounds } from './sets.ts'

export interface Suffix extends Shown {
  /** "" also where it may not be shown. */
  readonly userName: string
  readonly sig: string | null
}

const names = ['userID', 'roomID', 'userName', 'appID', 'ext', 'sig']

export function readSuffix(text: string, official: boolean, hold: Hold): Suffix {
  const object = flatObject(readLine(text, official, hold), hold)
  const sigValue = member(object, 'sig')
  const lenient = official && sigValue === undefined
  const appId = readAppId(member(object, 'appID'), sigValue !== undefined, hold)

  const userId = textOf(member(object, 'userID'))
  const roomId = textOf(member(object, 'roomID'))
  const encodedName = textOf(member(object, 'userName'))
  hold(isUserId(userId), 'R11', 'user_id_invalid')
  hold(roomId === '' || isRoomId(roomId) || (lenient && roomId.isWellFormed()), 'R11', 'room_id_invalid')
  const decoded = decodePercent(encodedName)
  const shown = decoded !== null && isUserName(decoded)
  hold(shown || (lenient && decoded !== null), 'R11', 'user_name_invalid')

  const ext = member(object, 'ext')
  hold(ext === undefined || /^[\x20-\x7e]{0,512}$/.test(textOf(ext)), 'R12', 'signature_malformed')
  const sig = sigValue === undefined ? null : textOf(sigValue)
  hold(sig === null || !/^[0-9]+\./.test(sig) || sig.startsWith('1.'), 'R15', 'signature_malformed')
  const formed = sig === null || /^[0-9]+\.[0-9a-f]{8}\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(sig)
  hold(formed, 'R12', 'signature_malformed')
  return {
    userId,
    roomId,
    encodedName,
    appId,
    // An empty one has the same signed bytes as none, so it is none.
    ext: textOf(ext) || null,
    userName: shown ? decoded : '',
    sig,
  }
}

/** R8. Whether the suffix is signed decides which bytes it may have, and is not known yet: so it is looked for. */
function readLine(text: string, official: boolean, hold: Hold): string {
  const bytes = Buffer.from(text, 'base64')
  const line = bytes.toString('latin1')
  const read = readJson(line)?.value
  const signed = read?.is === 'object' && member(read, 'sig') !== undefined
  const lenient = official && !signed
  const plain = lenient ? /^[\x20-\xff]*$/.test(line) : /^[\x20-\x7e]*$/.test(line)
  const short = bytes.length <= (lenient ? officialBounds : ownBounds).suffix
  hold(bytes.toString('base64') === text && plain && short, 'R8', 'suffix_malformed')
  return line
}

/** R9. */
function flatObject(json: string, hold: Hold): JsonObject {
  const read = readJson(json)
  const strict = read !== null && read.value.is === 'object' && depthOf(read.value) === 1 && !hasDuplicate(read.value)
  hold(strict, 'R9', 'suffix_malformed')
  const object = read?.value.is === 'object' ? read.value : readLoosely(json)
  if (object === null) throw new Stuck()
  const strangers = object.members.filter(([key]) => !names.includes(key)).length
  const signed = member(object, 'sig') !== undefined
  hold(signed ? strangers === 0 && !read?.spaced : strangers <= 8, 'R9', 'suffix_malformed')
  const is = (key: string, ...kinds: readonly string[]): boolean => {
    const value = member(object, key)
    return kinds.includes(value === undefined ? 'absent' : value.is === 'word' ? value.word : value.is)
  }
  const typed = is('userID', 'string') && is('roomID', 'string', 'null', 'absent') && is('userName', 'string', 'absent')
  hold(typed && is('ext', 'string', 'absent'), 'R9', 'suffix_malformed')
  if (is('userID', 'absent')) throw new Stuck()
  return object
}

/** R10. */
function readAppId(value: Json | undefined, signed: boolean, hold: Hold): number {
  const quoted = value?.is === 'string' && !signed && /^[1-9][0-9]{0,9}$/.test(value.text)
  const plain = value?.is === 'number' && /^(0|[1-9][0-9]*)$/.test(value.literal)
  const appId = Number(textOf(value))
  hold((quoted || plain) && appId >= 1 && appId <= 0xffffffff, 'R10', 'suffix_malformed')
  return appId
}

function decodePercent(encoded: string): string | null {
  try {
    const text = decodeURIComponent(encoded)
    return text.isWellFormed() ? text : null
  } catch {
    return null
  }
}
