// The official generators in a script: a cipher of node:crypto and the version "04" that is put before its result.

const cipher = /\bcreateCipheriv\b/g
const version = /["'`]04["'`]\s?\+|\.concat\(\s?["'`]04["'`]|`04\$\{|["'`]04["'`]\s?\.concat/

/** Where a generator of Token04 makes its cipher. */
export function minters(text: string): number[] {
  for (const { index } of text.matchAll(cipher)) {
    if (version.test(text.slice(Math.max(0, index - 4000), index + 8000))) return [index]
  }
  return []
}
