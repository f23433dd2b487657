// What every broken text of spec/vectors/diagnosis.json expects of inspect, on one provider: one code explains it best, with keys and
// without.
import { describe, expect, it } from 'vitest'
import type { CryptoProvider } from '../src/crypto/provider.ts'
import { inspect, type InspectOptions } from '../src/inspect.ts'
import type { Report } from '../src/inspect/report.ts'
import { createKeyringWith, type KeyringEntry } from '../src/keyring.ts'

interface Diagnosis {
  readonly id: string
  readonly comment: string
  readonly text: string | null
  readonly keyring: readonly KeyringEntry[]
  readonly options: InspectOptions
  readonly expect?: 'kit-token' | 'token04'
  readonly kind: string
  readonly primary: string | null
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
  readonly absent?: readonly string[]
  readonly generators?: readonly string[]
  readonly keyless: string | null
}

interface DiagnosisFile {
  readonly numberOfTests: number
  readonly tests: readonly Diagnosis[]
}

export function parseDiagnosis(text: string): DiagnosisFile {
  return JSON.parse(text)
}

export function testDiagnosis(name: string, provider: CryptoProvider, { tests, numberOfTests }: DiagnosisFile): void {
  describe(`the diagnosis vectors with the ${name} provider`, () => {
    it('are as many as the file says', () => expect(tests).toHaveLength(numberOfTests))

    it.each(tests)('$id explains $comment', (vector) => expectReport(provider, vector))
  })
}

export function testKeylessDiagnosis({ tests }: DiagnosisFile): void {
  describe('the diagnosis vectors without keys', () => {
    it.each(tests)('$id says of $comment what can be said', (vector) => {
      const report = inspect(vector.text, optionsOf(vector))
      expect(report).toMatchObject({ kind: vector.kind, primary: vector.keyless })
      expectAbsent(vector, report)
      expect(report.layers).toMatchObject({ key: null, claims: null, trust: null })
    })
  })
}

function optionsOf({ options, expect: wanted }: Diagnosis): InspectOptions {
  return wanted === undefined ? options : { ...options, expect: wanted }
}

function expectReport(provider: CryptoProvider, vector: Diagnosis): void {
  const keys = createKeyringWith(provider, vector.keyring)
  const report = inspect(vector.text, { keys, ...optionsOf(vector) })
  const codes = report.problems.map(({ code }) => code)
  expect(report).toMatchObject({ kind: vector.kind, primary: vector.primary, ok: vector.primary === null })
  expect(codes[0] ?? null).toBe(vector.primary)
  expect(codes).toEqual(expect.arrayContaining([...vector.problems]))
  expect(new Set(codes).size).toBe(codes.length)
  expect(report.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining([...vector.warnings]))
  expectAbsent(vector, report)
  if (vector.generators !== undefined) {
    expect([...(report.layers.generators ?? [])].sort()).toEqual([...vector.generators].sort())
  }
  for (const { message, fix } of [...report.problems, ...report.warnings]) {
    expect(message).toMatch(/^[A-Z].*[.]$/s)
    expect(fix).toMatch(/^[A-Z].*[.]$/s)
  }
}

function expectAbsent({ absent = [] }: Diagnosis, { problems, warnings }: Report): void {
  const codes: readonly string[] = [...problems, ...warnings].map(({ code }) => code)
  expect(absent.filter((code) => codes.includes(code))).toEqual([])
}
