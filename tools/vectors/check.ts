// `node tools/vectors/check.ts`: spec/vectors are what the cases give, fit their schemas, agree with a second reading of the rules, and
// reach every rule and every reason code. Prints what does not hold, and then exits with 1.
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { repository } from '../files.ts'
import { diagnosisFile } from './cases/diagnosis.ts'
import { dialectsFile } from './cases/dialects.ts'
import { hostileFile } from './cases/hostile.ts'
import { mintFile } from './cases/mint.ts'
import { verifyFile } from './cases/verify.ts'
import { Refusal } from './hold.ts'
import type { Outcome, Request, TestHead, VectorFile } from './model.ts'
import { faultsOf } from './proof.ts'
import { files, readStored, render } from './render.ts'
import { judge } from './rules.ts'
import { faultsOfCoverage } from './coverage.ts'
import { faultsOfDiagnosis } from './diagnosis.ts'

const faults: string[] = []

for (const file of files) {
  checkFile(file)
  checkSchema(file)
}
for (const { comment, ...test } of verifyFile.tests) expectOutcome(`verify: ${comment}`, test, test.expected)
for (const { comment, bare, default: byDefault, ...test } of dialectsFile.tests) {
  expectOutcome(`dialects: ${comment}`, { ...test, options: { ...test.options, accept: 'bare' } }, bare)
  expectOutcome(`dialects: ${comment}`, test, byDefault)
}
for (const { comment, in: input, kitToken } of mintFile.tests) {
  const { appId, serverSecret, now, expiresIn } = input
  const options = { accept: 'signed', now, maxLifetime: expiresIn } as const
  const outcome = outcomeOf({ kind: 'kit-token', keyring: [{ appId, serverSecret }], options, token: kitToken })
  if ('code' in outcome) faults.push(`mint: "${comment}" is refused with ${outcome.code}`)
}
for (const test of hostileFile.tests) {
  for (const fault of faultsOf(test)) faults.push(`hostile: "${test.comment}" (${test.rule}) ${fault}`)
}
faults.push(...faultsOfCoverage(hostileFile.tests), ...faultsOfDiagnosis(diagnosisFile.tests))

for (const fault of faults) console.log(fault)
if (faults.length > 0) process.exitCode = 1

function checkFile(file: VectorFile<TestHead>): void {
  const path = `spec/vectors/${file.name}.json`
  const flags = new Set(file.tests.flatMap((test) => test.flags))
  for (const flag of flags) if (file.notes[flag] === undefined) faults.push(`${path}: the flag ${flag} has no note`)
  for (const flag of Object.keys(file.notes)) if (!flags.has(flag)) faults.push(`${path}: no test has the flag ${flag}`)
  const before = readStored(file)
  try {
    const text = render(file, before?.stored ?? null)
    if (text !== before?.text) faults.push(`${path} is not what the cases give: run node tools/vectors/write.ts`)
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  }
}

function checkSchema(file: VectorFile<TestHead>): void {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
  ajv.addSchema(readSchema('common'))
  const validate = ajv.compile(readSchema(file.name))
  const content: unknown = JSON.parse(readStored(file)?.text ?? 'null')
  if (validate(content)) return
  for (const { instancePath, message } of (validate.errors ?? []).slice(0, 5)) {
    faults.push(`spec/vectors/${file.name}.json: ${instancePath} ${message}`)
  }
}

function readSchema(name: string): object {
  const schema: object = JSON.parse(readFileSync(`${repository}spec/schemas/${name}.json`, 'utf8'))
  return schema
}

function expectOutcome(what: string, request: Request, expected: Outcome): void {
  const outcome = outcomeOf(request)
  if (isDeepStrictEqual(outcome, expected)) return
  faults.push(`${what}: expected ${JSON.stringify(expected)}, the rules say ${JSON.stringify(outcome)}`)
}

function outcomeOf(request: Request): Outcome {
  try {
    return { pass: judge(request) }
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code }
    throw error
  }
}
