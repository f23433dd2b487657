// What a token proves under which options (spec/vectors/verify.json). The cases stand in verify/.
import type { VectorFile, VerifyTest } from '../model.ts'
import { notes } from './verify/case.ts'
import { termsCases } from './verify/terms.ts'
import { trustCases } from './verify/trust.ts'
import { wordCases } from './verify/words.ts'

export const verifyFile: VectorFile<VerifyTest> = {
  name: 'verify',
  prefix: 'V',
  description:
    'Tokens that keep every rule, and what they prove: the expected pass, or the code where the options or the keyring ask for something else.',
  notes,
  tests: [...trustCases, ...termsCases, ...wordCases],
}
