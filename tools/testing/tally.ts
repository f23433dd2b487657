// The count of one vitest run: what passed, what failed in any way, and what was left out by name.
import type { TestCase, TestModule, TestRunEndReason } from 'vitest/node'

export interface Tally {
  /** Test files that matched. */
  readonly files: number
  readonly passed: number
  /** Tests that failed, and everything else that went wrong: files and hooks that threw, errors that nobody caught. */
  readonly failed: number
  /** Tests that were skipped or are still to be written. */
  readonly leftOut: readonly string[]
}

/** Counts a finished run. An interrupted one has failed, since nobody knows what the rest would have said. */
export function tallyOf(
  modules: readonly TestModule[],
  unhandled: readonly unknown[],
  reason: TestRunEndReason,
): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const groups = modules.flatMap((module) => [module, ...module.children.allSuites()])
  const inState = (state: string): typeof tests => tests.filter((test) => test.result().state === state)
  const broken = groups.filter((group) => group.errors().length > 0)
  const failed = inState('failed').length + inState('pending').length + broken.length + unhandled.length
  return {
    files: modules.length,
    passed: inState('passed').length,
    failed: failed + (reason === 'interrupted' ? 1 : 0),
    leftOut: inState('skipped')
      .filter((test) => !isUnder(broken, test))
      .map((test) => `${test.module.relativeModuleId}: ${test.fullName}`),
  }
}

/** Whether a test did not run because a hook around it failed: that is counted, and the test is not one that was left out. */
function isUnder(groups: readonly unknown[], { parent }: TestCase): boolean {
  for (let at = parent; ; at = at.parent) {
    if (groups.includes(at)) return true
    if (at.type === 'module') return false
  }
}

/** The tally that a run wrote; undefined when it did not come so far. */
export function readTally(text: string | undefined): Tally | undefined {
  if (text === undefined || text === '') return undefined
  const { files, passed, failed, leftOut }: Record<keyof Tally, unknown> = JSON.parse(text)
  if (!Array.isArray(leftOut)) return undefined
  return { files: Number(files), passed: Number(passed), failed: Number(failed), leftOut: leftOut.map(String) }
}
