// The only source of chance here: one seed gives the same tokens on every machine. Not for keys.

export interface Random {
  /** 0 to `end` - 1. */
  below(end: number): number
  /** `least` to `most`, and one of the two ends more often than by chance: that is where languages differ. */
  length(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean
  /** So many characters out of a set. */
  text(count: number, set: string): string
}

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end)
  }
  const pick = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)]
    if (found === undefined) throw new RangeError('list must not be empty')
    return found
  }
  return {
    below,
    pick,
    length: (least, most) => pick([least, most, ...Array(6).fill(least + below(most - least + 1))]),
    chance: (percent) => below(100) < percent,
    text: (count, set) => Array.from({ length: count }, () => set[below(set.length)]).join(''),
  }
}
