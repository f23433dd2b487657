// Compares the two of each pair, by their medians.
import type { Measured } from './measure.ts'

export interface Compared {
  readonly inside: string
  /** Nanoseconds, as all that follows. */
  readonly right: number
  readonly wrong: number
  /** By how much the difference between the two varies from part to part of the run: what is below it says nothing. */
  readonly noise: number
}

const parts = 20

export function compare(measured: readonly Measured[]): readonly Compared[] {
  return measured.map(({ inside, right, wrong }) => {
    return { inside, right: medianOf(right), wrong: medianOf(wrong), noise: noiseOf(right, wrong) }
  })
}

/** Twice the standard error of the difference. */
function noiseOf(right: Float64Array, wrong: Float64Array): number {
  const size = Math.floor(right.length / parts)
  const differences = Array.from({ length: parts }, (_, i) => {
    const [from, to] = [i * size, (i + 1) * size]
    return medianOf(right.subarray(from, to)) - medianOf(wrong.subarray(from, to))
  })
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / parts
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / (parts - 1)
  return 2 * Math.sqrt(variance / parts)
}

function medianOf(times: Float64Array): number {
  return times.toSorted()[times.length >> 1]!
}
