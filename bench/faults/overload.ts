// `node bench/faults/overload.ts [seconds]`: three times as many requests for tokens as the server can answer, for so long (default 20), in rounds with
// measurements of its capacity between them: other work on the machine changes both. One line of JSON, a table, and 1 when the claims do not hold.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { load, percentile, type Answer } from './loader.ts'
import { memoryOf, processorTimeOf, startServed } from './served.ts'
import { report } from './report.ts'

const seconds = Number(process.argv[2] ?? 20)
const rounds = Math.max(1, Math.round(seconds / 4))
const served = await startServed()
const common = { port: served.port, request: served.tokenRequest }

interface Capacity {
  readonly perSecond: number
  readonly perCpuSecond: number
}

/** As many tokens as come when each of some callers asks again at once. Twenty-four keep the server busy, and it refuses none of them. */
async function capacityNow(time = 3): Promise<Capacity> {
  const before = await processorTimeOf(served.pid)
  const answers = await load({ ...common, seconds: time, rate: null, connections: 24 })
  const count = (answers.get(201) ?? []).length
  return { perSecond: count / time, perCpuSecond: count / ((await processorTimeOf(served.pid)) - before) }
}

interface Round extends Capacity {
  readonly answers: readonly Answer[]
  /** Of the capacity around it. */
  readonly goodput: number
  readonly offered: number
}

async function overloaded(before: Capacity): Promise<Omit<Round, 'goodput' | 'offered'> & { readonly took: number }> {
  const answers: Answer[] = []
  const [began, cpuBefore] = [performance.now(), await processorTimeOf(served.pid)]
  await load({
    ...common,
    seconds: seconds / rounds,
    rate: 3 * before.perSecond,
    connections: 800,
    seen: (answer) => answers.push(answer),
  })
  const took = (performance.now() - began) / 1000
  const taken = answers.filter(({ status }) => status === 201).length
  const perCpuSecond = taken / ((await processorTimeOf(served.pid)) - cpuBefore)
  return { answers, took, perSecond: taken / took, perCpuSecond }
}

await capacityNow(6)
let most = 0
const own = monitorEventLoopDelay({ resolution: 1 })
const watch = setInterval(() => void memoryOf(served.pid).then((mib) => (most = Math.max(most, mib))), 200)
const capacities = [await capacityNow()]
const overloads: Round[] = []
for (let n = 0; n < rounds; n += 1) {
  const before = capacities.at(-1) ?? (await capacityNow())
  own.enable()
  const { took, ...round } = await overloaded(before)
  own.disable()
  // After the last one comes a calm load instead.
  const after = n === rounds - 1 ? null : await capacityNow()
  if (after !== null) capacities.push(after)
  const around = after === null ? before.perSecond : (before.perSecond + after.perSecond) / 2
  overloads.push({ ...round, goodput: round.perSecond / around, offered: round.answers.length / took / around })
}
const calm: Answer[] = []
const calmFrom = performance.now()
const quarter =
  percentile(
    capacities.map(({ perSecond }) => perSecond),
    0.5,
  ) / 4
await load({ ...common, seconds: 8, rate: quarter, connections: 100, seen: (answer) => calm.push(answer) })
clearInterval(watch)
const code = await served.stop()

const answers = overloads.flatMap((round) => round.answers)
const times = (status: number): number[] =>
  answers.filter((answer) => answer.status === status).map(({ sentAt, endedAt }) => endedAt - sentAt)
const [taken, refused] = [times(201), times(503)]
const late = answers.map(({ dueAt, sentAt }) => sentAt - dueAt)
/** Who was refused, or waited for longer than a quarter of a second, though the load was over. */
const unwell = calm.filter(({ status, sentAt, endedAt }) => status !== 201 || endedAt - sentAt > 250)
const median = (figures: readonly number[]): number => percentile(figures, 0.5)
report(
  'overload',
  {
    seconds,
    rounds,
    capacity_per_second: Math.round(median(capacities.map(({ perSecond }) => perSecond))),
    offered: median(overloads.map(({ offered }) => offered)),
    goodput: median(overloads.map(({ goodput }) => goodput)),
    goodput_least: Math.min(...overloads.map(({ goodput }) => goodput)),
    goodput_per_cpu:
      median(overloads.map(({ perCpuSecond }) => perCpuSecond)) /
      median(capacities.map(({ perCpuSecond }) => perCpuSecond)),
    accepted_p50_ms: percentile(taken, 0.5),
    accepted_p99_ms: percentile(taken, 0.99),
    refused: refused.length,
    refused_p50_ms: percentile(refused, 0.5),
    refused_p99_ms: percentile(refused, 0.99),
    other_answers: answers.length - taken.length - refused.length,
    memory_mib: most,
    sent_late_p99_ms: percentile(late, 0.99),
    loader_delay_p99_ms: own.percentile(99) / 1e6,
    refused_when_calm: calm.filter(({ status }) => status !== 201).length,
    normal_after_s: Math.max(0, ...unwell.map(({ endedAt }) => (endedAt - calmFrom) / 1000)),
    exit_code: code ?? -1,
  },
  {
    goodput: (v) => v >= 0.9,
    accepted_p99_ms: (v) => v <= 250,
    refused_p99_ms: (v) => v <= 20,
    other_answers: (v) => v === 0,
    memory_mib: (v) => v <= 512,
    refused_when_calm: (v) => v === 0,
    normal_after_s: (v) => v <= 5,
    exit_code: (v) => v === 0,
  },
)
