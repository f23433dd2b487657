// A chart of two counts by minute as numbers: bars that stand on each other, the top of the scale, and the sums.

export interface Bar {
  readonly at: number
  /** From the bottom, in parts of the whole height. */
  readonly good: number
  readonly bad: number
}

export interface Chart {
  readonly bars: readonly Bar[]
  /** The count at the top: 1, 2 or 5 times a power of ten, and at least 5. */
  readonly top: number
  readonly good: number
  readonly bad: number
}

export interface Count {
  readonly at: number
  readonly good: number
  readonly bad: number
}

export function chartOf(counts: readonly Count[]): Chart {
  const top = topOf(Math.max(0, ...counts.map(({ good, bad }) => good + bad)))
  return {
    bars: counts.map(({ at, good, bad }) => ({ at, good: good / top, bad: bad / top })),
    top,
    good: sum(counts.map(({ good }) => good)),
    bad: sum(counts.map(({ bad }) => bad)),
  }
}

function topOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(5, most)))
  return [1, 2, 5, 10].map((n) => n * power).find((top) => top >= Math.max(5, most)) ?? most
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
