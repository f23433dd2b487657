// Which checks there are: the scripts of package.json whose names begin with `check:`. Each can be run alone: npm run check:lint.
import { readText } from '../files.ts'
import { run, type Ended } from '../process.ts'

export interface Check {
  readonly name: string
  readonly run: () => Promise<Ended>
}

/** These look at what a build made, so they wait for one; all others read the sources. */
const ofBuilds: ReadonlySet<string> = new Set(['packaging', 'size'])

/** The checks of the repository at `root`, in stages: those of one stage may run side by side. */
export function readChecks(root: string): readonly (readonly Check[])[] {
  const manifest: unknown = JSON.parse(readText(root, 'package.json'))
  const checks = Object.keys(Object(Object(manifest).scripts))
    .filter((script) => script.startsWith('check:'))
    .map((script) => checkOf(root, script))
  const [ofBuild, ofSources] = [true, false].map((wanted) => checks.filter(({ name }) => ofBuilds.has(name) === wanted))
  return [ofSources ?? [], [checkOf(root, 'build')], ofBuild ?? []].filter((stage) => stage.length > 0)
}

function checkOf(root: string, script: string): Check {
  return {
    name: script.replace('check:', ''),
    run: () =>
      run({ command: process.execPath, args: ['--run', script], cwd: root, env: { ...process.env, NO_COLOR: '1' } }),
  }
}
