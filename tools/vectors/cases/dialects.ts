// What official generators really spell (spec/vectors/dialects.json): real tokens, and others in their spelling. The cases stand in dialects/.
import type { DialectTest, VectorFile } from '../model.ts'
import { claimsDialects } from './dialects/claims.ts'
import { notes } from './dialects/dialect.ts'
import { faultDialects } from './dialects/faults.ts'
import { payloadDialects } from './dialects/payloads.ts'
import { realCases } from './dialects/real.ts'
import { suffixDialects } from './dialects/suffix.ts'

/** Grouped by generator, in this order. */
const generators = ['go', 'cpp', 'java', 'python', 'php', 'php56', 'dotnet', 'node', 'webkit', 'third-party'] as const
const all: readonly DialectTest[] = [
  ...realCases,
  ...claimsDialects,
  ...payloadDialects,
  ...faultDialects,
  ...suffixDialects,
]

export const dialectsFile: VectorFile<DialectTest> = {
  name: 'dialects',
  prefix: 'D',
  description:
    'Tokens as official generators spell them, and a few as others do: the expected pass or code with accept "bare" (bare), and without accept (default). ' +
    'Tokens of the flag Real were made by the generators themselves.',
  notes,
  tests: generators.flatMap((generator) => all.filter((test) => test.generator === generator)),
}
