// The course of `npm test`: build if the journeys will run, then one project after another, then the sums.
import { chromiumPath } from '../chromium.ts'
import { ownFiles } from '../files.ts'
import { run } from '../process.ts'
import { wishOf, type Wish } from './arguments.ts'
import { hasTests, type Project } from './projects.ts'
import { summaryOf, type Result } from './summary.ts'
import { runProject } from './vitest.ts'

export interface Surroundings {
  readonly root: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly say: (line: string) => void
}

/** Runs the tests and says, last of all, `N passed, N failed`. Gives the exit code. Throws for arguments that make no sense. */
export async function runTests({ root, args, env, say }: Surroundings): Promise<number> {
  const wish = wishOf(args)
  const files = ownFiles(root)
  const results: Result[] = []
  for (const project of wish.projects) {
    if (wish.filters.length > 0 && !hasTests(project, files, wish.filters)) continue
    // One after another: side by side they would starve each other, and tests of time would fail for no reason.
    // oxlint-disable-next-line no-await-in-loop
    results.push(await resultOf(project, wish, { root, args, env, say }))
  }
  const summary = summaryOf(results, { requireAll: env['ROOMPASS_REQUIRE_ALL'] === '1' })
  for (const line of summary.lines) say(line)
  return summary.failed === 0 ? 0 : 1
}

async function resultOf(project: Project, wish: Wish, { root, env, say }: Surroundings): Promise<Result> {
  if (project.needsChromium && chromiumPath(env) === undefined) return { project, outcome: 'no Chromium' }
  if (project.needsBuild && !(await build(root, env, say))) return { project, outcome: 'the build failed' }
  say(`\n${project.title} (--project ${project.name})`)
  return { project, outcome: await runProject(root, project.name, wish, env) }
}

async function build(root: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<boolean> {
  say('\nbuilding what the journeys start …')
  const { code, output } = await run({ command: 'npm', args: ['run', '--silent', 'build'], cwd: root, env })
  if (code !== 0) say(output)
  return code === 0
}
