// What `npm test` says at its end: what was left out, plainly, and the sums.
import type { Project } from './projects.ts'
import type { Tally } from './tally.ts'

/** What became of one project. */
export interface Result {
  readonly project: Pick<Project, 'title'>
  readonly outcome: Tally | 'no Chromium' | 'the build failed'
}

export interface Summary {
  /** The last is `N passed, N failed`. */
  readonly lines: readonly string[]
  readonly failed: number
}

/** Sums up. What went wrong counts as failed always; what is left out does when nothing may be (`requireAll`). */
export function summaryOf(results: readonly Result[], { requireAll }: { readonly requireAll: boolean }): Summary {
  const tallies = results.map(({ outcome }) => outcome).filter((outcome) => typeof outcome !== 'string')
  const troubles = results.length === 0 ? ['no test file matches'] : results.flatMap(troubleOf)
  const unrun = results.filter(({ outcome }) => outcome === 'no Chromium').map(({ project }) => project.title)
  const skipped = tallies.flatMap((tally) => tally.leftOut)
  const leftOut = unrun.length + skipped.length
  const failed = sum(tallies, 'failed') + troubles.length + (requireAll ? leftOut : 0)
  const lines = [
    ...troubles.map((trouble) => `failed: ${trouble}`),
    ...(unrun.length === 0 ? [] : [`left out: ${unrun.join(' and ')}: no Chromium; set CHROMIUM_PATH or install it`]),
    ...skipped.map((test) => `left out: skipped or unwritten: ${test}`),
    ...(requireAll && leftOut > 0 ? ['ROOMPASS_REQUIRE_ALL=1: what is left out counts as failed'] : []),
  ]
  return { lines: ['', ...lines, `${sum(tallies, 'passed')} passed, ${failed} failed`], failed }
}

function troubleOf({ project, outcome }: Result): string[] {
  if (outcome === 'no Chromium') return []
  if (outcome === 'the build failed') return [`${project.title}: not run, since the build failed`]
  return outcome.files === 0 && outcome.failed === 0 ? [`${project.title}: no test file matches`] : []
}

function sum(tallies: readonly Tally[], of: 'passed' | 'failed'): number {
  return tallies.reduce((total, tally) => total + tally[of], 0)
}
