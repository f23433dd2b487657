// What AppIDs, user IDs, room IDs and user names may be (spec R10, R11): one home for minting and verifying.
import { encodeUtf8 } from './codec/utf8.ts'

export const maxAppId = 0xffffffff

/** Whether it is an AppID: a whole number from 1 to 4294967295. */
export function isAppId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxAppId
}

const userIdSet = /^[A-Za-z0-9~!@#$%^&*()_+=\-`;',.<>/\\]{1,64}$/
export const userIdRule = "1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\"

/**
 * Whether it can be a user ID: 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ (spec R11).
 * @example
 * isUserId('ada@example.org') // true
 * isUserId('Ada L') // false: show names in userName
 */
export function isUserId(value: unknown): boolean {
  return typeof value === 'string' && userIdSet.test(value)
}

// 0x21 to 0x7E without " # \
const roomIdSet = /^[!$-[\]-~]{1,128}$/
export const roomIdRule = '1 to 128 printable ASCII characters without space, ", \\ and #'

/**
 * Whether it can be a room ID: 1 to 128 printable ASCII characters without space, ", \ and # (spec R11).
 * @example
 * isRoomId('lobby') // true
 * isRoomId('my room') // false
 */
export function isRoomId(value: unknown): boolean {
  return typeof value === 'string' && roomIdSet.test(value)
}

const plain = /^[ -~]*$/
// C0, DEL, C1, and the characters of Unicode's Bidi_Control, which make a name read as another.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const hiddenCharacters = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const maxNameBytes = 256

/**
 * Whether it can be a user name: text without control characters, at most 256 bytes of UTF-8 (spec R11). "" is one.
 * @example
 * isUserName('Zoë 张') // true
 * isUserName('Zoë\n张') // false
 */
export function isUserName(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > maxNameBytes) return false
  return plain.test(value) || (isWellFormed(value) && !hiddenCharacters.test(value) && fitsUtf8(value, maxNameBytes))
}

// Under `u` a pair is one character, which is none of these.
const loneSurrogate = /[\ud800-\udfff]/u

/** Whether a text is free of unpaired surrogates, which no UTF-8 can spell (spec R22). */
export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text)
}

/** Whether a well-formed text has at most so many bytes of UTF-8. */
export function fitsUtf8(text: string, max: number): boolean {
  // No unit of UTF-16 takes more than three bytes, and none takes less than one.
  return text.length * 3 <= max || (text.length <= max && encodeUtf8(text).length <= max)
}

/** The text that is percent-encoded, or null when that is none, or not well-formed. */
export function decodePercent(encoded: string): string | null {
  const ascii = plain.test(encoded)
  if (ascii && !encoded.includes('%')) return encoded
  try {
    const text = decodeURIComponent(encoded)
    // What is encoded decodes to well-formed text or not at all; what is not stands as it came.
    return ascii || isWellFormed(text) ? text : null
  } catch {
    return null
  }
}
