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
  readonly keyless: string | null
}

/** The questions of the file whose texts are texts. */
export function explanationsOf(tests: readonly DiagnosisTest[]): readonly Question[] {
  return tests.flatMap(({ text, keyring, options, expect, kind, primary, problems, warnings, keyless }) => {
    if (text === null) return []
    const request = { op: 'inspect', token: text, options, ...(expect === undefined ? {} : { expect }) }
    const withKeys = { kind, ok: primary === null, primary, problems, warnings }
    const without = { kind, ok: keyless === null, primary: keyless, problems: [], warnings: [] }
    return [
      { request: { ...request, keyring }, expected: { ok: true, result: withKeys } },
      { request, expected: { ok: true, result: without } },
    ]
  })
}

/** Whether an answer is right: the expected one, but that a report may name more problems and warnings. */
export function isRight({ request, expected }: Question, answer: Answer): boolean {
  if (request.op !== 'inspect' || !answer.ok || !expected.ok) return isDeepStrictEqual(answer, expected)
  const [wanted, found] = [reportIn(expected.result), reportIn(answer.result)]
  return (
    isDeepStrictEqual({ ...wanted, codes: 0 }, { ...found, codes: 0 }) &&
    found.primary === (found.codes.problems[0] ?? null) &&
    wanted.codes.problems.every((code) => found.codes.problems.includes(code)) &&
    wanted.codes.warnings.every((code) => found.codes.warnings.includes(code))
  )
}

interface Codes {
  readonly problems: readonly unknown[]
  readonly warnings: readonly unknown[]
}

function reportIn(result: unknown): { kind: unknown; ok: unknown; primary: unknown; codes: Codes } {
  const { kind, ok, primary, problems, warnings } = Object(result)
  return { kind, ok, primary, codes: { problems: listOf(problems), warnings: listOf(warnings) } }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
