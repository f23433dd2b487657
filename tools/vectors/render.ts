// From cases to the text of a vector file: every test keeps the id that its comment has, new ones get the next number, and an id whose
// test is gone is retired for good.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { diagnosisFile } from './cases/diagnosis.ts'
import { dialectsFile } from './cases/dialects.ts'
import { hostileFile } from './cases/hostile.ts'
import { mintFile } from './cases/mint.ts'
import { verifyFile } from './cases/verify.ts'
import type { TestHead, VectorFile } from './model.ts'

export const files: readonly VectorFile<TestHead>[] = [mintFile, verifyFile, hostileFile, dialectsFile, diagnosisFile]

export interface Stored {
  readonly released: string | null
  readonly retired: readonly string[]
  readonly tests: readonly (TestHead & { readonly id: string })[]
}

export function pathOf({ name }: Pick<VectorFile<TestHead>, 'name'>): string {
  return fileURLToPath(new URL(`../../spec/vectors/${name}.json`, import.meta.url))
}

/** What is on disk; null where there is no such file yet. */
export function readStored(
  file: Pick<VectorFile<TestHead>, 'name'>,
): { readonly text: string; readonly stored: Stored } | null {
  try {
    const text = readFileSync(pathOf(file), 'utf8')
    const stored: Stored = JSON.parse(text)
    return { text, stored }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * The text of the file as the cases have it.
 * @param released the last id of a release, up to which no test may change
 * @throws Error naming the test, when a released one would change or two tests have one comment
 */
export function render(file: VectorFile<TestHead>, stored: Stored | null, released = stored?.released ?? null): string {
  const { name, prefix, description, notes, tests } = file
  refuseTwins(file)
  const idOf = new Map(stored?.tests.map(({ comment, id }) => [comment, id]))
  const taken = [...idOf.values(), ...(stored?.retired ?? [])]
  let last = Math.max(0, ...taken.map(numberOf))
  const numbered = tests.map((test) => ({
    id: idOf.get(test.comment) ?? `${prefix}-${String(++last).padStart(3, '0')}`,
    ...test,
  }))
  const used = new Set(numbered.map(({ id }) => id))
  numbered.sort((a, b) => numberOf(a.id) - numberOf(b.id))
  refuseChanges(name, numbered, stored)
  const retired = taken.filter((id) => !used.has(id)).sort()
  const content = {
    schema: `../schemas/${name}.json`,
    description,
    numberOfTests: numbered.length,
    released,
    retired,
    notes,
    tests: numbered,
  }
  return `${visible(JSON.stringify(content, null, 1))}\n`
}

function refuseChanges(name: string, numbered: Stored['tests'], stored: Stored | null): void {
  if (stored === null || stored.released === null) return
  const now = new Map(numbered.map((test) => [test.id, JSON.stringify(test)]))
  for (const test of stored.tests) {
    const changed = now.has(test.id) && now.get(test.id) !== JSON.stringify(test)
    if (changed && numberOf(test.id) <= numberOf(stored.released)) {
      throw new Error(`${name}: ${test.id} is released and would change; give the new case another comment`)
    }
  }
}

function numberOf(id: string): number {
  return Number(id.slice(2))
}

function refuseTwins({ name, tests }: VectorFile<TestHead>): void {
  const seen = new Set<string>()
  for (const { comment } of tests) {
    if (seen.has(comment)) throw new Error(`${name}: two tests have the comment "${comment}"`)
    seen.add(comment)
  }
}

/** Escapes what an editor or a diff would not show, or would show in another order. */
function visible(json: string): string {
  return json.replaceAll(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g,
    (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
    },
  )
}
