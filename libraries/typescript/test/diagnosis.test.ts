// Every broken text of spec/vectors/diagnosis.json, on both providers.
import { readFileSync } from 'node:fs'
import { parseDiagnosis, testDiagnosis, testKeylessDiagnosis } from './diagnosis_suite.ts'
import { providers } from './providers.ts'

const file = new URL('../../../spec/vectors/diagnosis.json', import.meta.url)
const diagnosis = parseDiagnosis(readFileSync(file, 'utf8'))

for (const { name, provider } of providers) testDiagnosis(name, provider, diagnosis)
testKeylessDiagnosis(diagnosis)
