// The bench program of the TypeScript library, as bench/languages asks the others: the contestants take turns, the best turn of each counts, and
// one line of JSON says it all. The plain loop is that of token_contestants.ts with the key that Node is fastest with.
import { contestants, people, type Contestant } from '../token_contestants.ts'

const rounds = 10
const turnMs = 40

const names = { plain: 'fresh cipher, KeyObject', sealed: 'roompass sealed', signed: 'roompass signed' } as const

function contestant(name: string): Contestant {
  const make = contestants[name]
  if (make === undefined) throw new TypeError(`there is no contestant "${name}"`)
  return make()
}

/** Both things that one of them can do, as something to be called again and again. */
function worksOf(name: string): readonly [mint: (index: number) => unknown, verify: (index: number) => unknown] {
  const { mint, verify } = contestant(name)
  const tokens = people.map((person) => {
    const token = mint(person)
    if (typeof token !== 'string') throw new TypeError(`${name} keeps its caller waiting`)
    return token
  })
  return [(index) => mint(people[index]!), (index) => verify(tokens[index]!)]
}

function perSecond(work: (index: number) => unknown): number {
  const start = performance.now()
  let count = 0
  for (; performance.now() - start < turnMs; count += people.length) {
    for (let index = 0; index < people.length; index += 1) work(index)
  }
  return (count / (performance.now() - start)) * 1000
}

const [plain, sealed, signed] = [worksOf(names.plain), worksOf(names.sealed), worksOf(names.signed)]
const works = {
  plainMint: plain[0],
  mintSealed: sealed[0],
  mintSigned: signed[0],
  plainVerify: plain[1],
  verifySealed: sealed[1],
  verifySigned: signed[1],
}
const best: Record<string, number> = {}
for (let round = 0; round < rounds; round += 1) {
  for (const [name, work] of Object.entries(works)) best[name] = Math.max(best[name] ?? 0, Math.round(perSecond(work)))
}
console.log(JSON.stringify({ language: 'typescript', version: process.versions.node, tokensPerSecond: best }))
