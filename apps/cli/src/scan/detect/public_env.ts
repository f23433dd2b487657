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
    .filter(
      ([, name = '', value]) =>
        ours.test(name) && (/SECRET/.test(name) || (value !== undefined && isLikelySecret(value))),
    )
    .map(({ index }) => index)
  if (!/(?:^|\/)next\.config\.\w+$/.test(path)) return named
  const block = /\benv\s?:\s?\{([^}]{0,4000})\}/.exec(text)
  const within = block === null ? [] : [...(block[1] ?? '').matchAll(inlined)]
  return [
    ...named,
    ...within.map(({ index }) => index + (block?.index ?? 0) + (block?.[0].indexOf(block[1] ?? '') ?? 0)),
  ]
}
