// `node bench/load/verify.ts [--tokens 100000]`: so many different Kit Tokens verified one after another, signed and sealed, each with its own time; beside
// LiveKit's verifier, in turns. Ten thousand of each before it begins.
import { amount } from '../amounts.ts'
import { percentile } from '../faults/loader.ts'
import { atLeast, atMost, report } from '../faults/report.ts'
import { contestants, people, type Contestant } from '../token_contestants.ts'

const tokens = amount('tokens', 100_000)
const warm = 10_000
const rounds = 5

const contenders = { signed: 'roompass signed', sealed: 'roompass sealed', livekit: 'livekit-server-sdk' } as const
type Name = keyof typeof contenders

interface Verifying {
  readonly times: number[]
  /** Of each round. */
  readonly perSecond: number[]
}

/** Verifies each token, and keeps the microseconds of each. */
async function verifyAll(
  { verify }: Contestant,
  all: readonly string[],
  { times, perSecond }: Verifying,
): Promise<void> {
  const began = performance.now()
  for (const token of all) {
    const from = process.hrtime.bigint()
    const user = verify(token)
    if (user instanceof Promise) await user
    times.push(Number(process.hrtime.bigint() - from) / 1000)
  }
  perSecond.push((all.length / (performance.now() - began)) * 1000)
}

/** `count` tokens, each another one. */
async function mintAll({ mint }: Contestant, count: number): Promise<string[]> {
  const all: string[] = []
  for (let n = 0; n < count; n += 1) {
    const token = mint(people[n % people.length]!)
    all.push(typeof token === 'string' ? token : await token)
  }
  return all
}

const figures: Record<string, number> = { tokens }
const verifyings: Record<Name, Verifying> = {
  signed: { times: [], perSecond: [] },
  sealed: { times: [], perSecond: [] },
  livekit: { times: [], perSecond: [] },
}
const names: readonly Name[] = ['signed', 'sealed', 'livekit']
const made = new Map<Name, Contestant>()
for (const name of names) {
  const contestant = contestants[contenders[name]]?.()
  if (contestant === undefined) throw new Error(`nobody is called ${contenders[name]}`)
  made.set(name, contestant)
  await verifyAll(contestant, await mintAll(contestant, warm), { times: [], perSecond: [] })
}
for (let round = 0; round < rounds; round += 1)
  for (const name of names) {
    const contestant = made.get(name)!
    await verifyAll(contestant, await mintAll(contestant, Math.ceil(tokens / rounds)), verifyings[name])
  }
for (const name of names) {
  const { times, perSecond } = verifyings[name]
  figures[`${name}_p50_us`] = percentile(times, 0.5)
  figures[`${name}_p99_us`] = percentile(times, 0.99)
  figures[`${name}_per_second`] = percentile(perSecond, 0.5)
}
for (const name of ['signed', 'sealed'] as const)
  figures[`${name}_to_livekit`] = percentile(
    verifyings[name].perSecond.map((rate, i) => rate / (verifyings.livekit.perSecond[i] ?? 0)),
    0.5,
  )
const claims = Object.fromEntries(
  (['signed', 'sealed'] as const).flatMap((name) => [
    [`${name}_p50_us`, atMost(30)],
    [`${name}_p99_us`, atMost(150)],
    [`${name}_per_second`, atLeast(20_000)],
  ]),
)
report('verify', figures, claims)
