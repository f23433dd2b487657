// One contestant, one verb, one process: `node token_worker.ts <contestant> <mint|verify>` prints operations per second of processor
// time, in all threads of the process: what neighbours on the machine do does not count.
import { contestants, people, type Contestant, type Person } from './token_contestants.ts'

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

await rate(warmUpMs)
const rates: number[] = []
for (let i = 0; i < slices; i++) rates.push(await rate(sliceMs)) // oxlint-disable-line no-await-in-loop -- one after the other
rates.sort((a, b) => a - b)
console.log(rates[slices >> 1])

/** Operations per second of processor time. A promise is waited for; nobody else pays for one. */
async function rate(ms: number): Promise<number> {
  const start = process.cpuUsage()
  let done = 0
  let elapsed = 0
  do {
    for (let i = 0; i < batch; i++) {
      const result = operation(i)
      if (result instanceof Promise) await result // oxlint-disable-line no-await-in-loop -- one after the other
    }
    done += batch
    const { user, system } = process.cpuUsage(start)
    elapsed = (user + system) / 1000
  } while (elapsed < ms)
  return (done / elapsed) * 1000
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
