// One contestant, one verb, one process: `node token_worker.ts <contestant> <mint|verify>` prints operations per second, by the clock and by
// the processor time of all threads of the process, which neighbours on the machine change less.
import { contestants, people, type Contestant, type Person } from './token_contestants.ts'

export interface Rates {
  readonly clock: number
  readonly processor: number
}

const warmUpMs = 400
const sliceMs = 150
const slices = 7
const batch = 64

const [name = '', verb = ''] = process.argv.slice(2)
const make = contestants[name]
if (make === undefined || (verb !== 'mint' && verb !== 'verify')) throw new TypeError('unknown contestant or verb')
const contestant = make()
const tokens = await Promise.all(people.map(async (person) => contestant.mint(person)))
await checkHonesty(contestant, tokens, people)
const operation = (i: number): unknown =>
  verb === 'mint' ? contestant.mint(people[i]!) : contestant.verify(tokens[i]!)

await measure(warmUpMs)
const rates: Rates[] = []
for (let i = 0; i < slices; i++) rates.push(await measure(sliceMs)) // oxlint-disable-line no-await-in-loop -- one after the other
console.log(JSON.stringify({ clock: median('clock'), processor: median('processor') }))

function median(by: keyof Rates): number {
  return rates.map((rate) => rate[by]).sort((a, b) => a - b)[slices >> 1]!
}

/** A promise is waited for; nobody else pays for one. */
async function measure(ms: number): Promise<Rates> {
  const start = performance.now()
  const used = process.cpuUsage()
  let done = 0
  do {
    for (let i = 0; i < batch; i++) {
      const result = operation(i)
      if (result instanceof Promise) await result // oxlint-disable-line no-await-in-loop -- one after the other
    }
    done += batch
  } while (performance.now() - start < ms)
  const { user, system } = process.cpuUsage(used)
  return { clock: (done / (performance.now() - start)) * 1000, processor: (done / (user + system)) * 1e6 }
}

/** Who mints must mint anew each time, and who verifies must read what was minted. */
async function checkHonesty(
  { verify }: Contestant,
  minted: readonly string[],
  holders: readonly Person[],
): Promise<void> {
  const readers = await Promise.all(minted.map(async (token) => verify(token)))
  if (readers.some((userId, i) => userId !== holders[i]!.userId))
    throw new Error(`${name} does not read what it minted`)
  if (new Set(minted).size !== minted.length) throw new Error(`${name} mints one token twice`)
}
