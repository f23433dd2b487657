import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '../files.ts'
import { run, type Ended } from '../process.ts'
import { wishOf } from '../testing/arguments.ts'
import { hasTests, projects, type Project } from '../testing/projects.ts'
import { summaryOf, type Result } from '../testing/summary.ts'
import { plant } from './planted.ts'

const [node, chromium, journeys] = projects

/** What became of the tests in Node. */
function ran(outcome: Result['outcome']): Result {
  return { project: node, outcome }
}

/** A project as vitest takes it, run in Node whatever it is. */
function plainProject({ name, include, exclude }: Project): string {
  return JSON.stringify({ test: { name, include, exclude } })
}

/** Runs the tests of a planted repository, in which every project runs in Node, as `npm test` does. */
async function runPlanted(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  const root = plant({
    'package.json': JSON.stringify({ type: 'module', scripts: { build: 'node build.js' } }),
    'vitest.config.js': `export default { test: { projects: [${projects.map(plainProject).join()}] } }`,
    ...files,
  })
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  const script = `import { runTests } from ${JSON.stringify(join(repository, 'tools/testing/run.ts'))}
    const env = { ...process.env, CHROMIUM_PATH: process.execPath, ROOMPASS_REQUIRE_ALL: '' }
    process.exitCode = await runTests({ root: process.cwd(), args: process.argv.slice(1), env, say: console.log })`
  const flags = ['--input-type=module-typescript', '--eval', script, '--', ...args]
  return run({ command: process.execPath, args: flags, cwd: root })
}

describe('the arguments', () => {
  test('without any, everything runs', () => {
    expect(wishOf([])).toEqual({ projects, filters: [], options: [] })
  })

  test('folders narrow, projects choose, and the rest goes to vitest with its values', () => {
    expect(wishOf(['packages/room', '--project', 'node', '-t', 'a name', '--bail=1'])).toEqual({
      projects: [node],
      filters: ['packages/room'],
      options: ['-t', 'a name', '--bail=1'],
    })
    expect(wishOf(['--project=journeys']).projects).toEqual([journeys])
  })

  test('a project that does not exist is refused by name', () => {
    expect(() => wishOf(['--project=firefox'])).toThrow(new RangeError('there is no project "firefox"'))
  })
})

describe('a project', () => {
  const files = [
    'packages/room/test/a.test.ts',
    'packages/uikit/test/views/b.browser.test.ts',
    'conformance/test/c.test.ts',
  ]

  test('has exactly the files of its kind', () => {
    const owners = files.map((file) => projects.filter((project) => hasTests(project, [file], [])))
    expect(owners).toEqual([[node], [chromium], [journeys]])
  })

  test('is left alone when no file of it fits a filter', () => {
    expect(projects.filter((project) => hasTests(project, files, ['./packages/uikit']))).toEqual([chromium])
    expect(projects.filter((project) => hasTests(project, files, ['a.test.ts:12']))).toEqual([node])
  })
})

