// Does a hostile test break exactly the rule that it names? Shown by relaxing rules of the second reading (rules.ts).
import { Refusal, Stuck } from './hold.ts'
import type { HostileTest, Request, Rule } from './model.ts'
import { judge } from './rules.ts'

/** R1 to R30, without R20, which is retired. */
export const rules: readonly Rule[] = Array.from({ length: 30 }, (_, i): Rule => `R${i + 1}`).filter(
  (rule) => rule !== 'R20',
)

type Answer = { readonly rule: Rule; readonly code: string } | 'taken' | 'stuck'

function answerOf(request: Request, relaxed: readonly Rule[] = []): Answer {
  try {
    judge(request, new Set(relaxed))
    return 'taken'
  } catch (error) {
    if (error instanceof Refusal) return { rule: error.rule, code: error.code }
    if (error instanceof Stuck) return 'stuck'
    throw error
  }
}

/** What is wrong with a hostile test, in sentences; empty when it shows what it says. */
export function faultsOf(test: HostileTest): readonly string[] {
  const broken = [test.rule, ...test.alsoBreaks]
  const first = answerOf(test)
  if (typeof first === 'string') return [`is ${first}`]
  const faults: string[] = []
  if (first.code !== test.code) faults.push(`is refused with ${first.code} (${first.rule})`)
  if (!broken.includes(first.rule)) faults.push(`breaks ${first.rule} first`)
  const without = answerOf(test, broken)
  if (typeof without !== 'string') faults.push(`breaks ${without.rule} (${without.code}) as well`)
  for (const rule of broken) {
    const alone = answerOf(
      test,
      rules.filter((other) => other !== rule),
    )
    if (typeof alone === 'string') faults.push(`does not break ${rule}: it is ${alone} when only that one holds`)
  }
  return faults
}

/** Whether a verifier without the rules takes the token, or finds nothing more to read. */
export function isTakenWithout({ rule, alsoBreaks, ...request }: HostileTest): boolean {
  return answerOf(request, [rule, ...alsoBreaks]) === 'taken'
}
