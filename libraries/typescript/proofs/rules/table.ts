// The rules with the vectors that hold them.
import type { Notices } from './notices.ts'

export interface RuleRow {
  readonly rule: string
  readonly vectors: number
  /** Mutants that vectors of this rule notice, and no others. */
  readonly own: number
  /** Vectors of this rule that notice one of these. */
  readonly reached: number
  /** Those that notice mutants only together with vectors of other rules, or with tokens that should pass. */
  readonly missed: readonly string[]
}

export function ruleRows({ hostile, noticed }: Notices): RuleRow[] {
  const rules = [...new Set(hostile.map(({ rule }) => rule))].toSorted(
    (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
  )
  return rules.map((rule) => {
    const ids = hostile.filter((test) => test.rule === rule).map(({ id }) => id)
    const broken = new Set(
      hostile.filter((test) => test.rule === rule || test.alsoBreaks.includes(rule)).map(({ id }) => id),
    )
    const own = [...noticed.values()].filter((changed) => changed.every((id) => broken.has(id)))
    const reached = new Set(own.flat())
    const missed = ids.filter((id) => !reached.has(id))
    return { rule, vectors: ids.length, own: own.length, reached: ids.length - missed.length, missed }
  })
}

export function tableOf(rows: readonly RuleRow[]): string {
  const head = [
    '| Rule | Hostile vectors | Mutants that only they notice | Vectors that notice one |',
    '| --- | --: | --: | --: |',
  ]
  return [
    ...head,
    ...rows.map(({ rule, vectors, own, reached }) => `| ${rule} | ${vectors} | ${own} | ${reached} |`),
  ].join('\n')
}
