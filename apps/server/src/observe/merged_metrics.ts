// The metrics of several processes as one text: counters and histograms are added up, gauges and what is of a process itself are there for each. What
// a process has counted stays when it ends, as a counter that falls would look like one that began anew.

export interface MergedMetrics {
  /** A process is there. @param source never used again @param process the number that it goes by */
  began(source: number, process: number): void
  /** What it says now, in the text format; null when it does not answer: then its counters are what they were, and it has no gauges. */
  heard(source: number, text: string | null): void
  ended(source: number): void
  /** Everything, in the text format 0.0.4. */
  text(): string
}

interface Sample {
  /** Name and labels. */
  readonly series: string
  readonly value: number
}

interface Metric {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly samples: Sample[]
}

interface Source {
  readonly process: number
  /** What it said last, by name. */
  metrics: ReadonlyMap<string, Metric>
  answers: boolean
}

export function createMergedMetrics(): MergedMetrics {
  const sources = new Map<number, Source>()
  /** What those who have ended had counted, by series, and how many they are. */
  const past = new Map<string, number>()
  let ends = 0
  /** In the order in which they were first heard of. */
  const known = new Map<string, Pick<Metric, 'type' | 'help'>>()

  const inOrder = (): Source[] => [...sources.values()].toSorted((a, b) => a.process - b.process)
  const addedUp = (name: string): string[] => {
    const sums = new Map<string, number>()
    for (const { metrics } of sources.values())
      for (const { series, value } of metrics.get(name)?.samples ?? [])
        sums.set(series, (sums.get(series) ?? past.get(series) ?? 0) + value)
    return [...sums].map(([series, sum]) => `${series} ${sum}`)
  }
  const eachOfThem = (name: string): string[] =>
    inOrder().flatMap(({ process, metrics, answers }) =>
      (answers ? (metrics.get(name)?.samples ?? []) : []).map(
        ({ series, value }) => `${labelled(series, process)} ${value}`,
      ),
    )

  return {
    began(source, process) {
      sources.set(source, { process, metrics: new Map(), answers: false })
    },
    heard(source, text) {
      const of = sources.get(source)
      if (of === undefined) return
      of.answers = text !== null
      if (text === null) return
      of.metrics = parsed(text)
      for (const [name, { type, help }] of of.metrics) known.set(name, { type, help })
    },
    ended(source) {
      for (const { name, type, samples } of sources.get(source)?.metrics.values() ?? [])
        if (!isOfEach(name, type))
          for (const { series, value } of samples) past.set(series, (past.get(series) ?? 0) + value)
      if (sources.delete(source)) ends += 1
    },
    text() {
      const up = [...sources.values()].filter(({ answers }) => answers).length
      const shown = [...known].map(([name, { type, help }]) =>
        metricOf(name, type, help, isOfEach(name, type) ? eachOfThem(name) : addedUp(name)),
      )
      const own = [
        metricOf('roompass_processes', 'gauge', 'Processes of this machine that answer.', [`roompass_processes ${up}`]),
        metricOf('roompass_process_ends_total', 'counter', 'Processes of this machine that have ended.', [
          `roompass_process_ends_total ${ends}`,
        ]),
      ]
      return `${[...shown, ...own].join('\n')}\n`
    },
  }
}

/** Processor time and memory are of one process, whatever their type. */
function isOfEach(name: string, type: string): boolean {
  return type === 'gauge' || /^(?:process|nodejs)_/.test(name)
}

function metricOf(name: string, type: string, help: string, samples: readonly string[]): string {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples].join('\n')
}

function labelled(series: string, process: number): string {
  const label = `process="${process}"`
  return series.endsWith('}') ? `${series.slice(0, -1)},${label}}` : `${series}{${label}}`
}

/** What registry.ts writes: of each metric its help, its type, its samples. */
function parsed(text: string): Map<string, Metric> {
  const metrics = new Map<string, Metric>()
  let current: Metric | null = null
  let help = ''
  for (const line of text.split('\n')) {
    const [, word, name, rest] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? []
    if (word === 'HELP') help = rest ?? ''
    else if (word === 'TYPE') {
      current = { name: name ?? '', type: rest ?? '', help, samples: [] }
      metrics.set(current.name, current)
    } else if (line !== '') {
      const end = line.lastIndexOf(' ')
      current?.samples.push({ series: line.slice(0, end), value: Number(line.slice(end + 1)) })
    }
  }
  return metrics
}
