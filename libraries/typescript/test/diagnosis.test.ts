// Every broken text of spec/vectors/diagnosis.json, on both providers: each has one code that explains it best.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inspect, type InspectOptions } from '../src/inspect.ts'
import { createKeyringWith, type KeyringEntry } from '../src/keyring.ts'
import { providers } from './providers.ts'

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
  readonly generators?: readonly string[]
  readonly keyless: string | null
}

const file = new URL('../../../spec/vectors/diagnosis.json', import.meta.url)
const { tests, numberOfTests }: { tests: readonly Diagnosis[]; numberOfTests: number } = JSON.parse(
  readFileSync(file, 'utf8'),
)

function optionsOf({ options, expect: wanted }: Diagnosis): InspectOptions {
  return wanted === undefined ? options : { ...options, expect: wanted }
}

describe.each(providers)('the diagnosis vectors with the $name provider', ({ provider }) => {
  it('are as many as the file says', () => expect(tests).toHaveLength(numberOfTests))

  it.each(tests)('$id explains $comment', (vector) => {
    const keys = createKeyringWith(provider, vector.keyring)
    const report = inspect(vector.text, { keys, ...optionsOf(vector) })
    const codes = report.problems.map(({ code }) => code)
    expect(report).toMatchObject({ kind: vector.kind, primary: vector.primary, ok: vector.primary === null })
    expect(codes[0] ?? null).toBe(vector.primary)
    expect(codes).toEqual(expect.arrayContaining([...vector.problems]))
    expect(new Set(codes).size).toBe(codes.length)
    expect(report.warnings.map(({ code }) => code)).toEqual(expect.arrayContaining([...vector.warnings]))
    if (vector.generators !== undefined) {
      expect([...(report.layers.generators ?? [])].sort()).toEqual([...vector.generators].sort())
    }
    for (const { message, fix } of [...report.problems, ...report.warnings]) {
      expect(message).toMatch(/^[A-Z].*[.]$/s)
      expect(fix).toMatch(/^[A-Z].*[.]$/s)
    }
  })
})

describe('the diagnosis vectors without keys', () => {
  it.each(tests)('$id says of $comment what can be said', (vector) => {
    const report = inspect(vector.text, optionsOf(vector))
    expect(report.primary).toBe(vector.keyless)
    expect(report.layers).toMatchObject({ key: null, claims: null, trust: null })
  })
})
