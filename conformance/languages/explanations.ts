// What inspecting must say of broken texts, with keys and without: the vectors of diagnosis.json, by spec/kit-token.md section 8.
import { isDeepStrictEqual } from 'node:util'
import type { Answer } from './lines.ts'
import type { Question } from './questions.ts'

/** A test of diagnosis.json. */
export interface DiagnosisTest {
  readonly text: string | null
  readonly keyring: readonly unknown[]
  readonly options: object
  readonly expect?: string
  readonly kind: string
  readonly primary: string | null
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
  readonly absent?: readonly string[]
  readonly keyless: string | null
}

/** The questions of the file whose texts are texts. */
export function explanationsOf(tests: readonly DiagnosisTest[]): readonly Question[] {
  return tests.flatMap(
    ({ text, keyring, options, expect, kind, primary, problems, warnings, absent = [], keyless }) => {
      if (text === null) return []
      const request = { op: 'inspect', token: text, options, ...(expect === undefined ? {} : { expect }) }
      const withKeys = { kind, ok: primary === null, primary, problems, warnings, absent }
      const without = { kind, ok: keyless === null, primary: keyless, problems: [], warnings: [], absent }
      return [
        { request: { ...request, keyring }, expected: { ok: true, result: withKeys } },
        { request, expected: { ok: true, result: without } },
      ]
    },
  )
}

/** Whether an answer is right: the expected one, but that a report may name more problems and warnings, as long as they do not mislead. */
export function isRight({ request, expected }: Question, answer: Answer): boolean {
  if (request.op !== 'inspect' || !answer.ok || !expected.ok) return isDeepStrictEqual(answer, expected)
  const [wanted, found] = [reportIn(expected.result), reportIn(answer.result)]
  const named = [...found.codes.problems, ...found.codes.warnings]
  return (
    isDeepStrictEqual({ ...wanted, codes: 0 }, { ...found, codes: 0 }) &&
    found.primary === (found.codes.problems[0] ?? null) &&
    wanted.codes.problems.every((code) => found.codes.problems.includes(code)) &&
    wanted.codes.warnings.every((code) => found.codes.warnings.includes(code)) &&
    !wanted.codes.absent.some((code) => named.includes(code))
  )
}

interface Codes {
  readonly problems: readonly unknown[]
  readonly warnings: readonly unknown[]
  /** That must be among neither; no answer has them. */
  readonly absent: readonly unknown[]
}

function reportIn(result: unknown): { kind: unknown; ok: unknown; primary: unknown; codes: Codes } {
  const { kind, ok, primary, problems, warnings, absent } = Object(result)
  const codes = { problems: listOf(problems), warnings: listOf(warnings), absent: listOf(absent) }
  return { kind, ok, primary, codes }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
