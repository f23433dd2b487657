// What a server has done meanwhile, as the server itself tells its watchers: apart from what whoever made the load has spent on the same machine.

/** Milliseconds between two looks of the server at its event loop (process_metrics.ts): Node counts them as lateness. */
const resolution = 20

export interface Work {
  /** Of all threads. */
  readonly processorSeconds: number
  /** How late its event loop was, 99 of 100 times, in milliseconds. */
  readonly lateMs: number
}

/** Begins to look at a server, by its metrics. @returns what ends that */
export async function beginWork(metricsUrl: string | null): Promise<() => Promise<Work>> {
  if (metricsUrl === null) throw new Error('the server serves no metrics')
  const read = async (): Promise<(name: string) => number> => {
    const text = await (await fetch(metricsUrl)).text()
    return (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  }
  const before = (await read())('process_cpu_seconds_total')
  return async () => {
    const now = await read()
    return {
      processorSeconds: now('process_cpu_seconds_total') - before,
      lateMs: Math.max(0, now('nodejs_eventloop_lag_p99_seconds') * 1000 - resolution),
    }
  }
}
