// Variables that bundlers write into the scripts of a page, with a secret in them.
import { isLikelySecret } from '../secret_shape.ts'
import type { Place } from '../place.ts'

const published =
  /\b(?:NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|SNOWPACK_PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|PUBLIC)_(\w{1,64})(?:[^\S\n]{0,4}[:=][^\S\n]{0,4}["']?([^\s"'#]{32})["']?(?=\s|#|$))?/g
const ours = /ZEGO|SERVER|KIT|ROOMPASS/
/** `env: { ZEGO_SERVER_SECRET: … }` of a Next config is written into bundles under any name. */
const inlined = /\b(?:ZEGO|ROOMPASS|SERVER)_?\w{0,32}SECRET\w{0,16}["']?\s?:/g

/** Where such variables are set or read. */
export function publicVariables(text: string, { kind, path }: Place): number[] {
  if (kind === 'prose') return []
  const named = [...text.matchAll(published)]
    .filter(([, name = '', value]) => {
      return ours.test(name) && (/SECRET/.test(name) || (value !== undefined && isLikelySecret(value)))
    })
    .filter((match) => match[2] !== undefined || !isMentioned(text, match.index, match[0].length))
    .map(({ index }) => index)
  if (!/(?:^|\/)next\.config\.\w+$/.test(path)) return named
  const block = /\benv\s?:\s?\{([^}]{0,4000})\}/.exec(text)
  const within = block === null ? [] : [...(block[1] ?? '').matchAll(inlined)]
  return [
    ...named,
    ...within.map(({ index }) => index + (block?.index ?? 0) + (block?.[0].indexOf(block[1] ?? '') ?? 0)),
  ]
}

/** In a comment of a .env file, or in a sentence: `set VITE_ZEGO_SERVER_SECRET in client/.env`. */
function isMentioned(text: string, at: number, length: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at)
  if (/(?:^|\n)[^\S\n]*#[^\n]*$/.test(before)) return true
  if (/env\??\s{0,20}\.$|\b(?:const|let|var|export|ENV|ARG)\s$/.test(before)) return false
  return /\w[,:]?\s$/.test(before) || /^\s[a-z]{2,}/.test(text.slice(at + length, at + length + 8))
}
