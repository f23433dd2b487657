// Numbers of things, as people read them.

/** `1 row`, `2 rows`. */
export function countOf(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}

/** `980 bytes`, `1.8 kB`, `12.3 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte')
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
