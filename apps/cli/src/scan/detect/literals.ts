// Secrets beside a name that says what they are: `serverSecret = "…"`, `ZEGO_SERVER_SECRET: …`, `getSecret('SERVER_SECRET', '…')`.
import { isLikelySecret } from '../secret_shape.ts'
import type { Place } from '../place.ts'

/** All repetitions are bounded: a bundle is one line of megabytes. */
const names = /(?:server[_-]?secret|(?:zego|roompass)\w{0,32}secret)(\w{0,32})/gi
/** Names of something about a secret. */
const about = /^_?(?:hash|md5|sha\d*|digest|fingerprint|checksum|commitment|id|name|path|file|url|kid|length|label)/i
const hashedBefore = /(?:hash|md5|sha\d{1,3}|digest|hmac)\w{0,12}\(\s?[\w$.]{0,24}$/i

// A line may end in the middle of an expression, and the value stand on the next.
const quoted = /^[^;\n]{0,80}?(?:[=(,:|?]\s{0,4}\n\s{0,40})?\\?(["'`])([^\s"'`\\]{32})\\?\1/
/** Something else gets a value in between: `{ serverSecret, roomId: '…' }`. */
const another = /,\s?["']?\w{1,40}["']?\s?[:=][^=]/
const plain = /^["']?[^\S\n]{0,8}[:= ][^\S\n]{0,8}([^\s"'`<>,;#]{32})(?=[\s,;#]|$)/
const element = /^[^<>\n]{0,40}>\s{0,8}([^\s<>]{32})\s{0,8}</

/** Where values that look like a ServerSecret begin, beside its name. */
export function namedLiterals(text: string, { kind, path }: Place): number[] {
  // Only where strings need no quotes: in code it would be the name of something.
  const bare = kind !== 'code' || /(?:^|\/)(?:Dockerfile|Containerfile|Makefile)|\.(?:sh|bash|zsh|env\.\w+)$/.test(path)
  const spots: number[] = []
  for (const match of text.matchAll(names)) {
    if (about.test(match[1] ?? '') || hashedBefore.test(text.slice(Math.max(0, match.index - 60), match.index)))
      continue
    const from = match.index + match[0].length
    const rest = text.slice(from, from + 200)
    const found = quoted.exec(rest) ?? (bare ? plain.exec(rest) : null) ?? element.exec(rest)
    const value = found?.at(-1)
    if (found === null || value === undefined || !isLikelySecret(value)) continue
    if (another.test(found[0].slice(0, found[0].lastIndexOf(value)))) continue
    spots.push(from + found[0].lastIndexOf(value))
  }
  return spots
}
