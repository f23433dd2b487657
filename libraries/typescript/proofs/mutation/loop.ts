// The loop over the mutants, in one process: each test is run once to see which mutants it reaches, then each mutant is switched on and
// meets the tests that reach it, the quickest first, until one fails. A line of results per mutant.
import { appendFileSync, globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { it as inVitest, vi } from 'vitest'
import { takeTests, type Collected } from './collector.ts'
import type { Line, Plan } from './plan.ts'

/** What Stryker's instrumented code reads and writes. */
interface Switchboard {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number
  readonly mutantCoverage: { static: Hits; perTest: Record<string, Hits> }
}
type Hits = Record<string, number>

interface Known extends Collected {
  readonly file: string
  ms: number
  hits: Hits
}

/** A test that takes longer does not meet mutants: there are thousands. */
const longestMs = 4000
/** So many times the hits of a test without a mutant are an endless loop. */
const hitFactor = 100

const board: Switchboard = { mutantCoverage: { static: {}, perTest: {} } }
Reflect.set(globalThis, '__stryker__', board)
const plan: Plan = JSON.parse(readFileSync('plan.json', 'utf8'))
const say = (line: Line): void => appendFileSync('results.jsonl', `${JSON.stringify(line)}\n`)

inVitest('meets every mutant', async () => {
  const files = globSync('libraries/typescript/test/**/*.test.ts').filter((file) => {
    return !file.includes('.browser.') && !plan.leftOut.some((name) => file.endsWith(name))
  })
  const tests = await collect(files)
  const reached = { ...board.mutantCoverage.static }
  await tryOut(tests)
  say({ tests: tests.length, unfit: tests.filter((test) => !isFit(test)).map(({ name, ms }) => `${name} (${ms} ms)`) })
  for (const { id, file } of plan.mutants) {
    say({ started: id })
    const meeting = tests.filter((test) => isFit(test) && (test.hits[id] ?? 0) > 0).sort((a, b) => a.ms - b.ms)
    const isStatic = (reached[id] ?? 0) > 0
    const killer = (await meet(id, meeting)) ?? (isStatic ? await meetAnew(id, tests, plan.idsOf[file] ?? []) : null)
    say({ id, status: killer !== null ? 'Killed' : isStatic || meeting.length > 0 ? 'Survived' : 'NoCoverage', killer })
  }
})

async function collect(files: readonly string[]): Promise<Known[]> {
  const all: Known[] = []
  for (const file of files) {
    // Each file has the library for itself, as it has where vitest runs it.
    vi.resetModules()
    await import(/* @vite-ignore */ resolve(file))
    all.push(...takeTests().map((test) => ({ ...test, file, ms: 0, hits: {} })))
  }
  return all
}

function isFit({ ms }: Known): boolean {
  return ms <= longestMs
}

/** A test that fails without a mutant shows nothing: it never ends. */
async function tryOut(tests: readonly Known[]): Promise<void> {
  for (const [index, test] of tests.entries()) {
    board.currentTestId = String(index)
    const start = performance.now()
    const passed = await test.run().then(
      () => true,
      () => false,
    )
    test.ms = passed ? performance.now() - start : Number.POSITIVE_INFINITY
    test.hits = board.mutantCoverage.perTest[index] ?? {}
  }
  board.currentTestId = undefined
}

/** The test that fails, or null. */
async function meet(id: string, tests: readonly Known[]): Promise<string | null> {
  board.activeMutant = id
  try {
    for (const test of tests) {
      board.hitCount = 0
      board.hitLimit = hitFactor * (test.hits[id] ?? 0) + 10_000
      const failed = await test.run().then(
        () => false,
        () => true,
      )
      if (failed) return test.name
    }
    return null
  } finally {
    board.activeMutant = undefined
    board.hitCount = undefined
  }
}

/** For what runs while modules load: they are loaded again with the mutant switched on, and the tests that reach its file meet it. */
async function meetAnew(id: string, tests: readonly Known[], neighbours: readonly string[]): Promise<string | null> {
  const close = tests.filter((test) => isFit(test) && neighbours.some((other) => (test.hits[other] ?? 0) > 0))
  // A file of constants alone is reached by nobody, and by everybody.
  const near = close.length > 0 ? close : tests.filter(isFit)
  const known = new Map(near.map((test) => [`${test.file} ${test.name}`, test]))
  board.activeMutant = id
  try {
    const anew = await collect([...new Set(near.map(({ file }) => file))])
    const wanted = anew.flatMap((test) => {
      const before = known.get(`${test.file} ${test.name}`)
      return before === undefined ? [] : [{ ...before, run: test.run }]
    })
    return await meet(
      id,
      wanted.sort((a, b) => a.ms - b.ms),
    )
  } catch (error) {
    return `loading: ${String(error)}`
  } finally {
    takeTests()
    board.activeMutant = undefined
  }
}
