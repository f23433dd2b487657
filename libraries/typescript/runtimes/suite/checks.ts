// How the suite checks, with nothing that a runtime might lack: no test runner, no Node, no DOM.

export interface Tools {
  /** Compares by value, plain objects and lists whatever their prototypes. @throws Error that shows both */
  readonly equal: (actual: unknown, expected: unknown) => void
  /** @throws Error when nothing is thrown, or something without the expected members */
  readonly throws: (call: () => unknown, expected: Readonly<Record<string, unknown>>) => void
}

export interface Check {
  /** A column of the table. */
  readonly part: string
  readonly name: string
  readonly run: (tools: Tools) => void
}

export interface Report {
  /** How many checks of each part passed. */
  readonly passed: Readonly<Record<string, number>>
  /** One line for each check that did not. */
  readonly failed: readonly string[]
}

/** Runs every check, also after one has failed. */
export function runChecks(checks: readonly Check[]): Report {
  const passed: Record<string, number> = {}
  const failed: string[] = []
  for (const { part, name, run } of checks) {
    try {
      run({ equal, throws })
      passed[part] = (passed[part] ?? 0) + 1
    } catch (error) {
      failed.push(`${part} ${name}: ${String(error)}`)
    }
  }
  return { passed, failed }
}

function equal(actual: unknown, expected: unknown): void {
  const [is, shouldBe] = [spelled(actual), spelled(expected)]
  if (is !== shouldBe) throw new Error(`${is} instead of ${shouldBe}`)
}

function throws(call: () => unknown, expected: Readonly<Record<string, unknown>>): void {
  let thrown: unknown
  try {
    call()
  } catch (error) {
    thrown = error
  }
  if (!(thrown instanceof Error)) throw new Error(`nothing thrown instead of ${spelled(expected)}`)
  for (const [name, value] of Object.entries(expected)) {
    if (Reflect.get(thrown, name) !== value) throw new Error(`${String(thrown)} thrown instead of ${spelled(expected)}`)
  }
}

/** JSON with sorted keys, so that equal values have equal texts. */
function spelled(value: unknown): string {
  return JSON.stringify(value, sorted)
}

function sorted(_: string, part: unknown): unknown {
  if (part === undefined) return 'undefined'
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  // With what Node 8 has.
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(part).sort()) copy[name] = Reflect.get(part, name)
  return copy
}
