// `node bench/faults/overload.ts [seconds]`: three times as many requests for tokens as the server can answer, for so long (default 20).
// Its capacity is measured in the same run, before and after. One line of JSON, a table, and 1 when the claims do not hold.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { load, percentile, type Answers } from './loader.ts'
import { memoryOf, startServed } from './served.ts'
import { report } from './report.ts'

const seconds = Number(process.argv[2] ?? 20)
const served = await startServed()

/** As many tokens as come when each of some callers asks again at once: the best of a few numbers of callers. */
const capacityOf = async (): Promise<number> => {
  let best = 0
  for (const connections of [12, 24, 48]) {
    const answers = await load({ port: served.port, request: served.tokenRequest, seconds: 3, rate: null, connections })
    best = Math.max(best, accepted(answers).length / 3)
  }
  return best
}
const accepted = (answers: Answers): number[] => answers.get(201) ?? []

await capacityOf()
const before = await capacityOf()
let most = 0
const own = monitorEventLoopDelay({ resolution: 1 })
own.enable()
const watch = setInterval(() => void memoryOf(served.pid).then((mib) => (most = Math.max(most, mib))), 200)
const began = performance.now()
const answers = await load({
  port: served.port,
  request: served.tokenRequest,
  seconds,
  rate: 3 * before,
  connections: 400,
})
const took = (performance.now() - began) / 1000
clearInterval(watch)
own.disable()
const calm = await load({
  port: served.port,
  request: served.tokenRequest,
  seconds: 5,
  rate: before / 4,
  connections: 100,
})
const after = await capacityOf()
const code = await served.stop()

const [taken, refused] = [accepted(answers), answers.get(503) ?? []]
const others = [...answers].filter(([status]) => status !== 201 && status !== 503)
const capacity = Math.max(before, after)
report(
  'overload',
  {
    seconds,
    capacity_per_second: Math.round(capacity),
    offered: (taken.length + refused.length) / took / capacity,
    goodput: taken.length / took / capacity,
    accepted_p50_ms: percentile(taken, 0.5),
    accepted_p99_ms: percentile(taken, 0.99),
    refused: refused.length,
    refused_p50_ms: percentile(refused, 0.5),
    refused_p99_ms: percentile(refused, 0.99),
    other_answers: others.reduce((sum, [, times]) => sum + times.length, 0),
    memory_mib: most,
    loader_late_p99_ms: own.percentile(99) / 1e6,
    refused_when_calm: [...calm].filter(([status]) => status !== 201).length,
    exit_code: code ?? -1,
  },
  {
    goodput: (v) => v >= 0.9,
    accepted_p99_ms: (v) => v <= 250,
    refused_p99_ms: (v) => v <= 20,
    other_answers: (v) => v === 0,
    memory_mib: (v) => v <= 512,
    refused_when_calm: (v) => v === 0,
    exit_code: (v) => v === 0,
  },
)
