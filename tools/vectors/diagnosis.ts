// Do the broken texts show every code that a diagnosis may give, every looks that a text may have, and is each "nothing is wrong" true?
import { readFileSync } from 'node:fs'
import { repository } from '../files.ts'
import { difference } from './coverage.ts'
import type { DiagnosisTest } from './model.ts'

export function faultsOfDiagnosis(tests: readonly DiagnosisTest[]): readonly string[] {
  const { $defs }: Schema = JSON.parse(readFileSync(`${repository}spec/schemas/diagnosis.json`, 'utf8'))
  const hints = membersIn('inspect/hints.ts')
  const shown = tests.flatMap(({ problems, warnings }) => [...problems, ...warnings])
  return [
    ...difference('inspect/hints.ts', hints, 'diagnosis.json (schema)', $defs.hint.enum),
    ...difference('the closed lists', [...hints, ...membersIn('reasons.ts')], 'diagnosis.json', shown),
    ...difference(
      'diagnosis.json (schema)',
      $defs.test.properties.kind.enum,
      'diagnosis.json',
      tests.map(({ kind }) => kind),
    ),
    ...tests.filter(isContradictory).map(({ comment }) => `diagnosis: "${comment}" is called good, and is refused`),
  ]
}

interface Schema {
  readonly $defs: {
    readonly hint: { readonly enum: string[] }
    readonly test: { readonly properties: { readonly kind: { readonly enum: string[] } } }
  }
}

function isContradictory({ primary, problems }: DiagnosisTest): boolean {
  return primary === null && problems.length > 0
}

/** The members of a union that stands one to a line. */
function membersIn(file: string): readonly string[] {
  const text = readFileSync(`${repository}libraries/typescript/src/${file}`, 'utf8')
  return [...text.matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, member = '']) => member)
}
