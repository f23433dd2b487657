// `node bench/load/issue.ts [--seconds 1.5] [--rounds 3]`: tokens through the whole path, with an audit row that is on the disk, from one process and from
// one for each processor, beside a bare Hono route and LiveKit's token endpoint, in turns; then 500 requests a second that wait for nobody.
import { amount } from '../amounts.ts'
import { load, percentile, type Answers } from '../faults/loader.ts'
import { atLeast, atMost, exactly, report } from '../faults/report.ts'
import { processorTimeOf } from '../faults/served.ts'
import { startRoompasses, startYardstick, type Contestant, type Requests } from './contestants.ts'

const seconds = amount('seconds', 1.5)
const rounds = amount('rounds', 3)
const methods = ['get', 'post'] as const
/** Callers at once: each asks again when it has its answer, and in a moment when it was told that this is too much now. */
const callers = [64, 256, 512]

interface Turn {
  readonly perSecond: number
  readonly perProcessorSecond: number
}

const given = (answers: Answers): number[] => [...(answers.get(200) ?? []), ...(answers.get(201) ?? [])]

/** The best of a few numbers of callers. */
async function turn({ port, pid }: Contestant, request: Requests['get']): Promise<Turn> {
  let best: Turn = { perSecond: 0, perProcessorSecond: 0 }
  for (const connections of callers) {
    const [used, began] = [await processorTimeOf(pid), performance.now()]
    const count = given(await load({ port, request, seconds, rate: null, connections, backOffMs: 20 })).length
    const perSecond = (count / (performance.now() - began)) * 1000
    const perProcessorSecond = count / ((await processorTimeOf(pid)) - used)
    if (perSecond > best.perSecond) best = { perSecond, perProcessorSecond }
  }
  return best
}

const median = (values: readonly number[]): number => percentile(values, 0.5)

const roompasses = await startRoompasses()
const all: Contestant[] = [...roompasses, await startYardstick('hono'), await startYardstick('livekit')]
const figures: Record<string, number> = {}
try {
  const requests = roompasses[0]?.requests
  if (requests === undefined) throw new Error('nobody runs')
  const requestsOf = (one: Contestant): Requests =>
    roompasses.find(({ name }) => name === one.name)?.requests ?? requests
  for (const method of methods) {
    const turns = new Map<string, Turn[]>(all.map(({ name }) => [name, []]))
    for (const one of all)
      await load({ port: one.port, request: requestsOf(one)[method], seconds, rate: null, connections: 14 })
    for (let round = 0; round < rounds; round += 1) {
      // Whoever is first meets another machine than whoever is last: each round begins with somebody else.
      const order = [...all.slice(round % all.length), ...all.slice(0, round % all.length)]
      for (const one of order) turns.get(one.name)?.push(await turn(one, requestsOf(one)[method]))
    }
    const of = (name: string): Turn[] => turns.get(name) ?? []
    for (const { name } of all) figures[`${method}_${name}_per_second`] = median(of(name).map((one) => one.perSecond))
    for (const { name } of roompasses)
      for (const other of ['hono', 'livekit']) {
        const ratios = (key: keyof Turn): number[] => of(name).map((one, i) => one[key] / (of(other)[i]?.[key] ?? 0))
        figures[`${method}_${name}_to_${other}`] = median(ratios('perSecond'))
        figures[`${method}_${name}_to_${other}_by_processor`] = median(ratios('perProcessorSecond'))
      }
  }
  for (const { name, port, requests: own, usesAll } of roompasses) {
    if (usesAll) continue
    const answers = await load({ port, request: own.post, seconds: 4 * seconds, rate: 500, connections: 100 })
    figures[`at_500_${name}_p50_ms`] = percentile(given(answers), 0.5)
    figures[`at_500_${name}_p99_ms`] = percentile(given(answers), 0.99)
    figures[`at_500_${name}_not_given`] = [...answers.values()].flat().length - given(answers).length
  }
} finally {
  for (const { end } of all) await end()
}

const claim = (key: string) =>
  key.endsWith('_all_processors_to_hono')
    ? atLeast(0.5)
    : key.endsWith('_all_processors_to_livekit')
      ? atLeast(1.5)
      : key.endsWith('_p99_ms')
        ? atMost(50)
        : key.endsWith('_not_given')
          ? exactly(0)
          : null
report(
  'issue',
  figures,
  Object.fromEntries(
    Object.keys(figures).flatMap((key) => {
      const one = claim(key)
      return one === null ? [] : [[key, one] as const]
    }),
  ),
)
