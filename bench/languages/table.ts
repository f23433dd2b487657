// The tables of the languages: what each does in a second, and how that stands to its own plain loops and to TypeScript.
import { markdownOf } from '../../conformance/languages/markdown.ts'
import type { Rates } from './programs.ts'

/** The figures of one language, round by round. */
export interface Figures {
  readonly title: string
  readonly rounds: readonly Rates[]
}

/** One thing that is measured; the plain loops with the least that it takes, and with the same work. */
interface Work {
  readonly title: string
  readonly ours: keyof Rates
  readonly bare: keyof Rates
  readonly alike: keyof Rates
}

const works: readonly Work[] = [
  { title: 'mint sealed', ours: 'mintSealed', bare: 'plainMint', alike: 'plainMintSealed' },
  { title: 'mint signed', ours: 'mintSigned', bare: 'plainMint', alike: 'plainMintSigned' },
  { title: 'verify sealed', ours: 'verifySealed', bare: 'plainVerify', alike: 'plainVerifySealed' },
  { title: 'verify signed', ours: 'verifySigned', bare: 'plainVerify', alike: 'plainVerifySigned' },
]
const titles = works.map(({ title }) => title)
/** No library is to take more than twice as long as the plain loop. */
const goal = 0.5

/** Tables of Markdown: the libraries, the plain loops, and how they compare. The first language is the one that the others stand beside. */
export function tablesOf(languages: readonly Figures[]): string {
  const [first] = languages
  const rows = (cell: (one: Figures, work: Work) => string): readonly (readonly string[])[] => {
    return languages.map((one) => [one.title, ...works.map((work) => cell(one, work))])
  }
  return [
    markdownOf([['thousand tokens per second', ...titles], ...rows((one, { ours }) => thousands(best(one, ours)))]),
    markdownOf([
      ['of the plain loops', ...titles, 'encrypt', 'decrypt'],
      ...languages.map((one) => [
        one.title,
        ...works.map(({ alike }) => thousands(best(one, alike))),
        thousands(best(one, 'plainMint')),
        thousands(best(one, 'plainVerify')),
      ]),
    ]),
    markdownOf([
      ['times the loop with the same work', ...titles],
      ...rows((one, { ours, alike }) => fraction(ratio(one, ours, alike))),
    ]),
    markdownOf([
      ['times the loop that only encrypts or decrypts', ...titles],
      ...rows((one, { ours, bare }) => fraction(ratio(one, ours, bare))),
    ]),
    markdownOf([
      [`times ${first?.title ?? ''}`, ...titles],
      ...rows((one, { ours }) => fraction(best(one, ours) / (first === undefined ? Number.NaN : best(first, ours)))),
    ]),
  ].join('\n\n')
}

/** What takes more than twice as long as a plain loop of its language, in words. */
export function slowOnes(languages: readonly Figures[]): readonly string[] {
  return languages.flatMap((one) =>
    works.flatMap(({ title, ours, bare, alike }) => {
      const loops = { 'with the same work': alike, 'that only encrypts or decrypts': bare }
      return Object.entries(loops)
        .map(([name, loop]) => ({ name, times: ratio(one, ours, loop) }))
        .filter(({ times }) => times < goal)
        .map(({ name, times }) => `${one.title}: ${title} is ${fraction(times)} times as fast as the loop ${name}`)
    }),
  )
}

/** The median over the rounds of what a round says: both figures of a ratio come from one round, where the machine was the same. */
function ratio({ rounds }: Figures, ours: keyof Rates, loop: keyof Rates): number {
  return median(rounds.map((rates) => rates[ours] / rates[loop]))
}

function best({ rounds }: Figures, name: keyof Rates): number {
  return Math.max(...rounds.map((rates) => rates[name]))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function thousands(value: number): string {
  return (value / 1000).toFixed(0)
}

function fraction(value: number): string {
  return value.toFixed(2)
}
