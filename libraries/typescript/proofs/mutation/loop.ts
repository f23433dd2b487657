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
    return !file.includes('.browser.') && !plan.leftOut.some((part) => file.includes(part))
  })
  let tests = await collect(files)
  const reached = { ...board.mutantCoverage.static }
  await tryOut(tests)
  tests = await refresh(tests)
  // Some tests look at what happens once in a process.
  for (const test of tests) if (!(await passes(test))) test.ms = Number.POSITIVE_INFINITY
  say({ tests: tests.length, unfit: tests.filter((test) => !isFit(test)).map(({ name, ms }) => `${name} (${ms} ms)`) })
  for (const { id, file } of plan.mutants) {
    say({ started: id })
    const meeting = testsFor(tests, id)
    const isStatic = (reached[id] ?? 0) > 0
    let killer: Collected | null = await meet(id, meeting)
    if (killer !== null && !(await passes(killer))) {
      // Keys remember what a mutant did to them, this one or one before: only a fresh start can tell.
      tests = await refresh(tests)
      killer = await meet(id, testsFor(tests, id))
      if (killer !== null) tests = await refresh(tests)
    }
    if (killer === null && isStatic) killer = await meetAnew(id, tests, plan.idsOf[file] ?? [])
    const isReached = isStatic || meeting.length > 0
    say({
      id,
      status: killer !== null ? 'Killed' : isReached ? 'Survived' : 'NoCoverage',
      killer: killer?.name ?? null,
    })
  }
})

/** Those that reach a mutant, the quickest first. */
function testsFor(tests: readonly Known[], id: string): Known[] {
  return tests.filter((test) => isFit(test) && (test.hits[id] ?? 0) > 0).sort((a, b) => a.ms - b.ms)
}

function passes({ run }: Collected): Promise<boolean> {
  return run().then(
    () => true,
    () => false,
  )
}

/** The same tests, loaded again. */
async function refresh(tests: readonly Known[]): Promise<Known[]> {
  return remembered(await collect([...new Set(tests.map(({ file }) => file))]), tests)
}

/** Tests that were loaded again, with what is known of them. */
function remembered(anew: readonly Known[], tests: readonly Known[]): Known[] {
  const known = new Map(tests.map((test) => [`${test.file} ${test.name}`, test]))
  return anew.flatMap((test) => {
    const before = known.get(`${test.file} ${test.name}`)
    return before === undefined ? [] : [{ ...before, run: test.run }]
  })
}

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
    test.ms = (await passes(test)) ? performance.now() - start : Number.POSITIVE_INFINITY
    test.hits = board.mutantCoverage.perTest[index] ?? {}
  }
  board.currentTestId = undefined
}

/** The test that fails, or null. */
async function meet(id: string, tests: readonly Known[]): Promise<Known | null> {
  board.activeMutant = id
  try {
    for (const test of tests) {
      board.hitCount = 0
      board.hitLimit = hitFactor * (test.hits[id] ?? 0) + 10_000
      if (!(await passes(test))) return test
    }
    return null
  } finally {
    board.activeMutant = undefined
    board.hitCount = undefined
  }
}

/** For what runs while modules load: they are loaded again with the mutant switched on, and the tests that reach its file meet it. */
async function meetAnew(id: string, tests: readonly Known[], neighbours: readonly string[]): Promise<Collected | null> {
  const close = tests.filter((test) => isFit(test) && neighbours.some((other) => (test.hits[other] ?? 0) > 0))
  // A file of constants alone is reached by nobody, and by everybody.
  const near = close.length > 0 ? close : tests.filter(isFit)
  board.activeMutant = id
  try {
    const anew = await collect([...new Set(near.map(({ file }) => file))])
    return await meet(
      id,
      remembered(anew, near).sort((a, b) => a.ms - b.ms),
    )
  } catch (error) {
    return { name: `loading: ${String(error)}`, run: async () => {} }
  } finally {
    takeTests()
    board.activeMutant = undefined
  }
}
