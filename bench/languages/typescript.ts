// The bench program of the TypeScript library, as bench/languages asks the others: the contestants take turns, the best turn of each counts, and
// one line of JSON says it all. The plain loops are those of token_contestants.ts and token_by_hand.ts with the key that Node is fastest with.
import { sealedByHand, signedByHand } from '../token_by_hand.ts'
import { contestants, people, type Contestant } from '../token_contestants.ts'

const rounds = 10
const turnMs = 40

type Work = (index: number) => unknown

const names = { plain: 'fresh cipher, KeyObject', sealed: 'roompass sealed', signed: 'roompass signed' } as const

function contestant(name: string): Contestant {
  const make = contestants[name]
  if (make === undefined) throw new TypeError(`there is no contestant "${name}"`)
  return make()
}

/** Both things that one of them can do, as something to be called again and again. */
function worksOf({ mint, verify }: Contestant): readonly [Work, Work] {
  const tokens = people.map((person) => {
    const token = mint(person)
    if (typeof token !== 'string' || verify(token) !== person.userId)
      throw new TypeError('it does not verify at once what it minted')
    return token
  })
  return [(index) => mint(people[index]!), (index) => verify(tokens[index]!)]
}

function perSecond(work: Work): number {
  const start = performance.now()
  let count = 0
  for (; performance.now() - start < turnMs; count += people.length) {
    for (let index = 0; index < people.length; index += 1) work(index)
  }
  return (count / (performance.now() - start)) * 1000
}

const plain = worksOf(contestant(names.plain))
const sealed = worksOf(contestant(names.sealed))
const signed = worksOf(contestant(names.signed))
const plainSealed = worksOf(sealedByHand)
const plainSigned = worksOf(signedByHand)
const works = {
  plainMint: plain[0],
  plainMintSealed: plainSealed[0],
  plainMintSigned: plainSigned[0],
  mintSealed: sealed[0],
  mintSigned: signed[0],
  plainVerify: plain[1],
  plainVerifySealed: plainSealed[1],
  plainVerifySigned: plainSigned[1],
  verifySealed: sealed[1],
  verifySigned: signed[1],
}
const best: Record<string, number> = {}
for (let round = 0; round < rounds; round += 1) {
  for (const [name, work] of Object.entries(works)) best[name] = Math.max(best[name] ?? 0, Math.round(perSecond(work)))
}
console.log(JSON.stringify({ language: 'typescript', version: process.versions.node, tokensPerSecond: best }))
