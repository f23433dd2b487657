// Tokens that break exactly one rule (spec/vectors/hostile.json). The cases stand in hostile/, in the order of the rules.
import type { HostileTest, VectorFile } from '../model.ts'
import { notes } from './hostile/breaks.ts'
import { claimsCases } from './hostile/claims.ts'
import { consistencyCases } from './hostile/consistency.ts'
import { envelopeCases } from './hostile/envelope.ts'
import { frameCases } from './hostile/frame.ts'
import { nameCases } from './hostile/names.ts'
import { openingCases } from './hostile/opening.ts'
import { payloadCases } from './hostile/payload.ts'
import { signatureCases } from './hostile/signature.ts'
import { suffixCases } from './hostile/suffix.ts'

const tests: readonly HostileTest[] = [
  ...under('text', frameCases),
  ...under('envelope', envelopeCases),
  ...under('suffix', suffixCases),
  ...under('names', nameCases),
  ...under('signature', signatureCases),
  ...under('opening', openingCases),
  ...under('claims', claimsCases),
  ...under('parts', consistencyCases),
  ...under('payload', payloadCases),
]

function under(part: string, cases: readonly HostileTest[]): readonly HostileTest[] {
  return cases.map((test) => ({ ...test, comment: `${part}: ${test.comment}` }))
}

export const hostileFile: VectorFile<HostileTest> = {
  name: 'hostile',
  prefix: 'H',
  description:
    'Tokens that break exactly one rule, and the code with which they are refused. A verifier that skips the rule takes them, or cannot read on.',
  notes,
  tests,
}
