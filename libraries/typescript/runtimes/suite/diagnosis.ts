// Every broken text of spec/vectors/diagnosis.json: what inspect says of it, with keys where there may be some, and without.
import type { InspectOptions, KeyringEntry, Report } from '@roompass/token'
import type { Check, Tools } from './checks.ts'
import type { Library } from './library.ts'

export interface DiagnosisVector {
  readonly id: string
  readonly comment: string
  /** Null is something that is no text. */
  readonly text: string | null
  readonly keyring: readonly KeyringEntry[]
  readonly options: InspectOptions
  readonly expect?: 'kit-token' | 'token04'
  readonly kind: string
  readonly primary: string | null
  /** Codes that must be among those of the report. */
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
  /** Codes that must be among neither. */
  readonly absent?: readonly string[]
  readonly generators?: readonly string[]
  /** The primary code without keys. */
  readonly keyless: string | null
}

export function diagnosisChecks(
  { inspect, createKeyring }: Library,
  tests: readonly DiagnosisVector[],
): readonly Check[] {
  const withKeys = tests.map((vector) =>
    check(`${vector.id} with keys`, ({ equal }) => {
      const report = inspect(vector.text, { ...optionsOf(vector), keys: createKeyring(vector.keyring) })
      const { kind, ok, primary, layers, problems, warnings } = report
      equal({ kind, ok, primary }, { kind: vector.kind, ok: vector.primary === null, primary: vector.primary })
      equal(missing(vector.problems, problems), [])
      equal(missing(vector.warnings, warnings), [])
      equal(misleading(vector, [...problems, ...warnings]), [])
      if (vector.generators !== undefined) {
        equal((layers.generators ?? []).toSorted(), vector.generators.toSorted())
      }
    }),
  )
  return [...withKeys, ...keylessChecks({ inspect }, tests)]
}

/** What a page can say as well. */
export function keylessChecks({ inspect }: Pick<Library, 'inspect'>, tests: readonly DiagnosisVector[]): Check[] {
  return tests.map((vector) =>
    check(`${vector.id} without keys`, ({ equal }) => {
      const { kind, primary, layers, problems, warnings } = inspect(vector.text, optionsOf(vector))
      equal({ kind, primary }, { kind: vector.kind, primary: vector.keyless })
      equal(misleading(vector, [...problems, ...warnings]), [])
      equal([layers.key, layers.claims, layers.trust], [null, null, null])
    }),
  )
}

function optionsOf({ options, expect }: DiagnosisVector): InspectOptions {
  return expect === undefined ? options : { ...options, expect }
}

function missing(expected: readonly string[], found: Report['problems']): readonly string[] {
  return expected.filter((wanted) => !found.some(({ code }) => code === wanted))
}

function misleading({ absent = [] }: DiagnosisVector, found: Report['problems']): readonly string[] {
  return absent.filter((unwanted) => found.some(({ code }) => code === unwanted))
}

function check(name: string, run: (tools: Tools) => void): Check {
  return { part: 'diagnosis', name, run }
}
