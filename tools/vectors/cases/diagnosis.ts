// Broken texts, each with the one code that explains it best (spec/vectors/diagnosis.json). The cases stand in diagnosis/.
import type { DiagnosisTest, VectorFile } from '../model.ts'
import { damageCases } from './diagnosis/damage.ts'
import { insideCases } from './diagnosis/inside.ts'
import { lookCases } from './diagnosis/looks.ts'
import { outsideCases } from './diagnosis/outside.ts'

export const diagnosisFile: VectorFile<DiagnosisTest> = {
  name: 'diagnosis',
  prefix: 'G',
  description:
    'Broken texts of every kind, and the one code that explains each best. What a library says besides is free, but the codes in problems and warnings must be among it, and those in absent must not.',
  notes: {
    Looks: 'No token, a token of another kind, a part of one, or more than one.',
    Damage: 'A good token to which something happened on its way.',
    Envelope: 'Expiry and lengths around the ciphertext.',
    Suffix: 'The readable part.',
    Keys: 'Keys that do not fit.',
    Claims: 'What is encrypted is not what should be.',
    Mismatch: 'Parts that contradict each other, or what is expected.',
    Clock: 'Too late.',
    Proof: 'Whole, and proves too little: most often made by an official generator.',
    Good: 'Nothing is wrong with it.',
    NotText: 'The text is null: something that is no string. Where types rule that out, there is nothing to test.',
  },
  tests: [...lookCases, ...damageCases, ...outsideCases, ...insideCases],
}
