// How a rule refuses, and how it is relaxed: then the most lenient reading goes on. So a hostile vector can show that it breaks
// one rule and no other.
import type { Rule } from './model.ts'

export class Refusal extends Error {
  readonly rule: Rule
  readonly code: string
  constructor(rule: Rule, code: string) {
    super(`${rule} ${code}`)
    this.rule = rule
    this.code = code
  }
}

/** A relaxed rule left nothing that could be read any further. */
export class Stuck extends Error {}

/** Refuses, unless the rule is relaxed. */
export type Hold = (holds: boolean, rule: Rule, code: string) => void

export function holdingAllBut(relaxed: ReadonlySet<Rule>): Hold {
  return (holds, rule, code) => {
    if (!holds && !relaxed.has(rule)) throw new Refusal(rule, code)
  }
}
