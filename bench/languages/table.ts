// The table of the languages: what each does in a second, and how that stands to its own plain loop and to TypeScript.
import { markdownOf } from '../../conformance/languages/markdown.ts'
import type { Rates } from './programs.ts'

/** The figures of one language, round by round. */
export interface Figures {
  readonly title: string
  readonly rounds: readonly Rates[]
}

type Work = Exclude<keyof Rates, 'plainMint' | 'plainVerify'>

const works: Readonly<Record<Work, { readonly title: string; readonly plain: keyof Rates }>> = {
  mintSealed: { title: 'mint sealed', plain: 'plainMint' },
  mintSigned: { title: 'mint signed', plain: 'plainMint' },
  verifySealed: { title: 'verify sealed', plain: 'plainVerify' },
  verifySigned: { title: 'verify signed', plain: 'plainVerify' },
}
const names = Object.keys(works).filter((name): name is Work => name in works)
/** No library is to take more than twice as long as the plain loop. */
const goal = 0.5

/** Three tables of Markdown, and last what is slower than it should be. The first language is the one that the others stand beside. */
export function tablesOf(languages: readonly Figures[]): string {
  const [first] = languages
  const titles = names.map((name) => works[name].title)
  const ownLoop = languages.map((one) => [one.title, ...names.map((name) => fraction(toPlainLoop(one, name)))])
  const beside = languages.map((one) => [
    one.title,
    ...names.map((name) => fraction(best(one, name) / (first === undefined ? Number.NaN : best(first, name)))),
  ])
  return [
    markdownOf([
      ['thousand tokens per second', ...titles, 'plain loop encrypts', 'decrypts'],
      ...languages.map((one) => [
        one.title,
        ...[...names, 'plainMint' as const, 'plainVerify' as const].map((name) => (best(one, name) / 1000).toFixed(0)),
      ]),
    ]),
    markdownOf([['times the plain loop in the same language', ...titles], ...ownLoop]),
    markdownOf([[`times ${first?.title ?? ''}`, ...titles], ...beside]),
  ].join('\n\n')
}

/** What takes more than twice as long as the plain loop of its language, in words. */
export function slowOnes(languages: readonly Figures[]): readonly string[] {
  return languages.flatMap((one) => {
    return names
      .filter((name) => toPlainLoop(one, name) < goal)
      .map(
        (name) =>
          `${one.title}: ${works[name].title} is ${fraction(toPlainLoop(one, name))} times as fast as the plain loop`,
      )
  })
}

/** The median over the rounds of what a round says: both figures of a ratio come from one round, where the machine was the same. */
function toPlainLoop({ rounds }: Figures, name: Work): number {
  return median(rounds.map((rates) => rates[name] / rates[works[name].plain]))
}

function best({ rounds }: Figures, name: keyof Rates): number {
  return Math.max(...rounds.map((rates) => rates[name]))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function fraction(value: number): string {
  return value.toFixed(2)
}
