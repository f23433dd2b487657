// How calls travel to a page and verdicts back. Text goes as its 16-bit units: half a character would not survive the way.

export type Packed = readonly PackedValue[]
type PackedValue = { readonly units: readonly number[] } | { readonly number: string } | { readonly other: unknown }

/** What became of one call on both sides: `taken`, or the name of the error; and whether they gave the same. */
export interface Verdict {
  readonly theirs: string
  readonly ours: string
  readonly same: boolean
}

export function pack(values: readonly unknown[]): Packed {
  return values.map((value) => {
    if (typeof value === 'string')
      return { units: Array.from({ length: value.length }, (_, at) => value.charCodeAt(at)) }
    return typeof value === 'number' ? { number: String(value) } : { other: value }
  })
}

export function unpack(packed: Packed): unknown[] {
  return packed.map((value) => {
    if ('units' in value) return String.fromCharCode(...value.units)
    return 'number' in value ? Number(value.number) : value.other
  })
}
