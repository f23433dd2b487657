// What user IDs, room IDs and user names may be (spec R11): one home for minting and verifying.

const userIdSet = /^[A-Za-z0-9~!@#$%^&*()_+=\-`;',.<>/\\]{1,64}$/
// 0x21 to 0x7E without " # \
const roomIdSet = /^[!$-[\]-~]{1,128}$/
// C0, DEL, C1, and the characters of Unicode's Bidi_Control, which make a name read as another.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const hiddenCharacters = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const loneSurrogate = /\p{Surrogate}/u
const maxNameBytes = 256

/** Whether a text can be a user ID: 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ (spec R11). */
export function isUserId(text: string): boolean {
  return userIdSet.test(text)
}

/** Whether a text can be a room ID: 1 to 128 printable ASCII characters without space, ", \ and # (spec R11). */
export function isRoomId(text: string): boolean {
  return roomIdSet.test(text)
}

/** Whether a text is free of unpaired surrogates, which no UTF-8 can spell (spec R22). */
export function isWellFormed(text: string): boolean {
  return !loneSurrogate.test(text)
}

/** Whether a text can be a user name: well-formed, at most 256 bytes of UTF-8, no control characters (spec R11). "" is one. */
export function isUserName(text: string): boolean {
  return isWellFormed(text) && !hiddenCharacters.test(text) && utf8Length(text) <= maxNameBytes
}

/** The text that is percent-encoded, or null when that is none, or not well-formed. */
export function decodePercent(encoded: string): string | null {
  let text: string
  try {
    text = decodeURIComponent(encoded)
  } catch {
    return null
  }
  return isWellFormed(text) ? text : null
}

export function utf8Length(text: string): number {
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0)!
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return length
}
