// What Prometheus would read out of a text, by series.

/** `name{label="value"}` → value, without comments. */
export function samplesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [, series = '', value = ''] = /^([a-z0-9_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? []
      if (series === '') throw new Error(`no sample: ${line}`)
      return [series, Number(value)]
    }),
  )
}

/** Only those that are not 0, of metrics with this beginning. */
export function countedIn(text: string, beginning: string): Record<string, number> {
  return Object.fromEntries(
    [...samplesOf(text)].filter(([series, value]) => series.startsWith(beginning) && value !== 0),
  )
}
