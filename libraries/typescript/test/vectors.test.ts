// Every vector of spec/vectors, on both providers.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { providers } from './providers.ts'
import {
  testVectors,
  type DialectVector,
  type HostileVector,
  type MintVector,
  type VerifyVector,
} from './vectors_suite.ts'

interface VectorFile<T> {
  readonly numberOfTests: number
  readonly tests: readonly T[]
}

interface Files {
  readonly mint: VectorFile<MintVector>
  readonly verify: VectorFile<VerifyVector>
  readonly hostile: VectorFile<HostileVector>
  readonly dialects: VectorFile<DialectVector>
}

const names = ['mint', 'verify', 'hostile', 'dialects'] as const
const texts = names.map((name) => readFileSync(new URL(`../../../spec/vectors/${name}.json`, import.meta.url), 'utf8'))
const files: Files = JSON.parse(`{${names.map((name, i) => `"${name}":${texts[i]}`).join()}}`)

it.each(Object.entries(files))('%s has as many vectors as it says', (_, { numberOfTests, tests }) => {
  expect(tests).toHaveLength(numberOfTests)
})

for (const { name, provider } of providers) {
  testVectors(name, provider, {
    mint: files.mint.tests,
    verify: files.verify.tests,
    hostile: files.hostile.tests,
    dialects: files.dialects.tests,
  })
}