describe('the summary', () => {
  const tally = { files: 1, passed: 3, failed: 0, leftOut: [] }
  const without: readonly Result[] = [
    ran(tally),
    { project: chromium, outcome: 'no Chromium' },
    { project: journeys, outcome: 'no Chromium' },
  ]

  test('names in one line what was left out for want of a Chromium, and closes with the sums', () => {
    expect(summaryOf(without, { requireAll: false })).toEqual({
      lines: [
        '',
        'left out: browser tests and journeys: no Chromium; set CHROMIUM_PATH or install it',
        '3 passed, 0 failed',
      ],
      failed: 0,
    })
  })

  test('counts it as failed when nothing may be left out', () => {
    const { lines, failed } = summaryOf(without, { requireAll: true })
    expect(failed).toBe(2)
    expect(lines.slice(-2)).toEqual(['ROOMPASS_REQUIRE_ALL=1: what is left out counts as failed', '3 passed, 2 failed'])
  })

  test('names every skipped test, which fails only when nothing may be left out', () => {
    const results = [ran({ ...tally, leftOut: ['a.test.ts: later', 'a.test.ts: never'] })]
    expect(summaryOf(results, { requireAll: false }).failed).toBe(0)
    expect(summaryOf(results, { requireAll: false }).lines).toContain(
      'left out: skipped or unwritten: a.test.ts: later',
    )
    expect(summaryOf(results, { requireAll: true }).failed).toBe(2)
  })

  test.each([
    [
      'a project without a test',
      [ran({ ...tally, files: 0, passed: 0 })],
      'failed: tests in Node: no test file matches',
    ],
    ['a build that failed', [ran('the build failed')], 'failed: tests in Node: not run, since the build failed'],
    ['a filter that fits nothing', [], 'failed: no test file matches'],
  ])('counts %s as failed always', (_, results, line) => {
    const { lines, failed } = summaryOf(results, { requireAll: false })
    expect(lines).toContain(line)
    expect(failed).toBe(1)
    expect(lines.at(-1)).toBe('0 passed, 1 failed')
  })

  test('adds up over the projects', () => {
    const results = [ran(tally), ran({ ...tally, passed: 4, failed: 2 })]
    expect(summaryOf(results, { requireAll: true }).lines.at(-1)).toBe('7 passed, 2 failed')
  })
})

describe('a whole run', { timeout: 60_000 }, () => {
  const passing = "import { test } from 'vitest'\ntest('one', () => {})\ntest('two', () => {})\n"

  test('builds for the journeys, and sums up over all projects', async () => {
    const { code, output } = await runPlanted({
      'build.js': "import { writeFileSync } from 'node:fs'\nwriteFileSync('built.json', '1')\n",
      'packages/a/test/a.test.ts': passing,
      'packages/a/test/a.browser.test.ts': passing,
      'conformance/test/a.test.ts': `${passing}import { readFileSync } from 'node:fs'\nreadFileSync('built.json')\n`,
    })
    expect(output).toMatch(/\n6 passed, 0 failed\n$/)
    expect(code).toBe(0)
  })

  test('counts tests, files, hooks and errors that failed, each once', async () => {
    const { code, output } = await runPlanted(
      {
        'packages/a/test/a.test.ts': `${passing}test('three', () => { throw new Error('no') })\ntest.skip('four', () => {})\n`,
        'packages/a/test/file.test.ts': "throw new Error('this file cannot be loaded')",
        'packages/a/test/hook.test.ts': `${passing}import { beforeAll } from 'vitest'\nbeforeAll(() => { throw new Error('no') })\n`,
        'packages/a/test/stray.test.ts': `${passing}test('three', () => { void Promise.reject(new Error('nobody caught it')) })\n`,
      },
      'packages/a',
    )
    expect(output.match(/^left out: .*$/gm)).toEqual([
      'left out: skipped or unwritten: packages/a/test/a.test.ts: four',
    ])
    expect(output).toMatch(/\n5 passed, 4 failed\n$/)
    expect(code).toBe(1)
  })

  test('counts a run that was killed as failed', async () => {
    const kill = "import { test } from 'vitest'\ntest('a crash', () => { process.kill(process.ppid, 'SIGKILL') })\n"
    const { code, output } = await runPlanted(
      { 'packages/a/test/a.test.ts': kill },
      '--project',
      'node',
      '--pool=forks',
    )
    expect(output).toMatch(/\n0 passed, 1 failed\n$/)
    expect(code).toBe(1)
  })

  test('shows why the build failed, and leaves the journeys', async () => {
    const { code, output } = await runPlanted(
      { 'build.js': "throw new Error('it does not compile')\n", 'conformance/test/a.test.ts': passing },
      'conformance',
    )
    expect(output).toContain('it does not compile')
    expect(output).toMatch(/failed: journeys: not run, since the build failed\n0 passed, 1 failed\n$/)
    expect(code).toBe(1)
  })
})
