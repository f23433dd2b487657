// Counters, gauges and histograms, and the text in which Prometheus reads them. Whatever values a label can have is said when the metric
// is made: no user, room or token can become one, and no caller can make series without end.

/** The names of labels, and every value that each can have. */
export type Labels = Readonly<Record<string, readonly string[]>>
/** One value for each label. */
export type At<L extends Labels> = { readonly [Name in keyof L]: L[Name][number] }
type None = Readonly<Record<string, never>>

export interface Counter<L extends Labels = None> {
  /** @throws RangeError for a value that the label does not have */
  count(at: At<L>, by?: number): void
}

export interface Histogram<L extends Labels = None> {
  /** @throws RangeError for a value that the label does not have */
  observe(value: number, at: At<L>): void
}

type Read = () => number | null

export interface Registry {
  /** Its name ends with `_total`. All its series are there from the start, at 0. */
  readonly counter: <const L extends Labels = None>(name: string, help: string, labels?: L) => Counter<L>
  /** @param bounds upper ends of the buckets, ascending; one without an end is added */
  readonly histogram: <const L extends Labels = None>(
    name: string,
    help: string,
    bounds: readonly number[],
    labels?: L,
  ) => Histogram<L>
  /** Asked whenever somebody reads; null is left out. */
  readonly gauge: (name: string, help: string, read: Read) => void
  /** A gauge with one label, asked for each of its values. */
  readonly gaugeBy: <V extends string>(
    name: string,
    help: string,
    label: string,
    values: readonly V[],
    read: (value: V) => number | null,
  ) => void
  /** A counter that something else keeps. */
  readonly total: (name: string, help: string, read: Read) => void
  /** Everything, in the text format 0.0.4. */
  text(): string
}

export const contentType = 'text/plain; version=0.0.4; charset=utf-8'

export function createRegistry(): Registry {
  const metrics = new Map<string, () => string>()
  const add = (name: string, type: string, help: string, samples: () => readonly string[]): void => {
    if (metrics.has(name) || !/^[a-z][a-z0-9_]*$/.test(name)) throw new RangeError(`no name for a metric: ${name}`)
    metrics.set(name, () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples()].join('\n'))
  }
  return {
    counter(name, help, labels) {
      const { size, indexOf, shown } = seriesOf(name, labels)
      const counts = new Float64Array(size)
      add(name, 'counter', help, () => shown.map((set, i) => `${name}${braced(set)} ${counts[i]}`))
      return {
        count(at, by = 1) {
          const i = indexOf(at)
          counts[i] = (counts[i] ?? 0) + by
        },
      }
    },
    histogram(name, help, bounds, labels) {
      const { size, indexOf, shown } = seriesOf(name, labels)
      const width = bounds.length + 1
      const [counts, sums] = [new Float64Array(size * width), new Float64Array(size)]
      const ends = [...bounds.map(String), '+Inf']
      const samplesOf = (set: string, series: number): string[] => {
        let all = 0
        const buckets = ends.map((end, i) => {
          all += counts[series * width + i] ?? 0
          return `${name}_bucket${braced(set, `le="${end}"`)} ${all}`
        })
        return [...buckets, `${name}_sum${braced(set)} ${sums[series]}`, `${name}_count${braced(set)} ${all}`]
      }
      add(name, 'histogram', help, () => shown.flatMap(samplesOf))
      return {
        observe(value, at) {
          const series = indexOf(at)
          let bucket = 0
          while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1
          const i = series * width + bucket
          counts[i] = (counts[i] ?? 0) + 1
          sums[series] = (sums[series] ?? 0) + value
        },
      }
    },
    gauge: (name, help, read) => add(name, 'gauge', help, () => sampleOf(name, read)),
    gaugeBy(name, help, label, values, read) {
      const { shown } = seriesOf(name, { [label]: values })
      add(name, 'gauge', help, () =>
        values.flatMap((value, i) => sampleOf(name, () => read(value), braced(shown[i] ?? ''))),
      )
    },
    total: (name, help, read) => add(name, 'counter', help, () => sampleOf(name, read)),
    text: () => `${[...metrics.values()].map((show) => show()).join('\n')}\n`,
  }
}

interface Series<L extends Labels> {
  readonly size: number
  readonly indexOf: (at: At<L>) => number
  /** Of each series what stands between the braces. */
  readonly shown: readonly string[]
}

/** Every combination of the values, numbered. */
function seriesOf<L extends Labels>(name: string, labels: L | undefined): Series<L> {
  const places = Object.entries(labels ?? {}).map(([label, values]) => {
    // Such a value would have to be escaped, and none that we write is one.
    if (values.some((value) => /["\\\n]/.test(value))) throw new RangeError(`no value for ${label} of ${name}`)
    return { label, values, at: new Map(values.map((value, i) => [value, i])) }
  })
  const shown = places.reduce<string[]>(
    (sets, { label, values }) =>
      sets.flatMap((set) => values.map((value) => `${set}${set === '' ? '' : ','}${label}="${value}"`)),
    [''],
  )
  return {
    size: shown.length,
    shown,
    indexOf(at) {
      let index = 0
      for (const place of places) {
        const value = place.at.get(at[place.label] ?? '')
        if (value === undefined) throw new RangeError(`no value for ${place.label} of ${name}`)
        index = index * place.values.length + value
      }
      return index
    },
  }
}

function sampleOf(name: string, read: Read, labels = ''): string[] {
  const value = read()
  return value === null ? [] : [`${name}${labels} ${value}`]
}

function braced(...parts: readonly string[]): string {
  const inside = parts.filter((part) => part !== '').join(',')
  return inside === '' ? '' : `{${inside}}`
}
