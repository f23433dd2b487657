// What stands for a person without a picture: their initials and one of six colours. Pure.

export const hues = 6

/** One or two letters of `name`: the first of its first and of its last word. Empty for a name without letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last].map((word) => (word === undefined ? '' : firstLetter(word))).join('')
}

/** A number from 0 to 5 that is the same for the same `userId` everywhere. */
export function hueOf(userId: string): number {
  let sum = 0
  for (let index = 0; index < userId.length; index += 1) sum = (sum * 31 + userId.charCodeAt(index)) >>> 0
  return sum % hues
}

function firstLetter(word: string): string {
  // A letter may be several code points (accents, emoji): the segmenter knows where it ends.
  const [segment] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)
  return (segment?.segment ?? '').toLocaleUpperCase()
}
