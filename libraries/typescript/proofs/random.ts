// The only source of chance in the proofs: one seed gives one run, on every machine. Not for keys.

export interface Random {
  /** 0 to 2^32 - 1. */
  u32(): number
  /** 0 to `end` - 1. */
  below(end: number): number
  bytes(count: number): Buffer
  pick<T>(list: ArrayLike<T>): T
  /** So many characters of the alphabet. */
  text(count: number, alphabet: string): string
}

export const letters = 'abcdefghijklmnopqrstuvwxyz'

/** sfc32 (Chris Doty-Humphrey, PractRand), started from one number. */
export function seeded(seed: number): Random {
  let [a, b, c, counter] = [0, seed >>> 0, 0x9e3779b9, 1]
  const u32 = (): number => {
    const result = (a + b + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + result) >>> 0
    return result
  }
  for (let i = 0; i < 15; i++) u32()
  const below = (end: number): number => Math.floor((u32() / 2 ** 32) * end)
  return {
    u32,
    below,
    bytes(count) {
      const bytes = Buffer.allocUnsafe(count)
      for (let i = 0; i < count; i++) bytes[i] = u32() >>> 24
      return bytes
    },
    pick<T>(list: ArrayLike<T>): T {
      const found = list[below(list.length)]
      if (found === undefined) throw new RangeError('list must not be empty')
      return found
    },
    text(count, alphabet) {
      let text = ''
      for (let i = 0; i < count; i++) text += alphabet[below(alphabet.length)]
      return text
    },
  }
}
