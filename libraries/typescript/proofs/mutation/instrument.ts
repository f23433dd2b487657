// Stryker's mutants, all in the sources at once, each behind a switch (https://stryker-mutator.io).
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Planned } from './plan.ts'

interface File {
  readonly name: string
  readonly content: string
  readonly mutate: boolean
}

interface Mutant {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: { readonly line: number } }
}

/** What is used of @stryker-mutator/instrumenter, which only those have who asked for it. */
interface Stryker {
  readonly Instrumenter: new (log: Log) => {
    instrument(files: readonly File[], options: object): Promise<{ files: readonly File[]; mutants: readonly Mutant[] }>
  }
}

type Log = Readonly<Record<'debug' | 'info' | 'warn', (...words: unknown[]) => void>> & { isDebugEnabled(): boolean }

const quiet: Log = { debug: () => {}, info: () => {}, warn: console.warn, isDebugEnabled: () => false }
const folder = 'libraries/typescript/src/'

/** Puts the switches into the sources of the copy. */
export async function instrument(copy: string): Promise<Planned[]> {
  const entry = new URL('../node_modules/@stryker-mutator/instrumenter/dist/src/index.js', import.meta.url).href
  const { Instrumenter }: Stryker = await import(entry)
  const files = globSync(`${folder}**/*.ts`, { cwd: copy })
    .toSorted()
    .map((name) => ({ name, content: readFileSync(join(copy, name), 'utf8'), mutate: true }))
  const options = { plugins: null, ignorers: [], excludedMutations: [] }
  const result = await new Instrumenter(quiet).instrument(files, options)
  for (const { name, content } of result.files) writeFileSync(join(copy, name), `// @ts-nocheck\n${content}`)
  return result.mutants.map(({ id, fileName, mutatorName, replacement, location }) => {
    // Stryker counts lines from 0.
    const line = location.start.line + 1
    return { id, file: fileName.slice(folder.length), line, mutator: mutatorName, replacement }
  })
}
